/**
 * Whether what is to leave was looked through as the lesson is now. The page shows it; here alone it is
 * judged, when an order is taken and once more when its file is made.
 */
import { createHash } from 'node:crypto';
import { mustLook } from '../../shared/domain/leaving';
import { masksIn } from '../../shared/domain/mask';
import type { Range } from '../../shared/domain/time';
import { AppError } from '../../shared/errors';
import type { Order } from './clips-items';
import type { ClipItem, ClipPart, ClipsDeps } from './clips-ports';

type Deps = Pick<ClipsDeps, 'lesson' | 'marked'>;

/** From when the first picture of a piece is shown until its last one goes: one of a screen may last minutes. */
function shownRange({ frames, startUs, endUs }: ClipPart): Range {
  const first = frames.findLast((us) => us <= startUs) ?? startUs;
  const next = frames.find((us) => us >= endUs) ?? Infinity;
  return { startUs: Math.min(first, startUs), endUs: next };
}

/** All that decides a file's pictures, and what is heard with them, as one short sign. */
function signOf(order: Order, items: readonly ClipItem[], notShown: string): string {
  const chosen = order.stretches.map(({ pieces }) =>
    pieces.map(({ part, partRange }) => [part.id, partRange]),
  );
  const lies = items.flatMap((item) => {
    if (!('path' in item)) return [];
    const shown = shownRange(item);
    const meets = (one: Range): boolean => one.startUs < shown.endUs && one.endUs > shown.startUs;
    return [[item.drawn, item.covers.filter(meets), item.hushes.filter(meets)]];
  });
  const all = JSON.stringify([notShown.trim(), chosen, lies]);
  return createHash('sha256').update(all).digest('hex').slice(0, 32);
}

export interface ClipsLooked {
  /** True when something that is marked to be hidden lies in these, and is hidden. */
  covered(orders: readonly Order[]): boolean;
  /** What an order is looked through as, made of these items. */
  signOf(order: Order, items: readonly ClipItem[]): string;
  /**
   * @param items what the file will be made of; asked for only where it is to be looked through
   * @throws AppError `look-first`
   */
  refuseUnseen(order: Order, items: () => Promise<readonly ClipItem[]>): Promise<void>;
}

export function clipsLooked(deps: Deps): ClipsLooked {
  const notShownIn = (lessonId: string): string => deps.lesson(lessonId)?.notShown ?? '';

  function covered(orders: readonly Order[]): boolean {
    return orders.some(({ lessonId, masked, stretches }) => {
      const { masks } = deps.marked(lessonId);
      return (
        masked &&
        stretches.some(({ clip, pieces }) =>
          pieces.some(({ part }) => masksIn(masks, part.angleId, clip).length > 0),
        )
      );
    });
  }

  return {
    covered,
    signOf: (order, items) => signOf(order, items, notShownIn(order.lessonId)),
    async refuseUnseen(order, items) {
      const { name, looked, lessonId } = order;
      if (!mustLook(order, notShownIn(lessonId), covered([order]))) return;
      if (looked !== '' && looked === signOf(order, await items(), notShownIn(lessonId))) return;
      throw new AppError('look-first', `${name} is to be looked through first.`, { name });
    },
  };
}
