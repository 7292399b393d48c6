import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
} from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../src/renderer/app/App';
import { useRoutes } from '../../../../src/renderer/app/route';
import { useApp } from '../../../../src/renderer/stores/app';
import { useNotices } from '../../../../src/renderer/stores/app-notices';
import { takeJobs } from '../../../../src/renderer/stores/jobs';
import { useLibrary } from '../../../../src/renderer/stores/library';
import { AppError } from '../../../../src/shared/errors';
import {
  EMPTY_SNAPSHOT,
  type FakeApi,
  type FakeHandlers,
  makeFakeApi,
} from '../../../fixtures/fake-api';
import { idOf, makeCard } from '../../../fixtures/lesson-cards';

// Dialogs are loaded when they are asked for; a busy machine may take its time over that.
configure({ asyncUtilTimeout: 60_000 });
vi.setConfig({ testTimeout: 120_000 });

const INITIAL = useApp.getState();

function start(handlers: FakeHandlers = {}): FakeApi {
  const fake = makeFakeApi({
    ...handlers,
    app: { snapshot: () => EMPTY_SNAPSHOT, ...handlers.app },
  });
  Object.defineProperty(window, 'api', { value: fake.api, configurable: true });
  render(<App />);
  return fake;
}

beforeEach(() => {
  useApp.setState(INITIAL, true);
  useRoutes.setState({ route: { page: 'lessons' }, past: [] });
  useNotices.setState({ notices: [] });
  useLibrary.setState({ cards: new Map(), inHand: null });
  takeJobs([]);
  // The test page is never idle: what is loaded ahead is loaded when it is asked for.
  vi.stubGlobal('requestIdleCallback', () => 0);
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  // The test page lays nothing out: cards need a width to lie in.
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: 1000, configurable: true });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: 800, configurable: true });
});
afterEach(cleanup);

