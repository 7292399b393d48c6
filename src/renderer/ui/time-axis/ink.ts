/** Colours and fonts of the design tokens, for canvases. */

/** Read once. */
export interface Ink {
  colour: (token: string) => string;
  mono: string;
  sans: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return {
    colour(token) {
      const value = known.get(token) ?? style.getPropertyValue(`--${token}`).trim();
      known.set(token, value);
      return value;
    },
    mono: style.getPropertyValue('--mono'),
    sans: style.getPropertyValue('--sans'),
  };
}

export type Context = CanvasRenderingContext2D;

/** @throws Error where no canvas can be painted on, which Chromium never says of a new one. */
export function contextOf(canvas: HTMLCanvasElement): Context {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context;
}
