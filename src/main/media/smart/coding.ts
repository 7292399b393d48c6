/** The two ways in which clips are coded, as far as putting stretches together asks. Pure. */
import type { VideoCodec } from 'mediabunny';
import type { Stored } from '../clip-stored';
import { freeHevcId, mergeHvcC, numberedSets, parseHvcC } from './hevc-sets';
import { canBegin, hevcSlicesOf, numberedPicture } from './hevc-units';
import { isIdr, slicesOf } from './nal-units';
import { freeId, mergeAvcC, type ParameterSets, parseAvcC } from './parameter-sets';

export interface Coding {
  /** As mediabunny calls it. */
  codec: Extract<VideoCodec, 'avc' | 'hevc'>;
  /** As ffmpeg calls what makes it. */
  encoder: string;
  parse(record: Uint8Array): ParameterSets | null;
  /** One decoder configuration for all; null when they do not go together. */
  merge(all: readonly ParameterSets[]): Uint8Array | null;
  /** A number that none of them uses, for an encoded stretch's own sets; null when none is left. */
  freeId(all: readonly ParameterSets[]): number | null;
  /** What an encoder is told of that number. */
  encoderArgs(id: number): readonly string[];
  /** Gives it to what an encoder made that could not be told; null when that cannot be done. */
  numbered: ((made: Made, id: number) => Made | null) | null;
  /** Whether copying can begin with a picture. */
  canBegin(picture: Uint8Array): boolean;
  /** Pictures that come after such a one and are shown before it may need what was before it. */
  leads: boolean;
  /** A picture's slices and nothing else, see {@link slicesOf}; `joined` when it follows another stretch. */
  slicesOf(picture: Uint8Array, sets: readonly Uint8Array[], joined: boolean): Uint8Array | null;
}

/** What an encoder made. */
export interface Made {
  sets: ParameterSets;
  pictures: Uint8Array[];
}

const AVC: Coding = {
  ...{ codec: 'avc', encoder: 'libx264', parse: parseAvcC, merge: mergeAvcC, freeId },
  encoderArgs: (id) => ['-x264-params', `sps-id=${id}`],
  ...{ numbered: null, canBegin: isIdr, leads: false, slicesOf },
};

/** x265 gives its sets the number 0 and cannot be told otherwise. */
const HEVC: Coding = {
  ...{ codec: 'hevc', encoder: 'libx265', parse: parseHvcC, merge: mergeHvcC, freeId: freeHevcId },
  encoderArgs: () => [],
  numbered({ sets, pictures }, id) {
    const numbered = pictures.flatMap((picture) => numberedPicture(picture, id) ?? []);
    if (numbered.length !== pictures.length) return null;
    return { sets: numberedSets(sets, id), pictures: numbered };
  },
  ...{ canBegin, leads: true, slicesOf: hevcSlicesOf },
};

export const CODINGS: Readonly<Record<Stored['codec'], Coding>> = { h264: AVC, hevc: HEVC };

/** Parameter sets of a decoder's configuration, where it has such a record. */
export function setsOf(
  { parse }: Coding,
  { description }: { description?: AllowSharedBufferSource | undefined },
): ParameterSets | null {
  if (!description) return null;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return parse(bytes);
}
