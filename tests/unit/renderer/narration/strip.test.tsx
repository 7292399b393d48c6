/** The strip in each of its states: what it says, and what becomes of what is recorded. */
import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
} from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NarrationList } from '../../../../src/renderer/features/narration/list/NarrationList';
import { NarrateStrip } from '../../../../src/renderer/features/narration/record/NarrateStrip';
import { closeRecorder } from '../../../../src/renderer/features/narration/record/recorder';
import { useRecorder } from '../../../../src/renderer/features/narration/record/recorder-state';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { startNarrating, useRecording } from '../../../../src/renderer/stores/recording';
import { useApp } from '../../../../src/renderer/stores/app';
import { useSettings } from '../../../../src/renderer/stores/settings';
import { newId } from '../../../../src/shared/domain/ids';
import type { NarrationEvent } from '../../../../src/shared/domain/narration';
import { DEFAULT_SETTINGS } from '../../../../src/shared/domain/settings';
import { AppError } from '../../../../src/shared/errors';
import { EMPTY_SNAPSHOT, makeFakeApi } from '../../../fixtures/fake-api';
import { AT, LESSON, lesson } from '../lesson-rows';

// A busy machine is given its time.
configure({ asyncUtilTimeout: 15_000 });

/** What main holds of the takes. */
let main: { samples: number; events: NarrationEvent[]; full: boolean; began: number };
let sleep: () => void;

function fakeMain(): void {
  main = { samples: 0, events: [], full: false, began: 0 };
  let current = { id: newId(), narrationId: newId() };
  const fake = makeFakeApi({
    lessons: { open: () => lesson({}), change: () => ({ savedAt: AT }) },
    settings: { change: (change) => ({ ...useSettings.getState(), ...change }) },
    narrations: {
      begin: ({ narrationId }) => {
        main.began++;
        main.samples = 0;
        current = { id: newId(), narrationId };
        return { takeId: current.id };
      },
      append: ({ voice, events }) => {
        if (main.full) throw new AppError('disk-full', 'full', { name: 'voice' });
        main.samples += typeof voice === 'number' ? voice : voice.length / 2;
        main.events.push(...events);
      },
      finish: () => ({ ...current, voiced: false, samples: main.samples, events: main.events }),
      cancel: () => undefined,
    },
  });
  sleep = () => fake.send('app', 'sleeping', {});
  Object.defineProperty(window, 'api', { value: fake.api, configurable: true });
}

function microphone(open: () => Promise<MediaStream>): void {
  const value = {
    enumerateDevices: () => Promise.resolve([]),
    getUserMedia: open,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  Object.defineProperty(navigator, 'mediaDevices', { value, configurable: true });
}

const refused = (name: string) => () => Promise.reject(new DOMException('no', name));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const button = (name: string) => screen.findByRole('button', { name });
const rows = () => lessonStore.getState().document?.narrations ?? [];

function opened(): void {
  startNarrating();
  render(
    <>
      <NarrateStrip />
      <NarrationList />
    </>,
  );
}

beforeEach(async () => {
  fakeMain();
  microphone(refused('NotFoundError'));
  useApp.setState({ me: EMPTY_SNAPSHOT.me });
  useSettings.setState({
    ...DEFAULT_SETTINGS,
    narrating: { ...DEFAULT_SETTINGS.narrating, countIn: false },
  });
  while (lessonStore.getState().undo() !== null);
  await lessonStore.getState().open(LESSON);
});

afterEach(() => {
  cleanup();
  closeRecorder();
});

describe('a microphone that cannot be used', () => {
  it.each([
    ['NotAllowedError', /may not use the microphone/],
    ['NotFoundError', /No microphone was found/],
    ['NotReadableError', /Another program may have it/],
  ])('%s is said, with what to do about it', async (name, words) => {
    microphone(refused(name));
    opened();
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(screen.getByRole('button', { name: 'Record' }).hasAttribute('disabled')).toBe(true);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

it('says when nobody is heard', async () => {
  opened();
  await screen.findByRole('alert');
  act(() => useRecorder.setState({ trouble: null, listening: true, silent: true }));
  expect(screen.getByRole('status').textContent).toMatch(/We cannot hear you/);
});

it('counts down, and can be called off', async () => {
  useSettings.setState({ narrating: { ...DEFAULT_SETTINGS.narrating, voiced: false } });
  opened();
  await waitFor(() => expect(useRecorder.getState().listening).toBe(true));
  press('Record');
  expect(await screen.findByText('3')).toBeTruthy();
  press('Not yet');
  expect(await button('Record')).toBeTruthy();
  expect(main.began).toBe(0);
  expect(rows()).toEqual([]);
});

describe('without a microphone', () => {
  beforeEach(() => {
    const narrating = { ...DEFAULT_SETTINGS.narrating, voiced: false, countIn: false };
    useSettings.setState({ narrating });
  });

  async function recording(): Promise<void> {
    opened();
    await waitFor(() => expect(useRecorder.getState().listening).toBe(true));
    press('Record');
    await button('Pause recording');
    await waitFor(() => expect(main.samples).toBeGreaterThan(0));
  }

  it('is recorded, paused and finished as one step of undo', async () => {
    await recording();
    press('Pause recording');
    await button('Record');
    expect(rows()[0]?.row).toHaveLength(1);
    press('Record');
    await button('Pause recording');
    await waitFor(() => expect(main.samples).toBeGreaterThan(0));
    press('Finish');
    await waitFor(() => expect(useRecording.getState().phase).toBe('off'));
    const [row] = rows();
    expect(row).toMatchObject({ title: 'Narration 1', private: true, draft: false });
    expect(row?.row).toHaveLength(2);
    expect(screen.getByRole('list', { name: 'Narrations' }).textContent).toContain('Narration 1');
    act(() => void lessonStore.getState().undo());
    expect(rows()).toEqual([]);
  });

  it('keeps what a full disk does not take, and hands it over again', async () => {
    await recording();
    main.full = true;
    expect((await screen.findByRole('alert')).textContent).toMatch(/not enough room.*sent again/);
    await button('Record');
    expect(rows()[0]?.row).toEqual([]);
    const before = main.samples;
    main.full = false;
    press('Finish');
    await waitFor(() => expect(useRecording.getState().phase).toBe('off'));
    expect(main.samples).toBeGreaterThan(before);
    expect(rows()[0]?.row).toMatchObject([{ from: 0, to: main.samples }]);
  });

  it('ends a take before the machine sleeps, and says so', async () => {
    await recording();
    act(() => sleep());
    expect((await screen.findByRole('alert')).textContent).toMatch(/as when a computer sleeps/);
    await button('Record');
    expect(rows()[0]?.row).toMatchObject([{ from: 0, to: main.samples }]);
  });

  it('keeps what there is when the room is left', async () => {
    await recording();
    cleanup();
    await waitFor(() => expect(useRecording.getState().phase).toBe('off'));
    expect(rows()[0]?.row).toHaveLength(1);
  });
});
