/** When the library was first on screen: measured from the start of the app by `npm run bench`. */
let isNoted = false;

/** Call once cards are in the page. The second frame from now is the first that surely has them. */
export function noteShown(): void {
  if (isNoted) return;
  isNoted = true;
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('library-interactive')));
}
