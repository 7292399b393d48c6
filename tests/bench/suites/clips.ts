/** clips.*: exact clips out of an hour, beside encoding no more than must be, and beside encoding all. */
import { join } from 'node:path';
import { makeClip } from '../../../src/main/media/clip';
import { findTools } from '../../../src/main/media/tools';
import { seeded } from '../../fixtures/seeded';
import { hourOfH264 } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { ffmpeg, timed } from '../harness/ffmpeg';
import { type Figure, figure, inTurns } from '../harness/figures';
import { cutAsLosslessCut } from './clips-losslesscut';
import { playback } from './clips-playback';
import { reels } from './clips-reel';
import { ENCODE, HOUR_S, opened } from './clips-source';
import { timeLeft } from './clips-time-left';
import type { Suite } from '.';

const LIMIT = {
  unit: 'ms',
  peer: 'ffmpeg encoding nothing but the partial groups, both at once',
  goal: 1.4,
} as const;
const WHOLE = { unit: 'ms', peer: 'ffmpeg encoding all of it', goal: 0.5 } as const;
const LONG = { ...WHOLE, goal: 0.1 } as const;
const LOSSLESSCUT = {
  unit: 'ms',
  peer: 'the steps of LosslessCut’s smart cut',
  goal: 0.9,
} as const;
const CHECK = {
  unit: 'ms',
  peer: 'the same clips, to where only checking is left',
  goal: 1.3,
} as const;
const COPY = { unit: 'ms', peer: 'ffmpeg -c copy', goal: 2.5 } as const;

const SECONDS = 30;
const LONG_SECONDS = 300;

export const clips: Suite = async ({ quick }) => {
  const tools = await findTools();
  const source = await opened(tools, await hourOfH264());
  const { path, keys, probe } = source;
  const folder = scratch('clips');
  const [mine, other] = [join(folder, 'ours.mp4'), join(folder, 'theirs.mp4')];
  const beginsS = probe.firstFrameUs / 1e6;

  /** When each clip was written and only checking was left, in milliseconds from its beginning. */
  const written: number[] = [];
  const ours = (startS: number, seconds: number): Promise<number> =>
    timed(async () => {
      const us = (s: number): number => Math.round(s * 1e6);
      const piece = { ...source, startUs: us(startS), endUs: us(startS + seconds) };
      const begun = performance.now();
      let wroteMs = 0;
      const report = (share: number): void => {
        // The check tells nothing until it is over.
        if (share < 1) wroteMs = performance.now() - begun;
      };
      const { frames, copied } = await makeClip(tools, [piece], mine, { report });
      written.push(wroteMs);
      if (Math.abs(frames - seconds * 25) > 1) throw new Error(`${frames} frames`);
      if (copied === 0) throw new Error('nothing was copied');
    });
  const stretch = (fromS: number, toS: number, name: string): Promise<unknown> =>
    toS - fromS < 0.02
      ? Promise.resolve()
      : ffmpeg(
          ...['-ss', fromS.toFixed(4), '-i', path, '-t', (toS - fromS).toFixed(4), '-an'],
          ...[...ENCODE, join(folder, name)],
        );
  const partial = (startS: number, seconds: number): Promise<number> => {
    const [from, to] = [startS + beginsS, startS + beginsS + seconds];
    const first = keys.find((key) => key >= from) ?? to;
    const last = keys.findLast((key) => key <= to) ?? from;
    return timed(() => Promise.all([stretch(from, first, 'a.mp4'), stretch(last, to, 'b.mp4')]));
  };
  const encoding = (startS: number, seconds: number): Promise<number> =>
    timed(() =>
      ffmpeg(
        ...['-ss', (startS + beginsS).toFixed(4), '-i', path, '-t', String(seconds)],
        ...[...ENCODE, '-c:a', 'aac', '-movflags', '+faststart', other],
      ),
    );
  const copying = (startS: number, seconds: number): Promise<number> =>
    timed(() =>
      ffmpeg(
        ...['-ss', (startS + beginsS).toFixed(4), '-i', path, '-t', String(seconds)],
        ...['-c', 'copy', '-movflags', '+faststart', other],
      ),
    );

  const random = seeded(20_26);
  const count = quick ? 4 : 20;
  // On a frame, as whoever chooses a range by what they see.
  const starts = Array.from(
    { length: count },
    () => Math.floor(random() * (HOUR_S - LONG_SECONDS) * 25) / 25,
  );
  const at = (turn: number): number => starts[turn % starts.length] ?? 0;
  const limit = await inTurns(
    count,
    (turn) => ours(at(turn), SECONDS),
    (turn) => partial(at(turn), SECONDS),
  );
  const checked = { ours: limit.ours, theirs: written.slice(-limit.ours.length) };
  const errors = { frames: 0 };
  const lossless = await inTurns(
    quick ? 2 : 10,
    (turn) => ours(at(turn), SECONDS),
    async (turn) => {
      const { ms, framesOff } = await cutAsLosslessCut(source, at(turn), SECONDS, folder);
      errors.frames += framesOff;
      return ms;
    },
  );
  console.error(`  LosslessCut's steps: ${errors.frames} frames too many or too few in all`);
  const whole = await inTurns(
    quick ? 1 : 5,
    (turn) => ours(at(turn), SECONDS),
    (turn) => encoding(at(turn), SECONDS),
  );
  const long = await inTurns(
    quick ? 1 : 3,
    (turn) => ours(at(turn), LONG_SECONDS),
    (turn) => encoding(at(turn), LONG_SECONDS),
  );
  // Both ends on keyframes: the one after each start, and the last within half a minute of it.
  const between = (turn: number): [number, number] => {
    const first = keys.find((key) => key >= at(turn) + beginsS) ?? 0;
    const last = keys.findLast((key) => key <= first + SECONDS) ?? 0;
    return [Math.max(0, first - beginsS), Math.round((last - first) * 25) / 25];
  };
  const copy = await inTurns(
    quick ? 2 : 10,
    (turn) => ours(...between(turn)),
    (turn) => copying(...between(turn)),
  );
  const figures: Figure[] = [
    figure('clips.smart-limit', LIMIT, limit.ours, limit.theirs),
    figure('clips.smart-losslesscut', LOSSLESSCUT, lossless.ours, lossless.theirs),
    figure('clips.check', CHECK, checked.ours, checked.theirs),
    figure('clips.smart-reencode', WHOLE, whole.ours, whole.theirs),
    figure('clips.smart-reencode-5min', LONG, long.ours, long.theirs),
    figure('clips.copy', COPY, copy.ours, copy.theirs),
  ];
  const films = await reels(tools, source, folder, quick);
  const left = await timeLeft(tools, source, folder, quick);
  return [...figures, ...films, left, await playback(quick)];
};
