/** Media as the services see it. ffmpeg is looked for when it is first needed, not at start. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipForm } from '../../shared/domain/clip';
import { newId } from '../../shared/domain/ids';
import { VOICE_RATE } from '../../shared/domain/narration';
import type { StillAsked } from '../../shared/domain/still';
import { AppError } from '../../shared/errors';
import { type Placed, SURE } from '../media/align/solve';
import type { AlignTask } from '../media/align/worker';
import { makeClip } from '../media/clip';
import { fromsOf, makeLook, runsOf } from '../media/clip-look';
import { type ClipPiece, gapPiece, planClip, stillPiece } from '../media/clip-plan';
import { copyVerified, fingerprint } from '../media/fingerprint';
import { playsAt } from '../media/first-frames';
import { measureLoudness } from '../media/loudness';
import { readFrameTimes } from '../media/frame-times';
import { handlingOf } from '../media/handling';
import { makePieces } from '../media/pieces';
import { REVIEW_COPY } from '../media/pieces-plan';
import { isWholePiece } from '../media/pieces-check';
import { partialOf } from '../media/peaks/peaks';
import type { PeaksNews, PeaksTask } from '../media/peaks/worker';
import { makePoster } from '../media/poster';
import { probe } from '../media/probe';
import { Probe } from '../media/probe-schema';
import { runInThread } from '../media/thread';
import { makeTile, makeTilesOf } from '../media/thumbnails';
import { type StillFile, stillFile } from '../media/dress/dressing';
import { findTools, type Memory, type Tools } from '../media/tools';
import { finishVoice } from '../media/voice';
import { voiceLevels } from '../media/voice-levels';
import type { PartFacts } from '../services';
import type { AnglesDeps, HeardPart } from '../services/angles';
import type { ClipItem, ClipLook, ClipPart, ClipsDeps } from '../services/clips-ports';
import type { PeaksDeps } from '../services/peaks';
import type { PlayableDeps } from '../services/playable-ports';
import type { Media, Probed } from '../services/ports';
import type { ThumbnailsDeps } from '../services/thumbnails';
import { bare, dressed, footagePiece } from './dressing';

/** Where it is kept what ffmpeg can do. */
const LEARNT = 'ffmpeg';

/** Looks for ffmpeg once; again only when it was not found. */
export function toolFinder(
  resourcesDir: string,
  kept: { get(key: string): unknown; set(key: string, value: unknown): void },
  log: (line: string) => void,
): () => Promise<Tools> {
  const memory: Memory = {
    get: () => kept.get(LEARNT),
    set(known) {
      try {
        kept.set(LEARNT, known);
      } catch (thrown) {
        // It is asked again at the next start.
        log(`what ffmpeg can do was not kept: ${String(thrown)}`);
      }
    },
  };
  let found: Promise<Tools> | null = null;
  return () => {
    found ??= findTools({ resourcesDir, memory }).then(
      (tools) => {
        log(`ffmpeg ${tools.version} (${tools.source})`);
        return tools;
      },
      (error: unknown) => {
        found = null;
        throw error;
      },
    );
    return found;
  };
}

/** Services keep a probe whole and hand it back: what they hold is always one of ours. */
const whole = (probed: Probed): Probe => Probe.parse(probed);

export function mediaFor(tools: () => Promise<Tools>): Media {
  return {
    probe: async (path, signal) => probe(await tools(), path, signal),
    handlingOf: (probed) => handlingOf(whole(probed)),
    storedProbe: (json) => Probe.parse(json),
    fingerprint,
    readFrameTimes: async (path, probed, signal) =>
      readFrameTimes(await tools(), path, whole(probed), signal),
    makePoster: async (path, probed, outFile, signal, side) =>
      makePoster(await tools(), path, whole(probed), outFile, signal, side),
    playsAt: async (path, probed, atUs, signal) =>
      playsAt(await tools(), path, whole(probed), atUs, signal),
    finishVoice: async (from, to) => finishVoice(await tools(), from, to),
    voiceLevels: (path, samples) => voiceLevels(path, { rate: VOICE_RATE, samples }),
    measureLoudness: async (voice, signal) => measureLoudness(await tools(), voice, signal),
    copyVerified,
  };
}

