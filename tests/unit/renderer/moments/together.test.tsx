/** What is done to one of several chosen moments is done to all of them, as one step of undo. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  deleteMoments,
  pressInList,
  setFocus,
  setInSession,
  setKind,
  together,
} from '../../../../src/renderer/features/moments/actions';
import { pressTag } from '../../../../src/renderer/features/moments/board';
import { MomentEditor } from '../../../../src/renderer/features/moments/MomentEditor';
import { takeBoards } from '../../../../src/renderer/stores/boards';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { useSettings } from '../../../../src/renderer/stores/settings';
import { freshView, selectMoments, useView } from '../../../../src/renderer/stores/view';
import { newId } from '../../../../src/shared/domain/ids';
import { KINDS } from '../../../../src/shared/domain/kinds';
import { makeFakeApi } from '../../../fixtures/fake-api';
import { AT, LESSON, lesson, ME, moment } from '../lesson-rows';

const MOMENTS = [1, 2, 3, 4].map((n) =>
  moment({ startUs: n * 1_000_000, private: n !== 3, tags: n === 2 ? ['pairs'] : [] }),
);
const [first, second, third, fourth] = MOMENTS.map(({ id }) => id) as [
  string,
  string,
  string,
  string,
];
const FOCUS = { id: newId(), authorId: ME, createdAt: AT, changedAt: AT, teacher: 'PW', text: 'x' };

const now = () => lessonStore.getState().document?.moments ?? [];
const undoLabel = () => lessonStore.getState().undoLabel;
const each = <T,>(of: (row: (typeof MOMENTS)[number]) => T) => now().map(of);
const front = () => {
  const row = now().find(({ id }) => id === third);
  if (!row) throw new Error('it went');
  return row;
};

/** Undone in one step, everything is as it was. */
function undone(): void {
  lessonStore.getState().undo();
  expect(now()).toEqual(MOMENTS);
  expect(undoLabel()).toBeNull();
}

beforeEach(async () => {
  const fake = makeFakeApi({
    lessons: {
      open: () => lesson({ moments: [...MOMENTS], focuses: [FOCUS] }),
      change: () => ({ savedAt: AT }),
    },
  });
  Object.defineProperty(window, 'api', { value: fake.api, configurable: true });
  // Another lesson's history has nothing to do with this one.
  while (lessonStore.getState().undo() !== null);
  await lessonStore.getState().open(LESSON);
  freshView();
  selectMoments([first, second, third]);
});
afterEach(async () => {
  cleanup();
  while (lessonStore.getState().undo() !== null);
  await lessonStore.getState().leave();
});

it('kind, focus, session and tag', () => {
  setKind(third, 'question');
  expect(each(({ kind }) => kind)).toEqual(['question', 'question', 'question', 'noticing']);
  expect(undoLabel()).toBe('Change the kind of 3 moments');
  undone();
  setFocus(third, FOCUS.id);
  expect(each(({ focusId }) => focusId)).toEqual([FOCUS.id, FOCUS.id, FOCUS.id, null]);
  expect(undoLabel()).toBe('Change the focus of 3 moments');
  undone();
  setInSession(third, true);
  expect(each(({ inSession }) => inSession)).toEqual([true, true, true, false]);
  expect(each((row) => row.private)).toEqual([false, false, false, true]);
  undone();
  pressTag('pairs');
  expect(each(({ tags }) => tags.includes('pairs'))).toEqual([true, true, true, false]);
  // The second had it: nothing was done to that one.
  expect(undoLabel()).toBe('Tag 2 moments “pairs”');
  pressTag('pairs');
  expect(each(({ tags }) => tags.length)).toEqual([0, 0, 0, 0]);
  expect(undoLabel()).toBe('Take “pairs” off 3 moments');
});

it('sharing, by the switch in the list, which says so', () => {
  const { rerender } = render(<MomentEditor moment={front()} writing={false} />);
  expect(screen.getByText(/^3 moments are chosen/)).toBeTruthy();
  fireEvent.click(screen.getByRole('switch', { name: 'Private' }));
  expect(each((row) => row.private)).toEqual([true, true, true, true]);
  expect(undoLabel()).toBe('Make a moment private');
  rerender(<MomentEditor moment={front()} writing={false} />);
  fireEvent.click(screen.getByRole('switch', { name: 'Private' }));
  expect(each((row) => row.private)).toEqual([false, false, false, true]);
  expect(undoLabel()).toBe('Share 3 moments');
});

it('deleting', () => {
  deleteMoments(together(third));
  expect(each(({ id }) => id)).toEqual([fourth]);
  expect(undoLabel()).toBe('Delete 3 moments');
  undone();
});

it('but not to what is not chosen, nor from one that is not among them', () => {
  setKind(fourth, 'question');
  expect(each(({ kind }) => kind)).toEqual(['noticing', 'noticing', 'noticing', 'question']);
  expect(undoLabel()).toBe('Change a moment’s kind');
});

it('kinds are those of the board in hand', async () => {
  const [plain] = KINDS;
  if (!plain) throw new Error('no kinds');
  const board = {
    ...{ id: newId(), authorId: ME, createdAt: AT, changedAt: AT, hidden: false },
    ...{ name: 'Ours', about: '', tags: [] },
    kinds: [{ ...plain, id: 'pause', name: 'Long pause' }],
  };
  takeBoards([board]);
  useSettings.setState({ boardId: board.id });
  render(<MomentEditor moment={front()} writing={false} />);
  fireEvent.click(screen.getByRole('button', { name: /Kind/ }));
  await screen.findByRole('option', { name: 'Long pause' });
  expect(screen.queryByRole('option', { name: 'Strength' })).toBeNull();
});

it('more are chosen in the list, one by one or up to one', () => {
  const row = (id: string) => MOMENTS.find((each) => each.id === id) ?? front();
  const plain = { more: false, until: false };
  pressInList(row(first), plain);
  expect(useView.getState().momentIds).toEqual([first]);
  pressInList(row(third), { more: false, until: true });
  expect(useView.getState().momentIds).toEqual([first, second, third]);
  pressInList(row(second), { more: true, until: false });
  expect(useView.getState().momentIds).toEqual([first, third]);
  pressInList(row(fourth), { more: true, until: false });
  expect(useView.getState().momentIds).toEqual([first, third, fourth]);
  expect(useView.getState().momentId).toBe(fourth);
  pressInList(row(second), plain);
  expect(useView.getState().momentIds).toEqual([second]);
});
