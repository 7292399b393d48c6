import { beforeEach, describe, expect, it } from 'vitest';
import { addDrawing, clearHere } from '../../../../src/renderer/features/drawing/actions';
import { fileAt } from '../../../../src/renderer/stores/picture';
import { freshAngles, useAngles } from '../../../../src/renderer/stores/angles';
import { useApp } from '../../../../src/renderer/stores/app';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { attachTransport, transport } from '../../../../src/renderer/stores/playback';
import { applyOps, type RowOp } from '../../../../src/shared/domain/document';
import type { Shape } from '../../../../src/shared/domain/drawing';
import { newId } from '../../../../src/shared/domain/ids';
import { ANGLE, AT, file, LESSON, lesson, ME, part } from '../lesson-rows';

const TABLE = newId();
const RECORDER = newId();
const BOX: Shape = { type: 'box', box: { x: 0.4, y: 0.4, width: 0.2, height: 0.2 } };

let us = 0;
const angle = (id: string, position: number, name: string) => ({
  ...{ id, authorId: ME, createdAt: AT, changedAt: AT },
  ...{ lessonId: LESSON, position, name },
});

/** The table's camera was on from ten seconds to forty; the recorder has sound alone. */
function open(): void {
  const one = lesson();
  const [table, recorder] = [file(), file({ picture: null })];
  const [first] = one.parts;
  if (!first) throw new Error('no part');
  const document = {
    ...one,
    angles: [...one.angles, angle(TABLE, 1, 'Table'), angle(RECORDER, 2, 'Recorder')],
    parts: [
      first,
      part({ angleId: TABLE, fileId: table.id, offsetUs: 10_000_000, durationUs: 30_000_000 }),
      part({ angleId: RECORDER, fileId: recorder.id }),
    ],
    files: [...one.files, table, recorder],
  };
  lessonStore.setState({
    document,
    lessonId: LESSON,
    commit: (_label: string, ops: readonly RowOp[]) => {
      const { document: now } = lessonStore.getState();
      lessonStore.setState({ document: now && applyOps(now, ops) });
    },
  });
}

const drawnOn = () =>
  (lessonStore.getState().document?.drawings ?? []).map(({ angleId }) => angleId).sort();

beforeEach(() => {
  freshAngles();
  open();
  us = 20_000_000;
  useApp.setState({ me: { id: ME, name: 'AB', createdAt: AT, changedAt: AT } });
  attachTransport({
    ...transport(),
    nowUs: () => us,
    frameOnScreen: () => ({ startUs: us, endUs: us + 40_000 }),
  });
});

describe('a drawing', () => {
  it('lies on the camera that is watched large', () => {
    addDrawing(BOX);
    useAngles.setState({ largeId: TABLE });
    addDrawing(BOX);
    expect(drawnOn()).toEqual([ANGLE, TABLE].sort());
  });

  it('is not made where that camera shows no picture', () => {
    useAngles.setState({ largeId: RECORDER });
    addDrawing(BOX);
    us = 5_000_000;
    useAngles.setState({ largeId: TABLE });
    addDrawing(BOX);
    expect(drawnOn()).toEqual([]);
  });

  it('stays when the picture of another camera is cleared', () => {
    addDrawing(BOX);
    useAngles.setState({ largeId: TABLE });
    addDrawing(BOX);
    clearHere();
    expect(drawnOn()).toEqual([ANGLE]);
  });
});

it('a camera shows the file of its own part, from when it was on', () => {
  const { document } = lessonStore.getState();
  if (!document) throw new Error('not open');
  expect(fileAt(document, TABLE, 9_999_999)).toBeNull();
  expect(fileAt(document, TABLE, 10_000_000)).toBe(document.files[1]?.id);
  expect(fileAt(document, TABLE, 39_999_999)).toBe(document.files[1]?.id);
  expect(fileAt(document, TABLE, 40_000_000)).toBeNull();
});
