import { beforeEach, describe, expect, it } from 'vitest';
import {
  chosenMask,
  hidePart,
  hidePicture,
  hideSound,
  masks,
  placeMask,
  removeKey,
  removeMask,
  setEdge,
} from '../../../../src/renderer/features/masks/actions';
import { freshAngles } from '../../../../src/renderer/stores/angles';
import { useApp } from '../../../../src/renderer/stores/app';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { useMasking } from '../../../../src/renderer/stores/masking';
import { startDrawing, useDrawing } from '../../../../src/renderer/stores/drawing';
import { startMasking } from '../../../../src/renderer/stores/masking';
import { attachTransport, transport } from '../../../../src/renderer/stores/playback';
import { useView } from '../../../../src/renderer/stores/view';
import { applyOps, type RowOp } from '../../../../src/shared/domain/document';
import { Mask } from '../../../../src/shared/domain/mask';
import { ANGLE, AT, LESSON, lesson, ME, moment } from '../lesson-rows';

const SECOND = 1_000_000;
const BOX = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
let us = 0;

beforeEach(() => {
  freshAngles();
  us = 20 * SECOND;
  useApp.setState({ me: { id: ME, name: 'AB', createdAt: AT, changedAt: AT } });
  useView.setState({ inUs: null, outUs: null, momentId: null });
  useMasking.setState({ on: false, selectedId: null, form: 'ellipse', look: 'blur' });
  lessonStore.setState({
    document: lesson(),
    lessonId: LESSON,
    commit: (_label: string, ops: readonly RowOp[]) => {
      const { document } = lessonStore.getState();
      lessonStore.setState({ document: document && applyOps(document, ops) });
    },
  });
  attachTransport({
    ...transport(),
    nowUs: () => us,
    frameOnScreen: () => ({ startUs: us, endUs: us + 40_000 }),
    seek: (to: number) => {
      us = to;
    },
  });
});

function chosen(): Mask {
  const mask = chosenMask();
  if (!mask) throw new Error('none is chosen');
  return Mask.parse(mask);
}

const keysOf = ({ what }: Mask) => (what.type === 'area' ? what.keys : []);

describe('a new mask', () => {
  it('is an ellipse, blurred, from the frame on screen for ten seconds, and is chosen', () => {
    hidePart(BOX);
    expect(chosen()).toMatchObject({
      ...{ angleId: ANGLE, startUs: 20 * SECOND, endUs: 30 * SECOND },
      what: { type: 'area', form: 'ellipse', look: 'blur', keys: [{ afterUs: 0, box: BOX }] },
    });
  });

  it('ends with the lesson', () => {
    us = 55 * SECOND;
    hidePicture();
    expect(chosen()).toMatchObject({ startUs: 55 * SECOND, endUs: 60 * SECOND });
  });

  it('of the picture is of the selection only where that is on screen; of sound always', () => {
    useView.setState({ inUs: 5 * SECOND, outUs: 8 * SECOND });
    hidePicture();
    expect(chosen()).toMatchObject({ startUs: 20 * SECOND });
    us = 6 * SECOND;
    hidePicture();
    expect(chosen()).toMatchObject({ startUs: 5 * SECOND, endUs: 8 * SECOND });
    us = 20 * SECOND;
    hideSound();
    expect(chosen()).toMatchObject({ startUs: 5 * SECOND, endUs: 8 * SECOND, angleId: null });
  });

  it('is of the chosen moment, where that is a range', () => {
    const said = moment({ startUs: 18 * SECOND, endUs: 21 * SECOND });
    lessonStore.setState({ document: lesson({ moments: [said] }) });
    useView.setState({ momentId: said.id });
    hidePart(BOX);
    expect(chosen()).toMatchObject({ startUs: 18 * SECOND, endUs: 21 * SECOND });
  });
});

describe('a mask', () => {
  it('gets a position where it is moved, one a frame, and loses it again', () => {
    hidePart(BOX);
    us += 2 * SECOND;
    placeMask(chosen(), 'Move', { ...BOX, x: 0.5 });
    placeMask(chosen(), 'Move', { ...BOX, x: 0.6 });
    expect(keysOf(chosen())).toEqual([
      { afterUs: 0, box: BOX },
      { afterUs: 2 * SECOND, box: { ...BOX, x: 0.6 } },
    ]);
    removeKey(chosen(), 2 * SECOND);
    expect(keysOf(chosen())).toHaveLength(1);
    removeKey(chosen(), 0);
    expect(keysOf(chosen())).toHaveLength(1);
  });

  it('is not moved where it is not', () => {
    hidePart(BOX);
    us = 40 * SECOND;
    placeMask(chosen(), 'Move', { ...BOX, x: 0.5 });
    expect(keysOf(chosen())).toHaveLength(1);
  });

  it('says which times it cannot have', () => {
    hideSound();
    expect(setEdge(chosen(), 'start', 31 * SECOND)).toBe('After its end');
    expect(setEdge(chosen(), 'end', 20 * SECOND)).toBe('Before its beginning');
    expect(setEdge(chosen(), 'end', 61 * SECOND)).toBe('After the lesson’s end');
    expect(setEdge(chosen(), 'end', 25 * SECOND)).toBeNull();
    expect(chosen()).toMatchObject({ startUs: 20 * SECOND, endUs: 25 * SECOND });
  });

  it('is changed once by a time that is said twice', () => {
    hideSound();
    const seen = chosen();
    setEdge(seen, 'start', 22 * SECOND);
    const once = chosen();
    setEdge(seen, 'start', 22 * SECOND);
    expect(chosen()).toEqual(once);
    setEdge(seen, 'end', 25 * SECOND);
    expect(chosen()).toMatchObject({ startUs: 22 * SECOND, endUs: 25 * SECOND });
  });

  it('is let go when it is taken away', () => {
    hideSound();
    removeMask(chosen().id);
    expect(masks()).toEqual([]);
    expect(useMasking.getState().selectedId).toBeNull();
  });
});

it('hiding and drawing take turns', () => {
  startMasking();
  startDrawing();
  expect(useMasking.getState().on).toBe(false);
  startMasking();
  expect(useDrawing.getState().on).toBe(false);
});
