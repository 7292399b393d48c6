/**
 * Decodes frames away from the page, so that neither waits for the other. It works towards the
 * newest wish, then ahead of it, and sleeps when there is nothing to do.
 */
import type { Id } from '../../../../shared/domain/ids';
import type { FromWorker, PartToOpen, ToWorker, Wish } from './messages';
import { DRAG_AHEAD, PartFrames } from './part-frames';
import { pixelsOf } from './pixels';

/** Parts that stay open: the one on screen and its neighbours. */
const OPEN = 3;

const parts = new Map<Id, PartFrames>();
let wish: Wish | null = null;
/** The part that was wished from last. */
let worked: PartFrames | null = null;
/** The frame that was sent last for the wish, and whether it was the wished one. */
let sent: { index: number; exact: boolean } | null = null;
let wake: (() => void) | null = null;
/** Frames go to the page in the order in which they were chosen, however long each takes to copy. */
let sending = Promise.resolve();

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/** Sends a kept frame when it serves the wish better than what was sent. */
function offer(part: PartFrames, index: number): void {
  if (!wish || wish.quiet || wish.partId !== part.part.partId || sent?.exact) return;
  const met = part.meets(wish);
  const exact = met !== null;
  const best = met ?? index;
  if (!exact && (wish.kind !== 'drag' || best > wish.index)) return;
  if (sent?.index === best && sent.exact === exact) return;
  if (send(part, best, wish.turn)) sent = { index: best, exact };
}

function send(part: PartFrames, index: number, turn: number): boolean {
  const kept = part.cache.get(index);
  if (!kept) return false;
  const { upright } = kept;
  const { partId } = part.part;
  // It may have to go while its pixels are copied.
  const frame = kept.frame.clone();
  sending = sending
    .then(() => pixelsOf(frame))
    .then((pixels) =>
      tell({ type: 'frame', partId, index, turn, upright, pixels }, [pixels.data.buffer]),
    )
    .catch(() => tell({ type: 'unable', partId, turn }))
    .finally(() => frame.close());
  return true;
}

/**
 * A fast drag has moved on whenever a frame is ready. Shown late it still says where the pointer came
 * by; waiting for one that is not late would show none.
 */
function offerLate(part: PartFrames, before: Wish): void {
  const isDrag = before.kind === 'drag' && wish?.kind === 'drag' && !wish.quiet;
  if (!isDrag || wish?.partId !== before.partId || part.meets(wish) !== null) return;
  const met = part.meets(before);
  if (met !== null && sent === null) send(part, met, before.turn);
}

async function open(toOpen: PartToOpen): Promise<void> {
  const { partId } = toOpen;
  parts.get(partId)?.close();
  const part = new PartFrames(toOpen, (index, onTheWay) => {
    if (wish && (onTheWay || part.meets(wish) !== null)) offer(part, index);
  });
  parts.delete(partId);
  parts.set(partId, part);
  for (const [id, other] of parts) {
    if (parts.size <= OPEN) break;
    other.close();
    parts.delete(id);
    tell({ type: 'closed', partId: id });
  }
  const { able, wantsCopy } = await part.open();
  tell({ type: 'opened', partId, able, wantsCopy });
  wake?.();
}

/** True once the work under way does not lead to what is wished now. */
function staleFor(part: PartFrames, goal: number, since: number): boolean {
  if (!wish || wish.partId !== part.part.partId) return true;
  if (wish.turn === since || part.meets(wish) !== null) return false;
  // A later wish that lies on the way is met on the way.
  return wish.index > goal || wish.kind === 'drag' || part.passed(wish.index);
}

/** Which way a drag goes, where it is slow enough to be gone ahead of. */
function wayOf(before: Wish | null, now: Wish): Wish['way'] {
  if (now.kind !== 'drag') return now.way;
  if (before?.kind !== 'drag' || before.partId !== now.partId) return 0;
  const by = now.index - before.index;
  if (Math.abs(by) > DRAG_AHEAD) return 0;
  return by === 0 ? before.way : by < 0 ? -1 : 1;
}

async function work(): Promise<never> {
  for (;;) {
    const now = wish;
    const part = now ? parts.get(now.partId) : undefined;
    const met = now && part ? part.meets(now) : null;
    if (part && met !== null) offer(part, met);
    const goal = now && part ? part.missing(now) : null;
    if (now && part && goal !== null) {
      // A file that went away, or was let go meanwhile, gives no frame; the next wish is still served.
      const stale = () => staleFor(part, goal, now.turn);
      const had = await part.advance(goal, now, stale).catch(() => false);
      if (wish !== now) offerLate(part, now);
      const got = part.cache.has(goal) || (goal === now.index && part.meets(now) !== null);
      if (had && (got || wish !== now)) continue;
      if (wish === now && goal === now.index) {
        tell({ type: 'unable', partId: now.partId, turn: now.turn });
      }
      if (wish !== now) continue;
    }
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    wake = null;
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'open':
      void open(data.part);
      break;
    case 'close':
      parts.get(data.partId)?.close();
      parts.delete(data.partId);
      break;
    case 'made':
      parts.get(data.partId)?.made(data.made);
      break;
    case 'idle':
      wish = null;
      break;
    case 'rest':
      wish = null;
      for (const part of parts.values()) part.rest();
      break;
    case 'wish': {
      wish = { ...data.wish, way: wayOf(wish, data.wish) };
      sent = null;
      const part = parts.get(wish.partId);
      if (part && part !== worked) {
        for (const other of parts.values()) other.aside(other !== part);
        worked = part;
      }
      part?.cache.aim(wish.index, wish.way);
      // What is kept is sent without waiting for the work under way.
      const met = part?.meets(wish) ?? null;
      if (part && met !== null) offer(part, met);
      break;
    }
  }
  wake?.();
});

void work();
