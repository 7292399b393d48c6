/**
 * A ref of a picture: one that is still on its way when it is taken off the screen is called off. It
 * would be looked for in a folder that is gone by then.
 */
export const callOff = (image: HTMLImageElement) => () => image.removeAttribute('src');
