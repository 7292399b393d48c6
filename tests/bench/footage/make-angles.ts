/**
 * Two cameras that stood in one room for an hour: the picture of the hour, and talk of which no
 * stretch comes twice as each of them took it, at its own time, level and clock.
 */
import { execFile } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SAMPLE_RATE } from '../../../src/main/media/align/heard';
import { type Recorder, recorded, talk } from '../../unit/main/media/align/classroom';
import { CACHE, hourOfH264 } from './make-hour';

const run = promisify(execFile);

const HOUR_S = 3_600;
/** Changes when the recipe does. */
const RECIPE = 'v1';
const FIRST: Recorder = { from: 30, seconds: HOUR_S };
/** Switched on 47.3 s later than the first; its clock is slow by 60 ppm. */
const SECOND: Recorder = {
  ...{ from: 77.3, seconds: HOUR_S, rate: 1.00006 },
  ...{ dull: 0.6, gain: 0.3, noise: 0.02, seed: 9 },
};

export interface TwoAngles {
  first: string;
  second: string;
  /** Where the second lies on the first one's clock, and how its own runs. */
  offsetUs: number;
  rate: number;
}

/** Answers their paths, and what is to be found out about them. */
export async function twoAngles(): Promise<TwoAngles> {
  const picture = await hourOfH264();
  const file = (name: string): string => join(CACHE, `angle-${name}-${RECIPE}.mp4`);
  const all = [
    { path: file('first'), recorder: FIRST },
    { path: file('second'), recorder: SECOND },
  ];
  if (!all.every(({ path }) => existsSync(path))) {
    console.error('making two cameras once, which takes a minute');
    const room = talk(HOUR_S + 120, 7);
    await Promise.all(
      all.map(async ({ path, recorder }) => {
        const raw = `${path}.raw`;
        writeFileSync(raw, new Uint8Array(recorded(room, recorder).buffer));
        const sound = ['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', raw];
        const made = ['-c:v', 'copy', '-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '96k'];
        await run('nice', [
          ...['-n', '10', 'ffmpeg', '-v', 'error', '-nostdin', '-y', '-i', picture, ...sound],
          ...[
            '-map',
            '0:v',
            '-map',
            '1:a',
            ...made,
            '-ar',
            '48000',
            '-f',
            'mp4',
            `${path}.partial`,
          ],
        ]);
        renameSync(`${path}.partial`, path);
        rmSync(raw);
      }),
    );
  }
  return {
    first: file('first'),
    second: file('second'),
    offsetUs: Math.round((SECOND.from - FIRST.from) * 1e6),
    rate: SECOND.rate ?? 1,
  };
}
