/** Mending as the page does it: each change one step of undo, and what cannot be done said plainly. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addWords,
  mergeCaption,
  retimeCaption,
  splitCaption,
} from '../../../../src/renderer/features/narration/mend/caption-edits';
import { DetailsDialog } from '../../../../src/renderer/features/narration/mend/DetailsDialog';
import { DraftBanner } from '../../../../src/renderer/features/narration/mend/DraftBanner';
import {
  cutStretch,
  evenOut,
  hold,
  keepOnlyStretch,
  moveEvent,
  removeEvent,
} from '../../../../src/renderer/features/narration/mend/edits';
import {
  chooseStretch,
  freshMendView,
} from '../../../../src/renderer/features/narration/mend/mend-view';
import { reading } from '../../../../src/renderer/features/narration/mend/reading';
import { lessonStore } from '../../../../src/renderer/stores/document';
import {
  attachNarrationTransport,
  closeNarration,
  openNarration,
} from '../../../../src/renderer/stores/narration';
import { newId } from '../../../../src/shared/domain/ids';
import {
  type Narration,
  samplesIn,
  type Take,
  VOICE_RATE,
} from '../../../../src/shared/domain/narration';
import { makeFakeApi } from '../../../fixtures/fake-api';
import { AT, LESSON, lesson, ME } from '../lesson-rows';

const S = VOICE_RATE;
const [NARRATION, TAKE, SILENT] = [newId(), newId(), newId()];
const take: Take = {
  ...{ id: TAKE, narrationId: NARRATION, voiced: true, samples: 10 * S },
  events: [0, 4, 8].map((s) => ({
    ...{ type: 'shown' as const, at: s * S, lessonUs: s * 1e6 },
    ...{ held: false, rate: 1 },
  })),
};
const narration: Narration = {
  ...{ id: NARRATION, authorId: ME, createdAt: AT, changedAt: AT, lessonId: LESSON },
  ...{ title: 'Wait time', private: true, mends: [], captionsShown: true, draft: true },
  row: [{ type: 'told', takeId: TAKE, from: 0, to: 10 * S }],
  cues: [
    { id: newId(), from: S, to: 3 * S, text: 'Look at the back' },
    { id: newId(), from: 3 * S, to: 5 * S, text: 'and wait' },
  ],
};

let at = 0;
const now = (): Narration => {
  const row = lessonStore.getState().document?.narrations[0];
  if (!row) throw new Error('it went');
  return row;
};
const seconds = () => samplesIn(now()) / S;

/** Undone in one step, everything is as it was. */
function undone(label: string): void {
  expect(lessonStore.getState().undoLabel).toBe(label);
  lessonStore.getState().undo();
  expect(now()).toEqual(narration);
}

beforeEach(async () => {
  const fake = makeFakeApi({
    lessons: { open: () => lesson({ narrations: [narration] }), change: () => ({ savedAt: AT }) },
    narrations: {
      open: () => ({ takes: [take] }),
      loudness: () => ({ gains: [{ takeId: TAKE, gainDb: 4.5 }] }),
      begin: () => ({ takeId: SILENT }),
      append: () => undefined,
      finish: () => ({
        ...{ id: SILENT, narrationId: NARRATION, voiced: false, samples: 0 },
        events: [{ type: 'shown' as const, at: 0, lessonUs: 7e6, held: true, rate: 1 }],
      }),
    },
  });
  Object.defineProperty(window, 'api', { value: fake.api, configurable: true });
  while (lessonStore.getState().undo() !== null);
  await lessonStore.getState().open(LESSON);
  await openNarration(NARRATION);
  freshMendView();
  at = 0;
  const nothing = () => undefined;
  attachNarrationTransport({
    ...{ now: () => at, play: nothing, pause: nothing, setSpeed: nothing },
    seek: (samples) => {
      at = samples;
    },
  });
});
afterEach(() => {
  cleanup();
  closeNarration();
});

it('cuts, keeps and holds, and stays where it was', () => {
  at = 6 * S;
  chooseStretch(5 * S, 2 * S);
  cutStretch();
  expect([seconds(), at / S]).toEqual([7, 3]);
  undone('Cut a stretch');
  at = 6 * S;
  chooseStretch(5 * S, 9 * S);
  keepOnlyStretch();
  expect([seconds(), at / S]).toEqual([4, 1]);
  undone('Keep only a stretch');
  at = 4 * S;
  hold(2.5);
  expect(seconds()).toBe(12.5);
  expect(now().row.map(({ type }) => type)).toEqual(['told', 'hold', 'told']);
  undone('Hold the picture');
});

it('moves an event, to where it may be, and takes it out', () => {
  const event = reading()?.happenings[1];
  if (!event) throw new Error('no event');
  expect(moveEvent(event, 4 * S)).toBeNull();
  expect(lessonStore.getState().undoLabel).toBeNull();
  expect(moveEvent(event, 6 * S)).toBeNull();
  expect(reading()?.happenings.map((each) => each.at / S)).toEqual([0, 6, 8]);
  undone('Move an event');
  removeEvent(event);
  expect(reading()?.happenings.length).toBe(2);
  undone('Remove an event');
});

it('evens out, and says so in one step', async () => {
  await evenOut();
  expect(now().mends).toEqual([{ takeId: TAKE, gainDb: 4.5, moved: [] }]);
  undone('Even out loudness');
});

it('splits, joins and moves captions', () => {
  const id = narration.cues[0]?.id ?? '';
  at = 2 * S;
  expect(splitCaption(id)).toBe(true);
  expect(now().cues.map(({ text }) => text)).toEqual(['Look at', 'the back', 'and wait']);
  undone('Split a caption');
  expect(mergeCaption(id)).toBe(true);
  undone('Join two captions');
  expect(retimeCaption(id, { from: 4 * S, to: 5 * S })).toMatch(/has to end/);
  expect(retimeCaption(id, { from: 0, to: 3 * S })).toBeNull();
  undone('Move a caption');
});

it('puts words over a picture for as long as they take, and parts what is said there', async () => {
  at = 2 * S;
  await addWords('x'.repeat(34), 7_000_000);
  expect(seconds()).toBe(13);
  expect(now().cues.map(({ from, to }) => [from / S, to / S])).toEqual([
    [1, 2],
    [2, 5],
    [5, 6],
    [6, 8],
  ]);
  expect(reading()?.path.find(({ from }) => from === 2 * S)?.startUs).toBe(7_000_000);
  expect(at / S).toBe(5);
  undone('Add words');
});

it('says of a draft what happened, until it is said to be fine', () => {
  render(<DraftBanner />);
  expect(screen.getByText(/was cut off/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'This draft is fine' }));
  expect(now().draft).toBe(false);
  expect(screen.queryByText(/was cut off/)).toBeNull();
  lessonStore.getState().undo();
});

it('is named, shared, and each of its voices made louder', async () => {
  render(<DetailsDialog onClose={() => undefined} />);
  const name = screen.getByRole('textbox', { name: 'Name' });
  fireEvent.change(name, { target: { value: '  Waiting  ' } });
  fireEvent.blur(name);
  expect(now().title).toBe('Waiting');
  const voice = screen.getByRole('textbox', { name: /^Recording 1, 0:10 long/ });
  fireEvent.change(voice, { target: { value: '3.5' } });
  fireEvent.blur(voice);
  await waitFor(() => expect(now().mends[0]?.gainDb).toBe(3.5));
});
