/** media.align: two cameras of an hour lined up by their sound, beside only decoding what they heard. */
import { join } from 'node:path';
import type { Placed } from '../../../src/main/media/align/solve';
import type { AlignTask } from '../../../src/main/media/align/worker';
import { probe } from '../../../src/main/media/probe';
import { runInThread } from '../../../src/main/media/thread';
import { findTools } from '../../../src/main/media/tools';
import { twoAngles } from '../footage/make-angles';
import { FPS } from '../footage/make-hour';
import { ROOT } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { ffmpeg, timed } from '../harness/ffmpeg';

const ALIGN = {
  unit: 'ms',
  peer: 'ffmpeg decoding both sounds to nowhere, both at once, one thread each',
  goal: 1.5,
} as const;

const HOUR_US = 3_600_000_000;
const workerPath = join(ROOT, 'out/main/align-worker.js');

export async function aligned(turns: number): Promise<Figure> {
  const { first, second, offsetUs, rate } = await twoAngles();
  const tools = await findTools();
  const signal = new AbortController().signal;
  // Known since the files were added.
  const [laid, other] = await Promise.all(
    [first, second].map(async (path) => ({ path, probe: await probe(tools, path) })),
  );
  if (!laid || !other) throw new Error('no files');
  const ours = (): Promise<number> =>
    timed(async () => {
      const lesson = [{ ...laid, offsetUs: 0, rate: 1 }];
      const [placed] = await runInThread<AlignTask, number, (Placed | null)[]>(
        workerPath,
        { tools, lesson, files: [other] },
        { signal, onNews: () => undefined },
      );
      const off = (us: number): number =>
        Math.abs((placed?.offsetUs ?? 0) + us * (placed?.rate ?? 0) - offsetUs - us * rate);
      if (Math.max(off(0), off(HOUR_US)) > 1e6 / FPS) throw new Error('not within a frame');
    });
  const decoding = (): Promise<number> =>
    timed(() =>
      Promise.all(
        [first, second].map((path) =>
          ffmpeg('-threads', '1', '-vn', '-i', path, '-f', 'null', '-'),
        ),
      ),
    );
  const took = await inTurns(turns, ours, decoding, { warmUp: 1 });
  return figure('media.align', ALIGN, took.ours, took.theirs);
}
