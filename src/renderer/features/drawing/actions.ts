/** Drawings as edits of the lesson: made, changed and taken away, each undoable. */
import type { RowOp } from '../../../shared/domain/document';
import { type Drawing, isShownAt, type Shape } from '../../../shared/domain/drawing';
import { type Id, newId } from '../../../shared/domain/ids';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { instant } from '../../../shared/domain/row';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { useAngles, watchedAngleId } from '../../stores/angles';
import { useApp } from '../../stores/app';
import { lessonStore } from '../../stores/document';
import { commitDrawings, drawings } from '../../stores/drawn';
import { useDrawing } from '../../stores/drawing';
import { hereUs, workedAngleId } from '../../stores/picture';
import { transport } from '../../stores/playback';
import { clearDrawn, isNarrating } from '../../stores/recording';
import { selectionOf, useView } from '../../stores/view';
import { stopwatch } from '../../picture/shape-geometry';
import { type Making, nextNumber, SHAPE_NAMES } from './shapes';

/** A stopwatch stays this long after it has stopped. */
const STANDS_US = 3 * US_PER_SECOND;
const USUAL_MEASURE_US = 3 * US_PER_SECOND;
const TEXT_HEIGHT = 0.06;

export function chosenDrawing(): Drawing | undefined {
  const { selectedId } = useDrawing.getState();
  return drawings().find((drawing) => drawing.id === selectedId);
}

/** The moment that is chosen, when the playhead is on it: the drawing then belongs to it. */
function momentHere(us: number) {
  const { momentId } = useView.getState();
  const moment = lessonStore.getState().document?.moments.find((known) => known.id === momentId);
  const here = moment && !moment.adrift && us >= moment.startUs && us <= moment.endUs;
  return here ? moment : undefined;
}

/** What a stopwatch measures: the selection, else the chosen moment, else a few seconds from here. */
function measured(): { startUs: number; lengthUs: number } {
  const startUs = hereUs();
  const selection = selectionOf(useView.getState());
  const moment = momentHere(startUs);
  const range = selection ?? (moment && moment.endUs > moment.startUs ? moment : null);
  if (!range) return { startUs, lengthUs: USUAL_MEASURE_US };
  return { startUs: range.startUs, lengthUs: range.endUs - range.startUs };
}

export function making(): Making {
  const shapes = drawings().map(({ shape }) => shape);
  return { number: nextNumber(shapes), lengthUs: measured().lengthUs };
}

/** A new drawing on the camera that is watched large, from the frame on screen on; it is chosen. */
export function addDrawing(shape: Shape): void {
  const { document, lessonId } = lessonStore.getState();
  const { me } = useApp.getState();
  const angleId = document && workedAngleId(document);
  if (!document || !lessonId || !me || angleId === null) return;
  const { colour, width, shownUs } = useDrawing.getState();
  const fromUs = hereUs();
  const startUs = shape.type === 'measure' ? measured().startUs : fromUs;
  const wantedUs =
    shape.type === 'measure' ? startUs + shape.lengthUs + STANDS_US : startUs + shownUs;
  const now = instant();
  const wordy = shape.type === 'text' || shape.type === 'number' || shape.type === 'measure';
  const drawing: Drawing = {
    ...{ id: newId(), authorId: me.id, createdAt: now, changedAt: now, lessonId },
    ...{ angleId, momentId: momentHere(fromUs)?.id ?? null },
    ...{ startUs, endUs: Math.max(startUs, Math.min(wantedUs, lessonEndUs(document))) },
    ...{ shape, colour, size: wordy ? TEXT_HEIGHT : width, private: true, adrift: null },
  };
  const op: RowOp = { table: 'drawing', id: drawing.id, before: null, after: drawing };
  commitDrawings(`Draw: ${SHAPE_NAMES[shape.type].toLowerCase()}`, [op]);
  useDrawing.setState({ selectedId: drawing.id });
}

export type DrawingChange = Partial<
  Pick<Drawing, 'startUs' | 'endUs' | 'shape' | 'colour' | 'size' | 'private'>
>;

export function changeOp(drawing: Drawing, change: DrawingChange): RowOp {
  const after = { ...drawing, ...change, changedAt: instant() };
  return { table: 'drawing', id: drawing.id, before: drawing, after };
}

export function changeDrawing(id: Id, label: string, change: DrawingChange, key?: string): void {
  const drawing = drawings().find((known) => known.id === id);
  if (drawing) commitDrawings(label, [changeOp(drawing, change)], key);
}

export function removeDrawing(id: Id): void {
  const drawing = drawings().find((known) => known.id === id);
  if (!drawing) return;
  const name = SHAPE_NAMES[drawing.shape.type].toLowerCase();
  commitDrawings(`Take away: ${name}`, [{ table: 'drawing', id, before: drawing, after: null }]);
  useDrawing.setState({ selectedId: null });
}

/** Takes away everything that is on the watched picture now. */
export function clearHere(): void {
  useDrawing.setState({ selectedId: null });
  if (isNarrating()) {
    clearDrawn();
    return;
  }
  const us = transport().nowUs();
  const { document } = lessonStore.getState();
  const angleId = document && watchedAngleId(document, useAngles.getState());
  const ops = drawings()
    .filter((drawing) => drawing.angleId === angleId && isShownAt(drawing, us))
    .map((drawing): RowOp => ({ table: 'drawing', id: drawing.id, before: drawing, after: null }));
  if (ops.length > 0) commitDrawings('Clear the picture', ops);
}

/** `Arrow, at 2:03`: for the list and for screen readers. */
export function drawingWords({ shape }: Drawing): string {
  if (shape.type === 'text') return `Text “${shape.text}”`;
  if (shape.type === 'number') return `Number ${shape.number}`;
  if (shape.type === 'measure') return `Stopwatch, ${stopwatch(shape.lengthUs)}`;
  return SHAPE_NAMES[shape.type];
}
