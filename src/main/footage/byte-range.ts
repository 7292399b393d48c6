/** The Range header for one file. Rules: RFC 9110, section 14. */

/** Bytes [start, end), or the whole file, or a range that lies outside it. */
export type ByteRange =
  | { type: 'whole' }
  | { type: 'range'; start: number; end: number }
  | { type: 'outside' };

const WHOLE: ByteRange = { type: 'whole' };
const OUTSIDE: ByteRange = { type: 'outside' };

/**
 * @param header the Range header, or null when there is none
 * @param size bytes of the file
 * @returns what to answer. A header that is not understood is ignored (section 14.2), and so is a
 *   list of several ranges, which a server may answer in full.
 */
export function parseRange(header: string | null, size: number): ByteRange {
  if (header === null) return WHOLE;
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header);
  if (!match) return WHOLE;
  const [, first = '', last = ''] = match;
  if (first === '') {
    if (last === '') return WHOLE;
    const suffix = Math.min(Number(last), size);
    return suffix === 0 ? OUTSIDE : { type: 'range', start: size - suffix, end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return WHOLE;
  if (start >= size) return OUTSIDE;
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  return { type: 'range', start, end };
}
