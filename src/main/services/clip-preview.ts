/**
 * Looking through what is to be exported before it is: every picture of it, made small while it is
 * looked at. One order at a time. The pictures lie in the library's own folder for as long as that
 * lasts, no more than some of them at once, and a kill leaves none (see `Partials`).
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipPreview } from '../../shared/domain/clip';
import { type Id, newId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors';
import type { Handlers, Send } from '../../shared/ipc/derive';
import type { Unmade, UnmadeFile } from './clips';
import type { ClipLook, ClipsDeps } from './clips-ports';

/** Frames made ahead of the one in hand, and behind it: what is beside it is in view. */
const AHEAD = 500;
const BEHIND = 20;
/** Pictures on the disk at once, of about fifteen kilobytes each: the farthest go first. */
const MOST_PICTURES = 4_000;

/** A run of frames, by its place in the whole of what is looked through. */
interface Run {
  from: number;
  to: number;
  state: 'unmade' | 'made' | 'failed';
  missing: number[];
  make: (how: Parameters<ClipLook['make']>[1]) => Promise<void>;
}

interface Preview {
  id: Id;
  folder: string;
  looks: ClipLook[];
  runs: Run[];
  at: number;
  underWay: { run: Run; abort: AbortController; over: Promise<void> } | null;
  ended: boolean;
}

/** What can be looked through. */
type PreviewAsked = Parameters<Handlers['clips']['preview']>[0];

export interface ClipPreviews {
  handlers: Pick<Handlers['clips'], 'preview' | 'previewAt' | 'previewOver'>;
  /** For footage://; null for a picture that is not made. */
  pathOf(previewId: Id, frame: number): string | null;
  /** Ends what is looked through: of a lesson that is removed nothing stays. For quitting too. */
  stop(): Promise<void>;
}

