/** What a hand does on the picture: a new part to hide, or one that is moved and fitted. */
import type { Box, Point } from '../../../shared/domain/drawing';
import {
  type BoxCorner,
  boxBetween,
  boxCornered,
  boxMoved,
} from '../../../shared/domain/mask-edits';
import { lessonStore } from '../../stores/document';
import { useMasking } from '../../stores/masking';
import { type Frame, shareOf } from '../../picture/picture-place';
import type { Hold } from '../../ui/use-hold';
import { boxHere, hidePart, maskOf, placeOp } from './actions';

/** Smaller than this, as a share of the picture, a drag is a click. */
const LEAST = 0.01;

interface Sheet {
  host: Element;
  picture: Frame;
  /** Shows a part that is being made; null when it is made or given up. */
  preview: (box: Box | null) => void;
}

function placeOf({ host, picture }: Sheet, event: { clientX: number; clientY: number }): Point {
  const { left, top } = host.getBoundingClientRect();
  return shareOf(picture, event.clientX - left, event.clientY - top);
}

/** Draws a new part. A mere click lets go of the chosen one. */
export function holdNew(sheet: Sheet, event: PointerEvent): Hold {
  const from = placeOf(sheet, event);
  let to = from;
  const isClick = () => Math.abs(to.x - from.x) < LEAST || Math.abs(to.y - from.y) < LEAST;
  return {
    move(next) {
      to = placeOf(sheet, next);
      sheet.preview(isClick() ? null : boxBetween(from, to));
    },
    end() {
      sheet.preview(null);
      if (isClick()) useMasking.setState({ selectedId: null });
      else hidePart(boxBetween(from, to));
    },
    abandon: () => sheet.preview(null),
  };
}

/** Takes hold of a part, or of a corner of it. A whole drag is one step of undo. */
export function holdMask(
  sheet: Sheet,
  event: PointerEvent,
  id: string,
  corner?: BoxCorner,
): Hold | null {
  useMasking.setState({ selectedId: id });
  const mask = maskOf(id);
  const box = mask && boxHere(mask);
  if (!mask || !box) return null;
  const from = placeOf(sheet, event);
  const gesture = lessonStore
    .getState()
    .begin(corner ? 'Fit what is hidden' : 'Move what is hidden');
  return {
    move(next) {
      const to = placeOf(sheet, next);
      const op = placeOp(
        mask,
        corner ? boxCornered(box, corner, to) : boxMoved(box, to.x - from.x, to.y - from.y),
      );
      gesture.update(op ? [op] : []);
    },
    end: () => gesture.finish(),
    abandon: () => gesture.abandon(),
  };
}
