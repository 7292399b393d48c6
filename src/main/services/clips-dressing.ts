/**
 * What of a lesson lies on a stretch of one part: drawings, and what is hidden of picture and sound. In
 * that part's own time. Pure.
 */
import { type Drawing, isShownAt } from '../../shared/domain/drawing';
import type { Part } from '../../shared/domain/lesson';
import { toLessonUs, toPartUs } from '../../shared/domain/lesson-time';
import { type Mask, masksIn } from '../../shared/domain/mask';
import type { Range } from '../../shared/domain/time';
import type { ClipCover, ClipDrawn, ClipHush } from './clips-ports';

/** A clip takes whole frames, and one of a screen may last minutes: what they meet is told by frames. */
const EVER: Range = { startUs: -Infinity, endUs: Infinity };
/** A stopwatch in the picture goes on so often. */
const TICK_US = 1_000_000;

type Clock = Pick<Part, 'offsetUs' | 'rate'>;

function lessonRange(part: Clock, { startUs, endUs }: Range): Range {
  return { startUs: toLessonUs(part, startUs), endUs: toLessonUs(part, endUs) };
}

const isHeard = ({ what }: Mask): boolean => what.type === 'sound';

export function coversOn(masks: readonly Mask[], angleId: string, part: Clock): ClipCover[] {
  return masksIn(masks, angleId, EVER).flatMap(({ startUs, endUs, what }): ClipCover[] => {
    const range = { startUs: toPartUs(part, startUs), endUs: toPartUs(part, endUs) };
    if (what.type === 'sound') return [];
    if (what.type === 'picture') return [{ ...range, look: what.look, form: 'all', keys: [] }];
    const keys = what.keys.map(({ afterUs, box }) => {
      return { afterUs: toPartUs(part, startUs + afterUs), box };
    });
    return [{ ...range, look: what.look, form: what.form, keys }];
  });
}

/** What is hidden of the sound is hidden on every camera. */
export function hushesOn(masks: readonly Mask[], part: Clock): ClipHush[] {
  return masksIn(masks.filter(isHeard), '', EVER).map((mask) => ({
    startUs: toPartUs(part, mask.startUs),
    endUs: toPartUs(part, mask.endUs),
    tone: mask.what.type === 'sound' && mask.what.sounds === 'tone',
  }));
}

/** When something changes: a drawing comes, goes, or its stopwatch goes on. */
function changes(drawings: readonly Drawing[], { startUs, endUs }: Range): number[] {
  const all = new Set([startUs, endUs]);
  const add = (us: number): unknown => us > startUs && us < endUs && all.add(us);
  for (const drawing of drawings) {
    add(drawing.startUs);
    add(drawing.endUs);
    if (drawing.shape.type !== 'measure') continue;
    const runsUs = Math.min(drawing.shape.lengthUs, drawing.endUs - drawing.startUs);
    for (let us = TICK_US; us < runsUs; us += TICK_US) add(drawing.startUs + us);
    add(drawing.startUs + drawing.shape.lengthUs);
  }
  return [...all].sort((a, b) => a - b);
}

/** How long a stopwatch in the picture has run at a time: whole ticks, and at its end just as long as it is. */
function runsAt({ shape, startUs }: Drawing, us: number): number {
  if (shape.type !== 'measure') return 0;
  const runs = us - startUs;
  return runs >= shape.lengthUs ? shape.lengthUs : Math.floor(runs / TICK_US) * TICK_US;
}

/**
 * Shared drawings of a camera, as long as the same ones are shown. Never a private one, nor one whose
 * picture is gone.
 */
export function drawnOn(
  drawings: readonly Drawing[],
  angleId: string,
  part: Clock,
  partRange: Range,
): ClipDrawn[] {
  const range = lessonRange(part, partRange);
  const shared = drawings.filter(
    (one) =>
      !one.private &&
      one.adrift === null &&
      one.angleId === angleId &&
      one.startUs < range.endUs &&
      one.endUs > range.startUs,
  );
  const at = changes(shared, range);
  return at.slice(0, -1).flatMap((startUs, nth) => {
    const shown = shared.filter((one) => isShownAt(one, startUs));
    if (shown.length === 0) return [];
    return [
      {
        startUs: Math.max(partRange.startUs, toPartUs(part, startUs)),
        endUs: Math.min(partRange.endUs, toPartUs(part, at[nth + 1] ?? range.endUs)),
        drawings: shown.map((one) => {
          const { shape, colour, size } = one;
          return { shape, colour, size, runsUs: runsAt(one, startUs) };
        }),
      },
    ];
  });
}
