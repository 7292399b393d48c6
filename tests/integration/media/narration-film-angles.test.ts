/** A film of a lesson with several cameras: the small ones beside the large one, as in the room. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tilesOf } from '../../../src/main/media/narration/tiles';
import type { FilmSource } from '../../../src/main/services/narration-export-ports';
import { frameAt } from '../../../src/shared/domain/frames';
import { newId } from '../../../src/shared/domain/ids';
import type { NarrationEvent } from '../../../src/shared/domain/narration';
import { narrationAt } from '../../../src/shared/domain/narration-state';
import type { StillAsked } from '../../../src/shared/domain/still';
import {
  filmed,
  filmFolder,
  orderOf,
  painted,
  SECOND,
  shown,
  sourceOf,
  toldOf,
  voiceOf,
} from '../../fixtures/filming';
import { greyFrames, numbersIn } from '../../fixtures/look';

let folder: string;
beforeAll(async () => {
  folder = await filmFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SIZE = { width: 1280, height: 720 };
const HOUR = 3_600e6;
const FPS = 25;

/** The frame of a camera at a lesson's time; null where it has none. */
function frameOf(parts: readonly FilmSource[], us: number): number | null {
  const last = parts.at(-1);
  const over = last && us >= last.part.offsetUs + last.part.durationUs ? last : null;
  const within = ({ part }: FilmSource): boolean =>
    us >= part.offsetUs && us < part.offsetUs + part.durationUs;
  const on = parts.find(within) ?? over;
  return on ? frameAt(on.frames, us - on.part.offsetUs) : null;
}

test('shows the small cameras beside the large one, each its own parts, covered by its own masks', async () => {
  // Rates differ, and so do the parts' ends: sections are told by every camera.
  const front = [
    await sourceOf({ seconds: 4, ...SIZE }),
    await sourceOf({ seconds: 5, ...SIZE }, {}, 4e6),
  ];
  const cover = {
    ...{ startUs: 0, endUs: HOUR, look: 'solid' as const, form: 'box' as const },
    keys: [{ afterUs: 0, box: { x: 0.5, y: 0.5, width: 0.5, height: 0.5 } }],
  };
  const back = [
    await sourceOf({ seconds: 3, fps: '30', ...SIZE }, { covers: [cover] }, 1e6),
    await sourceOf({ seconds: 4, ...SIZE }, { covers: [cover] }, 5e6),
  ];
  const [one, two] = [newId(), newId()];
  const layout = (s: number, largeId: string, alone: boolean): NarrationEvent => {
    return { at: Math.round(s * SECOND), type: 'layout', largeId, alone };
  };
  const told = toldOf(
    [
      ...[layout(0, one, false), shown(0, 2.5)],
      ...[layout(1.8, one, true), layout(2.4, two, false)],
      ...[shown(3, 6.5, 0), shown(3.6, 0.2), layout(4.4, one, false), shown(4.6, 7.1, -1)],
      ...[{ at: 5 * SECOND, type: 'zoom', box: { x: 0, y: 0, width: 0.5, height: 0.5 } } as const],
      shown(5.2, 3, 2),
    ],
    6,
  );
  const stills: StillAsked[] = [];
  const order = orderOf(told, [], {
    cameras: [
      { id: one, parts: front },
      { id: two, parts: back },
    ],
    voice: voiceOf(told),
  });
  const { file, made } = await filmed(folder, order, {
    paint: (still) => {
      stills.push(still);
      return painted(still);
    },
  });
  expect(made.frames).toBe(6 * FPS);
  // One card, where the second camera was not yet recording, small; and one, while it was large.
  expect(stills.map(({ layers }) => layers[0])).toEqual([
    expect.objectContaining({ type: 'card', detail: 'Not recording at this time' }),
    expect.objectContaining({ type: 'card', detail: 'Not recording at this time' }),
  ]);

  const [large, small] = tilesOf(SIZE, 1);
  if (!large || !small) throw new Error('no places');
  const picture = { width: large.width, height: 2 * Math.floor((large.width * 9) / 32) };
  const top = (large.height - picture.height) / 2;
  const [inLarge, inSmall, whole, hidden] = await Promise.all([
    numbersIn(file, { filters: `crop=${picture.width}:${picture.height}:0:${top},` }),
    numbersIn(file, { filters: `crop=${small.width}:${small.height}:${small.x}:${small.y},` }),
    numbersIn(file),
    greyFrames(file, {
      ...{ width: 16, height: 16 },
      filters: `crop=${small.width / 2 - 24}:${small.height / 2 - 24}:${small.x + small.width / 2 + 12}:${small.y + small.height / 2 + 12},`,
    }),
  ]);
  const wrong: object[] = [];
  for (let n = 0; n < made.frames; n++) {
    const { lessonUs, largeId, alone, zoom } = narrationAt(told, (n * SECOND) / FPS);
    const us = Math.round(lessonUs);
    const [a, b] = [frameOf(front, us), frameOf(back, us)];
    const [big, little] = largeId === two ? [b, a] : [a, b];
    const found = alone ? whole[n] : inLarge[n];
    if (!zoom && found !== big) wrong.push({ n, found, big });
    if (!alone && inSmall[n] !== little) wrong.push({ n, small: inSmall[n], little });
    const levels = hidden.frames[n] ?? Buffer.alloc(0);
    const flat = Math.max(...levels) - Math.min(...levels) < 12;
    // What is hidden on the second camera is hidden where it is small, and nowhere else.
    if (!alone && little !== null && flat !== (largeId === one)) wrong.push({ n, flat });
  }
  expect(wrong).toEqual([]);
});