describe('the app', () => {
  it('shows the first screen from one message', async () => {
    const fake = start({
      app: {
        snapshot: () => ({ ...EMPTY_SNAPSHOT, lessons: [makeCard(11, { title: 'Circuits' })] }),
      },
    });
    expect(await screen.findByRole('link', { name: 'Circuits' })).toBeTruthy();
    expect(fake.calls.map((call) => call.name)).toEqual(['app.snapshot']);
  });

  it('asks one thing at first start', async () => {
    const fake = start({
      app: { snapshot: () => ({ ...EMPTY_SNAPSHOT, me: null }) },
      people: {
        introduce: ({ name }) => ({
          id: idOf(2),
          name,
          createdAt: '2026-11-10T09:00:00.000Z',
          changedAt: '2026-11-10T09:00:00.000Z',
        }),
      },
    });
    const box = await screen.findByRole('textbox', { name: 'What should we call you?' });
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(fake.inputsOf('people.introduce')).toEqual([]);
    fireEvent.change(box, { target: { value: '  JS ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(await screen.findByRole('button', { name: 'Add footage' })).toBeTruthy();
    expect(fake.inputsOf('people.introduce')).toEqual([{ name: 'JS' }]);
  });

  it('has the names that stay', async () => {
    start();
    for (const name of ['Lessons', 'Sessions', 'Clips', 'Our coaching', 'Jobs', 'Settings']) {
      expect(await screen.findByRole('link', { name })).toBeTruthy();
    }
    expect(screen.getByRole('button', { name: 'Add footage' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try a made lesson' })).toBeTruthy();
  });

  it('shows a lesson that comes, changes and goes', async () => {
    const fake = start();
    await screen.findByRole('button', { name: 'Add footage' });
    act(() => fake.send('lessons', 'changed', makeCard(11, { title: 'Circuits' })));
    expect(await screen.findByRole('link', { name: 'Circuits' })).toBeTruthy();
    act(() => fake.send('lessons', 'changed', makeCard(11, { title: 'Series circuits' })));
    expect(await screen.findByRole('link', { name: 'Series circuits' })).toBeTruthy();
    act(() => fake.send('lessons', 'removed', { lessonId: idOf(11) }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Series circuits' })).toBeNull());
  });

  it('adds one file at once and asks about several', async () => {
    const one = { id: idOf(70), files: [{ name: 'a.mp4', bytes: 1 }], cloud: true };
    const two = {
      id: idOf(71),
      files: [
        { name: 'a.mp4', bytes: 1 },
        { name: 'b.mp4', bytes: 2 },
      ],
      cloud: false,
    };
    const picks = [one, two];
    const fake = start({
      footage: {
        choose: () => picks.shift() ?? null,
        add: ({ as }) => ({
          lessonIds: [idOf(11)],
          known:
            as === 'separate' ? [{ name: 'a.mp4', lessonId: idOf(11), title: 'Circuits' }] : [],
          refused: [],
        }),
      },
    });
    const add = await screen.findByRole('button', { name: 'Add footage' });
    fireEvent.click(add);
    expect(
      await screen.findByText('“a.mp4” is already in the library, in “Circuits”.'),
    ).toBeTruthy();
    expect(screen.getByText(/^This folder is copied to the cloud/)).toBeTruthy();
    fireEvent.click(add);
    fireEvent.click(await screen.findByRole('button', { name: 'Later: a.mp4' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add one lesson' }));
    await waitFor(() =>
      expect(fake.inputsOf('footage.add')).toEqual([
        { pickId: one.id, as: 'separate', order: undefined },
        { pickId: two.id, as: 'parts', order: [1, 0] },
      ]),
    );
  });

  it('lets files go that were offered and not wanted', async () => {
    const pick = {
      id: idOf(71),
      files: [
        { name: 'a.mp4', bytes: 1 },
        { name: 'b.mp4', bytes: 2 },
      ],
      cloud: false,
    };
    const fake = start({
      app: { snapshot: () => ({ ...EMPTY_SNAPSHOT, offered: [pick] }) },
      footage: { letGo: () => undefined },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(fake.inputsOf('footage.letGo')).toEqual([{ pickId: pick.id }]));
  });

  it('says what went wrong with a file, by name', async () => {
    start({
      footage: {
        choose: () => {
          throw new AppError('file-denied', 'EACCES', { name: 'lesson.mp4' });
        },
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Add footage' }));
    expect(
      await screen.findByText('This computer does not let Plenary read “lesson.mp4”.'),
    ).toBeTruthy();
  });

  it('shows what main has to tell until it is read', async () => {
    const fake = start({
      app: {
        snapshot: () => ({
          ...EMPTY_SNAPSHOT,
          notices: [{ id: 'n1', text: 'Put back from a backup.' }],
        }),
        noticeRead: () => undefined,
      },
    });
    expect(await screen.findByText('Put back from a backup.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Close this notice' }));
    await waitFor(() => expect(fake.inputsOf('app.noticeRead')).toEqual([{ id: 'n1' }]));
    expect(screen.queryByText('Put back from a backup.')).toBeNull();
  });

  it('removes a lesson only for its title', async () => {
    const fake = start({
      app: {
        snapshot: () => ({ ...EMPTY_SNAPSHOT, lessons: [makeCard(11, { title: 'Circuits' })] }),
      },
      lessons: {
        removal: () => ({
          title: 'Circuits',
          moments: 42,
          parts: 1,
          nextSteps: 0,
          voices: 0,
          voiceBytes: 0,
          narrations: 0,
          narrationBytes: 0,
          derivedBytes: 0,
          copiedBytes: 0,
          backups: 0,
          originals: [{ name: 'c.mp4', present: true }],
          exports: 0,
        }),
        remove: () => ({ receiptKept: false, leftovers: ['c.mp4'] }),
      },
      clips: { copies: () => [] },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'More about Circuits' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
    const box = await screen.findByRole('textbox', {
      name: 'To remove it, type the lesson’s title',
    });
    fireEvent.change(box, { target: { value: 'circuits' } });
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));
    expect(fake.inputsOf('lessons.remove')).toEqual([]);
    fireEvent.change(box, { target: { value: 'Circuits' } });
    fireEvent.click(screen.getByRole('checkbox', { name: /Delete the original file too/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));
    expect(await screen.findByText('“Circuits” was removed.')).toBeTruthy();
    expect(screen.getByText('These could not be deleted: c.mp4.')).toBeTruthy();
    expect(fake.inputsOf('lessons.remove')).toEqual([
      { lessonId: idOf(11), title: 'Circuits', originalsToo: true, receipt: false },
    ]);
  });

  it('keeps a lesson longer only for a reason, as one edit of its row', async () => {
    const card = makeCard(11, { title: 'Circuits', keepUntil: '2020-01-01' });
    const fake = start({
      app: { snapshot: () => ({ ...EMPTY_SNAPSHOT, lessons: [card] }) },
      lessons: { change: () => ({ savedAt: '2026-11-10T09:00:00.000Z' }) },
      clips: { copies: () => [] },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Decide…' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Keep longer: Circuits' }));
    const keep = await screen.findByRole('button', { name: 'Keep' });
    fireEvent.click(keep);
    expect(fake.inputsOf('lessons.change')).toEqual([]);
    fireEvent.change(screen.getByRole('textbox', { name: 'Why is it kept longer?' }), {
      target: { value: 'June INSET' },
    });
    fireEvent.click(keep);
    await waitFor(() => expect(fake.inputsOf('lessons.change')).toHaveLength(1));
    expect(fake.inputsOf('lessons.change')[0]).toMatchObject({
      lessonId: idOf(11),
      ops: [{ table: 'lesson', before: card.lesson, after: { keepReason: 'June INSET' } }],
    });
  });

  it('one bar a running job, named by what it does', async () => {
    const fake = start();
    await screen.findByRole('button', { name: 'Add footage' });
    const job = {
      id: idOf(50),
      kind: 'clip' as const,
      title: 'Clip “Wait time”',
      lessonId: null,
      state: 'running' as const,
      progress: 0.5,
      secondsLeft: 10,
      result: '',
      error: null,
      canShow: false,
      canRetry: false,
      startedAt: null,
      endedAt: null,
    };
    act(() => fake.send('jobs', 'changed', job));
    const region = screen.getByRole('region', { name: 'Jobs' });
    expect(region.querySelectorAll('[role="progressbar"]')).toHaveLength(1);
    expect(screen.getByRole('progressbar', { name: 'Clip “Wait time”' })).toBeTruthy();
    act(() => fake.send('jobs', 'changed', { ...job, state: 'done' }));
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('says once that a clip is ready, and why one is not', async () => {
    const fake = start({ jobs: { showInFolder: () => undefined } });
    await screen.findByRole('button', { name: 'Add footage' });
    const job = {
      id: idOf(50),
      kind: 'clip' as const,
      title: 'Clip “Wait time”',
      lessonId: null,
      state: 'done' as const,
      progress: 1,
      secondsLeft: 0,
      result: 'Wait time.mp4',
      error: null,
      canShow: true,
      canRetry: false,
      startedAt: null,
      endedAt: null,
    };
    act(() => fake.send('jobs', 'changed', job));
    fireEvent.click(await screen.findByRole('button', { name: 'Show in folder' }));
    await waitFor(() => expect(fake.inputsOf('jobs.showInFolder')).toEqual([{ jobId: idOf(50) }]));
    fireEvent.click(screen.getByRole('button', { name: 'Close this notice' }));
    act(() => fake.send('jobs', 'changed', job));
    expect(screen.queryByText(/The clip is ready/)).toBeNull();
    const error = { code: 'disk-full' as const, message: '', details: { name: 'B.mp4' } };
    act(() => fake.send('jobs', 'changed', { ...job, id: idOf(51), state: 'failed', error }));
    expect(screen.getByText(/There is not enough room on the disk for “B.mp4”/)).toBeTruthy();
  });

  it.each([
    [new AppError('database', 'It is a newer one.'), 'It is a newer one.'],
    [new Error('at /home/rk'), 'Close Plenary and start it again.'],
  ])('says so when the library does not open, and why: %s', async (thrown, why) => {
    start({
      app: {
        snapshot: () => {
          throw thrown;
        },
      },
    });
    expect(await screen.findByText(`The library could not be opened. ${why}`)).toBeTruthy();
  });
});