/** A part's frame list, when it has been made. */
async function madeFrames(path: string): Promise<Float64Array | null> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes || bytes.length === 0 || bytes.length % 8 !== 0) return null;
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** How long a card stands: time to read a line twice. */
const CARD_US = 4_000_000;

/** What painting one still takes, and encoding what lies under it as a share of its length: likely ones. */
const PAINT_US = 50_000;
const ENCODE_SHARE = 0.4;

/** How long footage is shown in all. */
function lengthOf(items: readonly ClipItem[]): number {
  return items.reduce(
    (sum, item) => sum + ('path' in item ? (item.endUs - item.startUs) * item.slow : 0),
    0,
  );
}

/** Paints a still as a PNG. */
export type Paint = (still: StillAsked, signal: AbortSignal) => Promise<Uint8Array>;

/** How clips are made: always from the originals. */
export function clipsFor(deps: {
  tools: () => Promise<Tools>;
  /** Where a part's frame list is, waited for while it is being made. */
  framesOf: (partId: string) => Promise<string | null>;
  paint: Paint;
  /** What is painted lies there while it is needed: swept away after a kill. */
  partials: { open(near: string): string; drop(partial: string): Promise<void> };
  stillsFolder: string;
}): Pick<ClipsDeps, 'frames' | 'makeClip'> & {
  /** The file that these would make, to be looked at. @throws AppError */
  look(items: readonly ClipItem[], form: ClipForm, signal: AbortSignal): Promise<ClipLook>;
} {
  /** A piece for each item; what is painted is as large as the film will be, and left out of sound. */
  async function piecesOf(
    items: readonly ClipItem[],
    form: ClipForm,
    signal: AbortSignal,
    painted: string[],
    onPainted?: (done: number, of: number) => void,
  ): Promise<ClipPiece[]> {
    const isFootage = (item: ClipItem): item is ClipPart => 'path' in item;
    const { size } = planClip(items.filter(isFootage).map(footagePiece), form);
    const paint = async (still: StillAsked): Promise<StillFile> => {
      const path = deps.partials.open(join(deps.stillsFolder, newId()));
      painted.push(path);
      await mkdir(deps.stillsFolder, { recursive: true });
      const png = await deps.paint(still, signal);
      await writeFile(path, png);
      return stillFile(path, png);
    };
    const pieces: (ClipPiece | { item: ClipPart; piece: ClipPiece })[] = [];
    for (const item of items) {
      if (isFootage(item)) pieces.push({ item, piece: footagePiece(item) });
      else if ('gapUs' in item) pieces.push(gapPiece(item.gapUs));
      else if (size) {
        const { title, small: detail, colours } = item.card;
        const card = { type: 'card' as const, title, detail, ...colours };
        const { path } = await paint({ ...size, layers: [card] });
        pieces.push(stillPiece(path, CARD_US));
      }
    }
    return size ? dressed(pieces, size, form, paint, onPainted) : pieces.map(bare);
  }

  return {
    async frames(partId, signal) {
      const path = await deps.framesOf(partId);
      signal.throwIfAborted();
      const frames = path === null ? null : await madeFrames(path);
      if (!frames) throw new AppError('ffmpeg-failed', 'This footage could not be prepared.');
      return frames;
    },
    async makeClip(items, partial, run) {
      const painted: string[] = [];
      try {
        const { signal, form } = run;
        // How much of the work the painting is: known once it is known what is to be painted.
        let before = 0;
        const pieces = await piecesOf(items, form, signal, painted, (done, of) => {
          const paintUs = of * PAINT_US;
          before = paintUs / (paintUs + lengthOf(items) * ENCODE_SHARE);
          if (of > 0) run.report((before * done) / of);
        });
        const report = (share: number): void => run.report(before + (1 - before) * share);
        return await makeClip(await deps.tools(), pieces, partial, { ...run, report, low: true });
      } finally {
        for (const path of painted) await deps.partials.drop(path);
      }
    },
    async look(items, form, signal) {
      const painted: string[] = [];
      const close = async (): Promise<void> => {
        for (const path of painted) await deps.partials.drop(path);
      };
      try {
        const plan = planClip(await piecesOf(items, form, signal, painted), form);
        const runs = runsOf(plan);
        return {
          ...{ timesUs: plan.timesUs, durationUs: plan.durationUs, froms: fromsOf(plan), runs },
          async make(run, how) {
            const which = runs[run];
            if (which) await makeLook(await deps.tools(), plan, which, how);
          },
          close,
        };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

/** How pieces of a playable copy are made: from the part's file as it lies now. */
export function piecesFor(deps: {
  tools: () => Promise<Tools>;
  partFacts: (partId: string) => PartFacts | undefined;
  /** `derived/<partId>` */
  derivedOf: (partId: string) => string;
  /** A review copy: small, silent, made with one thread. */
  review?: boolean;
}): Pick<PlayableDeps, 'makePieces' | 'isWholePiece'> {
  return {
    isWholePiece,
    makePieces: async (partId, stretch, making) => {
      const facts = deps.partFacts(partId);
      if (!facts) throw new AppError('not-found', 'That part is no longer in the library.');
      const frames = await madeFrames(join(deps.derivedOf(partId), 'frames.bin'));
      const whole = { ...Probe.parse(facts.probe), path: facts.path };
      const source = deps.review ? { ...whole, ...REVIEW_COPY } : whole;
      const { signal, onPiece, onStart } = making;
      return makePieces(await deps.tools(), source, stretch, { signal, frames, onPiece, onStart });
    },
  };
}

/** How sounds are lined up: by a thread. @param workerPath its program. */
export function alignFor(
  tools: () => Promise<Tools>,
  workerPath: string,
): Pick<AnglesDeps, 'align' | 'hasSound'> {
  const fileOf = ({ probe, ...part }: HeardPart) => ({ ...part, probe: Probe.parse(probe) });
  return {
    hasSound: (probe) => Probe.parse(probe).sound !== null,
    async align(lesson, files, how) {
      const task: AlignTask = {
        tools: await tools(),
        lesson: lesson.map(fileOf),
        files: files.map(fileOf),
      };
      const found = await runInThread<AlignTask, number, (Placed | null)[]>(workerPath, task, {
        signal: how.signal,
        onNews: how.report,
      });
      return found.map((place) => (place && place.confidence >= SURE ? place : null));
    },
  };
}

/**
 * Where a part's tiles and peaks belong and how they are made: null for what has no picture, or no
 * sound, or is not there.
 */
export function timelineFor(deps: {
  tools: () => Promise<Tools>;
  partFacts: (partId: string) => PartFacts | undefined;
  /** `derived/<partId>` */
  derivedOf: (partId: string) => string;
  /** Built peaks-worker (electron.vite.config.ts). */
  peaksWorker: string;
}): {
  thumbnails: Pick<ThumbnailsDeps, 'folderOf' | 'makeTiles'>;
  peaks: Pick<PeaksDeps, 'fileOf' | 'partialOf' | 'makePeaks'>;
} {
  const readable = (partId: string): { path: string; probe: Probe } | null => {
    const facts = deps.partFacts(partId);
    if (!facts || facts.handling === 'unreadable') return null;
    return { path: facts.path, probe: Probe.parse(facts.probe) };
  };
  const source = (partId: string): { path: string; probe: Probe } => {
    const found = readable(partId);
    if (!found) throw new AppError('not-found', 'That part is no longer in the library.');
    return found;
  };
  /** Whether passes over a part's keyframes can be believed, once one was made. */
  const passes = new Map<string, boolean>();
  return {
    thumbnails: {
      folderOf: (partId) =>
        readable(partId)?.probe.picture ? join(deps.derivedOf(partId), 'tiles') : null,
      async makeTiles(partId, { tiles, by }, making) {
        const { path, probe } = source(partId);
        const tools = await deps.tools();
        const believed = passes.get(partId);
        if (by === 'pass' && believed !== false) {
          const sound = await makeTilesOf(tools, path, probe, tiles, making, believed);
          passes.set(partId, sound);
        } else for (const tile of tiles) await makeTile(tools, path, probe, tile, making);
      },
    },
    peaks: {
      fileOf: (partId) =>
        readable(partId)?.probe.sound ? join(deps.derivedOf(partId), 'peaks.bin') : null,
      partialOf,
      async makePeaks(partId, outFile, making) {
        const task: PeaksTask = { ...source(partId), tools: await deps.tools(), outFile };
        await runInThread<PeaksTask, PeaksNews, void>(deps.peaksWorker, task, {
          signal: making.signal,
          onNews: making.onMore,
        });
      },
    },
  };
}
