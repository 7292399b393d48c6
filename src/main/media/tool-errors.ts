/** What ffmpeg and ffprobe say when they fail, translated once into the app's own errors. */
import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/errors';
import type { Ended } from './run-program';

export interface Touched {
  inputs: readonly string[];
  outputs: readonly string[];
}

/** Plain reasons for what ffmpeg says most often, first match first. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/not on whitelist/i, 'it is a playlist or a script, not footage'],
  [
    /moov atom not found/i,
    'its index is missing: the recording was cut off before it was finished',
  ],
  [
    /Invalid data found|EBML header parsing failed|could not find codec parameters/i,
    'its contents are damaged or are not footage',
  ],
  [
    /Decoder .*not found|no decoder|Unknown decoder|Decoding requested, but no decoder/i,
    'its kind of picture or sound is not known',
  ],
  [
    /Unknown encoder|Encoder not found|No such filter/i,
    'this ffmpeg lacks something that is needed',
  ],
  [/Cannot allocate memory|Out of memory/i, 'the machine ran out of memory'],
  [/does not contain any stream|matches no streams/i, 'it holds neither picture nor sound'],
];

/** One plain clause that says what went wrong, to stand after "because". */
export function plainReason(tail: readonly string[]): string {
  const said = tail.join('\n');
  return REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? 'ffmpeg could not finish it';
}

function named(line: string, paths: readonly string[]): string | undefined {
  return paths.find((path) => line.includes(path));
}

const FULL = /No space left on device|Disk quota exceeded|not enough space on the disk/i;
const ENDS_FULL = new RegExp(`: [^:]*(${FULL.source})[^:]*$`, 'i');

/**
 * Whether it said that the disk is full, as the system says it behind what failed: ffmpeg 5 then ends as
 * if all were well, its index unwritten. A file of that name is not meant.
 */
export const saysFull = (tail: readonly string[]): boolean =>
  tail.some((line) => ENDS_FULL.test(line));

/** A decoder's own failures have numbers that are also the system's: -1 is "Operation not permitted". */
const OF_A_DECODER = /Error while decoding|packet to decoder/;

/**
 * The error for a run that failed. Full disks and refused or missing files are told apart by the
 * system's own words (strerror), which ffmpeg prints in English beside the path.
 */
export function toolError(ended: Ended, { inputs, outputs }: Touched): AppError {
  const cause = new Error(ended.tail.slice(-12).join('\n') || `exit ${String(ended.code)}`);
  const find = (pattern: RegExp) =>
    ended.tail.find((line) => pattern.test(line) && !OF_A_DECODER.test(line));
  const input = basename(inputs[0] ?? '');
  const output = outputs[0];
  const folder = output === undefined ? '' : basename(dirname(output));

  if (find(FULL)) {
    return new AppError('disk-full', 'The disk is full.', { name: folder }, cause);
  }
  const denied = find(
    /Permission denied|Access is denied|Read-only file system|Operation not permitted/i,
  );
  if (denied !== undefined) {
    const from = named(denied, outputs) === undefined ? named(denied, inputs) : undefined;
    return from !== undefined || output === undefined
      ? new AppError(
          'file-denied',
          'The file may not be read.',
          { name: basename(from ?? input) },
          cause,
        )
      : new AppError('folder-denied', 'The folder may not be written to.', { name: folder }, cause);
  }
  const missing = find(/No such file or directory/i);
  if (missing !== undefined) {
    const from = named(missing, outputs) === undefined ? named(missing, inputs) : undefined;
    return from !== undefined || output === undefined
      ? new AppError('file-missing', 'The file is gone.', { name: basename(from ?? input) }, cause)
      : new AppError('folder-missing', 'The folder is gone.', { name: folder }, cause);
  }
  const reason = ended.killedBy ? 'ffmpeg was stopped by the system' : plainReason(ended.tail);
  return new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { name: input, reason }, cause);
}
