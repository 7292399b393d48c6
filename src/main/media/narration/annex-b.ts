/** Bare H.264 as ffmpeg writes it (ITU-T H.264, Annex B): units behind start codes. Pure. */

/** A sequence's and a picture's parameter set. */
const SETS = new Set([7, 8]);
/** Where the first picture's own units are, the sets stand before. */
const SLICES = new Set([1, 5]);

/** The parameter sets in front of the first picture, as a word to compare; empty for none. */
export function parameterSetsOf(bytes: Buffer): string {
  const sets: string[] = [];
  let from = bytes.indexOf('000001', 0, 'hex');
  while (from !== -1) {
    const start = from + 3;
    const type = (bytes[start] ?? 0) & 0x1f;
    if (SLICES.has(type)) break;
    from = bytes.indexOf('000001', start, 'hex');
    if (!SETS.has(type) || from === -1) continue;
    // A start code may have a zero more in front.
    const end = bytes[from - 1] === 0 ? from - 1 : from;
    sets.push(bytes.toString('hex', start, end));
  }
  return sets.join(' ');
}
