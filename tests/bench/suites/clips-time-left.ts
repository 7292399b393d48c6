/**
 * clips.time-left: how far off the time that a job says is left is from the time that it then takes, from
 * its first third on. Of several kinds of export, as their jobs tell it.
 */
import { join } from 'node:path';
import type { ClipForm } from '../../../src/shared/domain/clip';
import { createPace } from '../../../src/main/jobs/pace';
import { makeClip } from '../../../src/main/media/clip';
import type { Tools } from '../../../src/main/media/tools';
import { seeded } from '../../fixtures/seeded';
import { type Figure, figure } from '../harness/figures';
import { HOUR_S, type Source } from './clips-source';

const TIME_LEFT = { unit: 'share', peer: null, goal: 0.2 } as const;
const LOOK_EVERY_MS = 200;
/** Of all that was said, the share that is at most so far off as the figure. */
const MOST = 0.9;
/** A person is told whole seconds: less than this cannot be off by a share of it. */
const LEAST_S = 2;

/** Lengths of their ranges, in seconds. */
const KINDS: readonly { name: string; form: ClipForm; ranges: readonly number[] }[] = [
  { name: 'one of half a minute', form: 'exact', ranges: [30] },
  { name: 'one of five minutes', form: 'exact', ranges: [300] },
  { name: 'a reel of twenty', form: 'exact', ranges: Array.from({ length: 20 }, () => 6) },
  { name: 'two minutes, smaller', form: 'sharing', ranges: [120] },
];

/** What was said of an export while it was made, each as a share of what was then left. */
async function offIn(
  tools: Tools,
  source: Source,
  file: string,
  { form, ranges }: (typeof KINDS)[number],
  random: () => number,
): Promise<number[]> {
  const pieces = ranges.map((seconds) => {
    const startUs = Math.floor(random() * (HOUR_S - 300) * 25) * 40_000;
    return { ...source, startUs, endUs: startUs + seconds * 1e6 };
  });
  const begunMs = performance.now();
  const pace = createPace(begunMs);
  const said: { atMs: number; leftS: number }[] = [];
  const timer = setInterval(() => {
    const atMs = performance.now();
    const leftS = pace.secondsLeft(atMs);
    if (leftS !== null) said.push({ atMs, leftS });
  }, LOOK_EVERY_MS);
  try {
    await makeClip(tools, pieces, file, {
      form,
      report: (share) => pace.note(share, performance.now()),
    });
  } finally {
    clearInterval(timer);
  }
  const endMs = performance.now();
  const from = begunMs + (endMs - begunMs) / 3;
  return said
    .filter(({ atMs }) => atMs >= from)
    .map(({ atMs, leftS }) => {
      const trueS = (endMs - atMs) / 1_000;
      return Math.abs(leftS - trueS) / Math.max(trueS, LEAST_S);
    });
}

export async function timeLeft(
  tools: Tools,
  source: Source,
  folder: string,
  quick: boolean,
): Promise<Figure> {
  const random = seeded(20_28);
  const all: number[] = [];
  for (const kind of KINDS) {
    const own: number[] = [];
    for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
      own.push(...(await offIn(tools, source, join(folder, 'left.mp4'), kind, random)));
    }
    own.sort((a, b) => a - b);
    const most = own[Math.floor(own.length * MOST)];
    if (most !== undefined) console.error(`  time left of ${kind.name}: ${most.toFixed(2)} off`);
    all.push(...own);
  }
  all.sort((a, b) => a - b);
  return figure('clips.time-left', TIME_LEFT, [all[Math.floor(all.length * MOST)] ?? 1], null);
}
