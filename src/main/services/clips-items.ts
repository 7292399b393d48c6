/** What one exported file is made of, in order: footage with what is on it, cards, and gaps. */
import type { ClipForm, ClipRequest, ReelRequest } from '../../shared/domain/clip';
import type { Id } from '../../shared/domain/ids';
import type { Part } from '../../shared/domain/lesson';
import type { piecesOf } from '../../shared/domain/lesson-time';
import { coversOn, drawnOn, hushesOn } from './clips-dressing';
import type { ClipItem, ClipPart, ClipsDeps, ClipWords } from './clips-ports';

/** A range of the lesson, and the stretches of parts that it lies on. */
export interface Stretch {
  clip: ClipRequest;
  pieces: ReturnType<typeof piecesOf>;
}

/** One file, worked out: which stretches of which parts, one after the other. */
export interface Order {
  lessonId: Id;
  lessonTitle: string;
  name: string;
  stretches: Stretch[];
  /** Of a reel: cards, gaps, colours. */
  reel: ReelRequest | null;
  form: ClipForm;
  /** What is written in a corner of its pictures; empty for nothing. */
  line: string;
  drawings: boolean;
  timer: boolean;
  /** Captions go into a file beside it. */
  beside: boolean;
  /** What the lesson hides is covered. */
  masked: boolean;
  /** As what it was looked through, see `Looked`; empty when it was not. */
  looked: string;
  folder: string;
}

/** How often a clip's stretches come, each so many times as long as they were. */
export function slowsOf({ speed = 'usual' }: Pick<ClipRequest, 'speed'>): (1 | 2 | 4)[] {
  switch (speed) {
    case 'usual':
      return [1];
    case 'half':
      return [2];
    case 'quarter':
      return [4];
    case 'again':
      return [1, 2];
  }
}

/** What lies over a clip's pictures; undefined for nothing, so that they can be copied as they are. */
function wordsOn(
  { line, stretches, beside }: Order,
  { caption: asked = '' }: ClipRequest,
  at: number,
): ClipWords | undefined {
  const caption = beside ? '' : asked;
  if (line === '' && caption === '') return undefined;
  const number = stretches.length > 1 && caption !== '' ? at + 1 : null;
  return { caption, number, line };
}

type Deps = Pick<ClipsDeps, 'frames' | 'marked'>;

/** @param sourceOf where a part's original is. @throws AppError when it is not there */
export async function itemsOf(
  order: Order,
  deps: Deps,
  sourceOf: (part: Part) => { path: string; probe: unknown },
  signal: AbortSignal,
): Promise<ClipItem[]> {
  const { stretches, reel } = order;
  // As the lesson is now: what was hidden while this waited its turn is hidden too.
  const { masks, drawings } = deps.marked(order.lessonId);
  const items: ClipItem[] = [];
  for (const [at, { clip, pieces }] of stretches.entries()) {
    if (reel?.gapUs && at > 0) items.push({ gapUs: reel.gapUs });
    if (reel?.titles) {
      const small = `${at + 1} of ${stretches.length}`;
      items.push({ card: { title: clip.title || clip.name, small, colours: reel.colours } });
    }
    const parts: Omit<ClipPart, 'slow'>[] = [];
    for (const { part, partRange } of pieces) {
      const { angleId } = part;
      const { path, probe } = sourceOf(part);
      const frames = await deps.frames(part.id, signal);
      parts.push({
        ...{ path, probe, frames, ...partRange, clip: at, timer: order.timer },
        place: { offsetUs: part.offsetUs, rate: part.rate },
        words: wordsOn(order, clip, at),
        drawn: order.drawings ? drawnOn(drawings, angleId, part, partRange) : [],
        covers: order.masked ? coversOn(masks, angleId, part) : [],
        hushes: order.masked ? hushesOn(masks, part) : [],
      });
    }
    for (const slow of slowsOf(clip)) items.push(...parts.map((part) => ({ ...part, slow })));
  }
  return items;
}
