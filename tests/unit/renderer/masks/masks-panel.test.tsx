import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MasksPanel } from '../../../../src/renderer/features/masks/MasksPanel';
import { freshAngles } from '../../../../src/renderer/stores/angles';
import { useApp } from '../../../../src/renderer/stores/app';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { startMasking, useMasking } from '../../../../src/renderer/stores/masking';
import { attachTransport, transport } from '../../../../src/renderer/stores/playback';
import { applyOps, type RowOp } from '../../../../src/shared/domain/document';
import { newId } from '../../../../src/shared/domain/ids';
import type { Mask, MaskWhat } from '../../../../src/shared/domain/mask';
import { ANGLE, AT, LESSON, lesson, mask, ME } from '../lesson-rows';

const S = 1_000_000;
const AREA: MaskWhat = {
  ...{ type: 'area', form: 'ellipse', look: 'blur' },
  keys: [{ afterUs: 0, box: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 } }],
};

let us = 0;

function opened(masks: Mask[], notShown = ''): void {
  const document = lesson({ masks });
  lessonStore.setState({
    document: { ...document, lesson: { ...document.lesson, notShown } },
    lessonId: LESSON,
    commit: (_label: string, ops: readonly RowOp[]) => {
      const now = lessonStore.getState().document;
      lessonStore.setState({ document: now && applyOps(now, ops) });
    },
  });
  startMasking();
  render(<MasksPanel />);
}

beforeEach(() => {
  us = 0;
  freshAngles();
  useApp.setState({ me: { id: ME, name: 'AB', createdAt: AT, changedAt: AT } });
  useMasking.setState({ on: false, selectedId: null, form: 'ellipse', look: 'blur' });
  attachTransport({
    ...transport(),
    nowUs: () => us,
    frameOnScreen: () => ({ startUs: us, endUs: us + 40_000 }),
    seek: (to: number) => {
      us = to;
    },
  });
});
afterEach(cleanup);

const panel = () => within(screen.getByRole('region', { name: 'Hidden parts' }));
const rows = () =>
  within(panel().getByRole('list', { name: 'What is hidden' }))
    .getAllByRole('listitem')
    .map((row) => row.textContent);

describe('the panel of hidden parts', () => {
  it('says what to do where nothing is hidden, and who is not to be shown', () => {
    opened([], 'AB, third row');
    expect(panel().queryByRole('list')).toBeNull();
    expect(panel().getByText(/Nothing is hidden in this lesson yet/)).toBeTruthy();
    expect(panel().getByText('Not to be shown: AB, third row')).toBeTruthy();
    for (const name of [
      'Hide a part of the picture',
      'Hide the whole picture',
      'Hide what is said',
    ]) {
      expect(panel().getByRole('button', { name })).toBeTruthy();
    }
  });

  it('shows one that is made in hand, and goes back when it is deleted', () => {
    opened([]);
    fireEvent.click(panel().getByRole('button', { name: 'Hide what is said' }));
    const chosen = panel().getByRole('group', { name: 'This one: Sound, silence' });
    fireEvent.click(within(chosen).getByRole('button', { name: 'Tone' }));
    expect(rows()).toEqual(['Sound, tone0:00 to 0:10']);
    expect(panel().queryByText(/Nothing is hidden/)).toBeNull();
    fireEvent.click(panel().getByRole('button', { name: 'Delete: Sound, tone, 0:00 to 0:10' }));
    expect(panel().queryByRole('list')).toBeNull();
    expect(panel().getByText(/Nothing is hidden/)).toBeTruthy();
  });

  it('lists many in order of time, and goes to the one that is chosen', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      mask(n % 3 === 0 ? { type: 'sound', sounds: 'silence' } : AREA, {
        ...{ startUs: (29 - n) * 2 * S, endUs: (30 - n) * 2 * S },
      }),
    );
    opened(many);
    expect(rows()).toHaveLength(30);
    expect(rows().at(0)).toBe('Ellipse, blurred0:00 to 0:02');
    expect(rows().at(-1)).toBe('Sound, silence0:58 to 1:00');
    fireEvent.click(panel().getByRole('button', { name: /^Ellipse, blurred\s*0:42/ }));
    expect(us).toBe(42 * S);
    expect(panel().getByRole('group', { name: 'This one: Ellipse, blurred' })).toBeTruthy();
  });

  it('says of one without its footage that it comes back with it, and offers no times', () => {
    const adrift = { fileId: newId(), startUs: 0, endUs: S };
    const lost = mask(AREA, { adrift, angleId: ANGLE });
    opened([lost]);
    expect(rows()).toEqual(['Ellipse, blurredno footage']);
    fireEvent.click(panel().getByRole('button', { name: /^Ellipse, blurred/ }));
    const chosen = within(panel().getByRole('group', { name: 'This one: Ellipse, blurred' }));
    expect(chosen.getByText(/comes back with the file/)).toBeTruthy();
    expect(chosen.queryByRole('textbox')).toBeNull();
    expect(us).toBe(0);
  });
});
