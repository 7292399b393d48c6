/**
 * narration.render: a narration of ten minutes as a film, half of it drawn on, thirty jumps, captions
 * on the picture, beside plainly transcoding ten minutes of the same lesson. Stills are painted
 * beforehand: in the app Chromium paints them while other parts of the film are made.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findTools } from '../../../src/main/media/tools';
import type { FilmOrder } from '../../../src/main/services/narration-export-ports';
import { wavHeader } from '../../../src/main/services/voice-track';
import { filmFor } from '../../../src/main/wiring/film';
import { newId } from '../../../src/shared/domain/ids';
import { type NarrationEvent, VOICE_RATE } from '../../../src/shared/domain/narration';
import type { StillAsked } from '../../../src/shared/domain/still';
import { whiteOnNothing } from '../../fixtures/png';
import { hourOfH264 } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { ffmpeg, timed } from '../harness/ffmpeg';
import { type Figure, figure, inTurns } from '../harness/figures';
import { ENCODE, HOUR_S, opened } from './clips-source';

const RENDER = {
  unit: 'ms',
  peer: 'ffmpeg transcoding as long of the lesson',
  goal: 1.3,
} as const;

const JUMPS = 30;
const at = (seconds: number): number => Math.round(seconds * VOICE_RATE);

/** Jumps all over the hour; after each a hold, some slow footage, and a drawing for half of the time. */
function eventsOf(seconds: number): NarrationEvent[] {
  const each = seconds / JUMPS;
  return Array.from({ length: JUMPS }, (_, n): NarrationEvent[] => {
    const from = n * each;
    const lessonUs = ((n * 7) % JUMPS) * (HOUR_S / JUMPS) * 1e6 + 3_400_000;
    const id = newId();
    const shown = (s: number, us: number, rate: number): NarrationEvent => ({
      ...{ type: 'shown', at: at(s), lessonUs: us, held: rate === 0, rate },
    });
    const drawn = (k: number): NarrationEvent => ({
      ...{ type: 'drawn', at: at(from + each * (0.25 + k / 20)), id, colour: 'sand', size: 0.01 },
      shape: { type: 'box', box: { x: 0.2, y: 0.2, width: 0.1 + k / 20, height: 0.3 } },
    });
    return [
      shown(from, lessonUs, 1),
      ...[drawn(0), drawn(1), drawn(2)],
      shown(from + each * 0.4, lessonUs + each * 0.4e6, 0),
      shown(from + each * 0.6, lessonUs + each * 0.4e6, 0.5),
      { type: 'cleared', at: at(from + each * 0.75) },
      shown(from + each * 0.8, lessonUs + each * 0.5e6, 1),
    ];
  }).flat();
}

/** One picture for all drawings, one for all words, as large as they are asked for. */
function painter(): (still: StillAsked) => Promise<Buffer> {
  const known = new Map<boolean, Buffer>();
  return ({ width, height, only }) => {
    const isWords = only !== undefined;
    const size = only ?? { width, height };
    const part = (length: number, share: number): number => Math.round(length * share);
    const [x, wide] = [part(size.width, 0.25), part(size.width, 0.5)];
    const [y, high] = [
      part(size.height, isWords ? 0.75 : 0.25),
      part(size.height, isWords ? 0.2 : 0.5),
    ];
    const edges = [
      { x, y, width: wide, height: isWords ? high : 8 },
      { x, y: y + high - 8, width: wide, height: 8 },
      { x, y, width: 8, height: high },
      { x: x + wide - 8, y, width: 8, height: high },
    ];
    const made = known.get(isWords) ?? whiteOnNothing(size.width, size.height, edges);
    known.set(isWords, made);
    return Promise.resolve(made);
  };
}

export async function render({ quick }: { quick: boolean }): Promise<Figure> {
  const seconds = quick ? 60 : 600;
  const tools = await findTools();
  const path = await hourOfH264();
  const { probe, frames } = await opened(tools, path);
  const folder = scratch('narration');
  const [mine, other] = [join(folder, 'ours.mp4'), join(folder, 'theirs.mp4')];
  const samples = at(seconds);
  const take = { id: newId(), samples, voiced: true, events: eventsOf(seconds) };
  const header = wavHeader(samples);
  const voice = {
    bytes: header.length + samples * 2,
    read: (start: number, end: number) => {
      const bytes = Buffer.alloc(end - start);
      header.subarray(start, end).copy(bytes);
      return Promise.resolve(bytes);
    },
    close: () => Promise.resolve(),
  };
  const instant = '2026-01-05T10:00:00.000Z';
  const row = { id: newId(), authorId: newId(), createdAt: instant, changedAt: instant };
  const part = {
    ...{ ...row, lessonId: newId(), angleId: newId(), fileId: newId(), position: 0 },
    ...{ rate: 1, gapBeforeUs: 0, offsetUs: 0, durationUs: probe.durationUs },
  };
  const order: FilmOrder = {
    told: { row: [{ type: 'told', takeId: take.id, from: 0, to: samples }], takes: [take] },
    cameras: [
      {
        id: part.angleId,
        parts: [{ part, path, probe, frames, hasSound: true, covers: [], hushes: [] }],
      },
    ],
    ...{ form: 'exact', voice, captions: [], chapters: new Map() },
    cues: Array.from({ length: Math.floor(seconds / 4) }, (_, n) => {
      return { id: newId(), from: at(n * 4), to: at(n * 4 + 3.5), text: `What is said, ${n}` };
    }),
  };
  const make = filmFor({
    ...{ tools: () => Promise.resolve(tools), paint: painter(), folder },
    partials: { open: (near) => `${near}.partial`, drop: (file) => rm(file, { force: true }) },
  });
  const ours = (): Promise<number> =>
    timed(async () => {
      const signal = new AbortController().signal;
      const made = await make(order, mine, { signal, report: () => undefined });
      if (made.frames !== seconds * 25) throw new Error(`${made.frames} frames`);
    });
  const theirs = (): Promise<number> =>
    timed(() =>
      ffmpeg(
        ...['-ss', '600', '-i', path, '-t', String(seconds)],
        ...[...ENCODE, '-c:a', 'aac', '-movflags', '+faststart', other],
      ),
    );
  const { ours: we, theirs: they } = await inTurns(quick ? 1 : 2, ours, theirs);
  const [a, b] = await Promise.all([readFile(mine), readFile(other)]);
  console.error(`  ours ${a.length} bytes, theirs ${b.length}`);
  return figure('narration.render', RENDER, we, they);
}
