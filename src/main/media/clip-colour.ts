/** Colour of a clip: kept as the source says it, and said where the source does not. Pure. */
import type { ProbePicture } from './probe-schema';

export interface Colour {
  matrix: string;
  primaries: string;
  transfer: string;
}

export const HD_COLOUR: Colour = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' };
const PAL: Colour = { matrix: 'bt470bg', primaries: 'bt470bg', transfer: 'smpte170m' };
const NTSC: Colour = { matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' };

/** Matrices that the scale filter knows and that MP4 and H.264 can name. */
const MATRICES = new Set(['bt709', 'bt470bg', 'smpte170m', 'smpte240m', 'fcc']);
const PRIMARIES = new Set([
  ...['bt709', 'bt470m', 'bt470bg', 'smpte170m', 'smpte240m'],
  ...['film', 'smpte431', 'smpte432'],
]);
const TRANSFERS = new Set([
  ...['bt709', 'gamma22', 'gamma28', 'smpte170m', 'smpte240m'],
  ...['iec61966-2-1', 'linear'],
]);

/** High dynamic range as its footage says it, for a clip that keeps it. */
export function hdrColourOf({ matrix, primaries, transfer }: ProbePicture): Colour {
  return { matrix: matrix || 'bt2020nc', primaries: primaries || 'bt2020', transfer };
}

/**
 * The colour a picture ends in. High dynamic range and anything unusual becomes BT.709. Where the
 * file says nothing, what players assume: BT.709 from 720 lines up (ITU-R BT.709), below that the
 * colour of 625- or 525-line television (ITU-R BT.601), by its lines.
 */
export function colourOf(picture: ProbePicture | null): Colour {
  if (!picture || picture.hdr) return HD_COLOUR;
  const small = picture.storedHeight < 720 && picture.storedWidth < 1280;
  const usual = small ? (picture.storedHeight === 576 ? PAL : NTSC) : HD_COLOUR;
  const choose = (name: string, known: Set<string>, otherwise: string) =>
    known.has(name) ? name : otherwise;
  return {
    matrix: choose(picture.matrix, MATRICES, usual.matrix),
    primaries: choose(picture.primaries, PRIMARIES, usual.primaries),
    transfer: choose(picture.transfer, TRANSFERS, usual.transfer),
  };
}