export function clipPreviews(deps: {
  /** What an order, a narration or a job would make. @throws AppError */
  unmade(asked: PreviewAsked, signal: AbortSignal): Promise<Unmade>;
  look(
    items: UnmadeFile['items'],
    form: UnmadeFile['form'],
    signal: AbortSignal,
  ): Promise<ClipLook>;
  partials: Pick<ClipsDeps['partials'], 'open' | 'drop'>;
  /** The library's own, for what is made of footage. */
  folder: string;
  send: Send;
}): ClipPreviews {
  const { partials, send } = deps;
  let open: Preview | null = null;
  /** The order that is being worked out, and the end of it. */
  let asking: { abort: AbortController; over: Promise<unknown> } | null = null;

  const pictureOf = (preview: Preview, frame: number): string =>
    join(preview.folder, `${frame}.jpg`);

  function tell({ id, runs }: Preview, error: unknown = null): void {
    const made = runs.filter(({ state }) => state === 'made');
    send('clips', 'previewed', {
      previewId: id,
      made: made.map(({ from, to }) => ({ from, to })),
      missing: made.flatMap(({ missing }) => missing),
      error: error === null ? null : AppError.from(error).view(),
    });
  }

  /** What is to be made next: around the frame in hand first, then ahead of it. */
  function wantedOf({ runs, at }: Preview): Run[] {
    const near = runs.filter(({ from, to }) => to > at - BEHIND && from <= at + AHEAD);
    return near.sort((a, b) => Number(a.to <= at) - Number(b.to <= at) || a.from - b.from);
  }

  async function makeRoom(preview: Preview): Promise<void> {
    const made = preview.runs.filter(({ state }) => state === 'made');
    const far = ({ from, to }: Run): number => Math.abs((from + to) / 2 - preview.at);
    made.sort((a, b) => far(b) - far(a));
    let count = made.reduce((sum, { from, to }) => sum + to - from, 0);
    while (count > MOST_PICTURES && made.length > 1) {
      const [gone] = made.splice(0, 1);
      if (!gone) return;
      gone.state = 'unmade';
      count -= gone.to - gone.from;
      for (let frame = gone.from; frame < gone.to; frame++) {
        await rm(pictureOf(preview, frame), { force: true });
      }
    }
  }

  async function make(preview: Preview, run: Run, signal: AbortSignal): Promise<void> {
    const written: Promise<void>[] = [];
    const came = new Set<number>();
    try {
      await run.make({
        signal,
        onPicture: (frame, jpeg) => {
          came.add(frame);
          const writing = writeFile(pictureOf(preview, frame), jpeg);
          // Heard of once the run is over, which may be long after: until then it is no stray.
          writing.catch(() => undefined);
          written.push(writing);
        },
      });
      await Promise.all(written);
      run.missing = Array.from({ length: run.to - run.from }, (_, n) => run.from + n).filter(
        (frame) => !came.has(frame),
      );
      run.state = 'made';
      await makeRoom(preview);
      if (!preview.ended) tell(preview);
    } catch (thrown) {
      await Promise.allSettled(written);
      if (signal.aborted) return;
      run.state = 'failed';
      tell(preview, thrown);
    }
  }

  function work(preview: Preview): void {
    if (preview.ended) return;
    const wanted = wantedOf(preview);
    const next = wanted.find(({ state }) => state === 'unmade');
    const { underWay } = preview;
    if (underWay) {
      // Someone looks elsewhere by now: what nobody waits for gives way.
      if (next && !wanted.includes(underWay.run)) underWay.abort.abort();
      return;
    }
    if (!next) return;
    const abort = new AbortController();
    const over = make(preview, next, abort.signal).finally(() => {
      preview.underWay = null;
      work(preview);
    });
    preview.underWay = { run: next, abort, over };
  }

  async function end(preview: Preview): Promise<void> {
    if (open === preview) open = null;
    preview.ended = true;
    preview.underWay?.abort.abort();
    await preview.underWay?.over;
    for (const look of preview.looks) await look.close();
    await partials.drop(preview.folder);
  }

  async function stop(): Promise<void> {
    const [was, before] = [open, asking];
    before?.abort.abort();
    await before?.over.catch(() => undefined);
    // What was begun meanwhile is someone else's.
    if (was && open === was) await end(was);
  }

  async function begin(asked: PreviewAsked, signal: AbortSignal): Promise<ClipPreview> {
    const id = newId();
    const looks: ClipLook[] = [];
    const runs: Run[] = [];
    if (signal.aborted) throw new AppError('cancelled', 'It was called off.');
    const folder = partials.open(join(deps.folder, id));
    try {
      await mkdir(folder, { recursive: true });
      const { files, ...facts } = await deps.unmade(asked, signal);
      const pictures = { timesUs: [], lessonUs: [], clips: [], endUs: 0 };
      const told: ClipPreview = { previewId: id, ...facts, ...pictures };
      for (const file of files) {
        const look = await deps.look(file.items, file.form, signal);
        looks.push(look);
        const base = told.timesUs.length;
        for (const [run, { from, to }] of look.runs.entries()) {
          const make: Run['make'] = ({ onPicture, ...how }) =>
            look.make(run, {
              ...how,
              onPicture: (frame, jpeg) => onPicture(base + frame, jpeg),
            });
          runs.push({ from: base + from, to: base + to, state: 'unmade', missing: [], make });
        }
        for (const [frame, us] of look.timesUs.entries()) {
          const { lessonUs = 0, clip = 0 } = look.froms[frame] ?? {};
          if (frame === 0 || look.froms[frame - 1]?.clip !== clip) {
            told.clips.push({ name: file.clips[clip]?.name ?? '', from: base + frame });
          }
          told.timesUs.push(told.endUs + us);
          told.lessonUs.push(Math.max(0, lessonUs));
        }
        told.endUs += look.durationUs;
      }
      signal.throwIfAborted();
      if (told.timesUs.length === 0) {
        throw new AppError('nothing-there', 'There are no pictures to look through.');
      }
      open = { id, folder, looks, runs, at: 0, underWay: null, ended: false };
      work(open);
      return told;
    } catch (thrown) {
      for (const look of looks) await look.close();
      await partials.drop(folder);
      if (signal.aborted) throw new AppError('cancelled', 'It was called off.', {}, thrown);
      throw thrown;
    }
  }

  return {
    handlers: {
      async preview(asked) {
        const abort = new AbortController();
        const over = stop().then(() => begin(asked, abort.signal));
        const mine = { abort, over };
        asking = mine;
        try {
          return await over;
        } finally {
          if (asking === mine) asking = null;
        }
      },
      previewAt({ previewId, frame }) {
        if (open?.id !== previewId) return;
        open.at = frame;
        for (const run of open.runs) {
          // Asked for again, it is tried again.
          if (run.state === 'failed' && frame >= run.from && frame < run.to) run.state = 'unmade';
        }
        work(open);
      },
      async previewOver() {
        await stop();
      },
    },
    pathOf(previewId, frame) {
      if (open?.id !== previewId) return null;
      const run = open.runs.find(({ from, to }) => frame >= from && frame < to);
      return run?.state === 'made' && !run.missing.includes(frame) ? pictureOf(open, frame) : null;
    },
    stop,
  };
}
