/** clips.reel-*: twenty clips as one film, beside ffmpeg encoding all of them in one filter graph. */
import { join } from 'node:path';
import { makeClip } from '../../../src/main/media/clip';
import type { Tools } from '../../../src/main/media/tools';
import { seeded } from '../../fixtures/seeded';
import { ffmpeg, timed } from '../harness/ffmpeg';
import { type Figure, figure, inTurns } from '../harness/figures';
import { familyMb } from '../harness/memory';
import { ENCODE, HOUR_S, type Source } from './clips-source';

const PEER = 'ffmpeg encoding all of them in one filter graph';
const CLIPS = 20;
const LOOK_EVERY_MS = 200;

/** The most memory above what was there before, in MB, while something is done. */
async function mostMb(work: () => Promise<unknown>): Promise<number> {
  const before = familyMb(process.pid);
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, familyMb(process.pid) - before);
  }, LOOK_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most;
}

export async function reels(
  tools: Tools,
  source: Source,
  folder: string,
  quick: boolean,
): Promise<Figure[]> {
  const random = seeded(20_27);
  const beginsS = source.probe.firstFrameUs / 1e6;
  const [mine, other] = [join(folder, 'reel.mp4'), join(folder, 'graph.mp4')];
  const places = Array.from(
    { length: CLIPS },
    () => Math.floor(random() * (HOUR_S - 60) * 25) / 25,
  );

  const ours = async (seconds: number): Promise<void> => {
    const pieces = places.map((startS) => ({
      ...source,
      startUs: startS * 1e6,
      endUs: (startS + seconds) * 1e6,
    }));
    const { frames, exact } = await makeClip(tools, pieces, mine);
    if (!exact || Math.abs(frames - CLIPS * seconds * 25) > CLIPS)
      throw new Error(`${frames} frames`);
  };
  const graph = (seconds: number): Promise<unknown> => {
    const inputs = places.flatMap((startS) => [
      ...['-ss', (startS + beginsS).toFixed(4), '-t', String(seconds), '-i', source.path],
    ]);
    const pads = places.map((_, n) => `[${n}:v][${n}:a]`).join('');
    const filter = `${pads}concat=n=${CLIPS}:v=1:a=1[v][a]`;
    return ffmpeg(
      ...[...inputs, '-filter_complex', filter, '-map', '[v]', '-map', '[a]'],
      ...[...ENCODE, '-c:a', 'aac', '-movflags', '+faststart', other],
    );
  };
  const pairs = async (seconds: number, turns: number) =>
    inTurns(
      turns,
      () => timed(() => ours(seconds)),
      () => timed(() => graph(seconds)),
    );
  const short = await pairs(6, quick ? 1 : 3);
  const long = await pairs(30, quick ? 1 : 2);
  const memory = await inTurns(
    quick ? 1 : 2,
    () => mostMb(() => ours(6)),
    () => mostMb(() => graph(6)),
  );
  return [
    figure('clips.reel-6s', { unit: 'ms', peer: PEER, goal: 1.2 }, short.ours, short.theirs),
    figure('clips.reel-30s', { unit: 'ms', peer: PEER, goal: 0.5 }, long.ours, long.theirs),
    figure('clips.reel-memory', { unit: 'MB', peer: PEER, goal: 0.4 }, memory.ours, memory.theirs),
  ];
}
