import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  back,
  forgetLesson,
  navigate,
  openLesson,
  useRoutes,
} from '../../../../src/renderer/app/route';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { lesson } from '../lesson-rows';
import { idOf } from '../../../fixtures/lesson-cards';

const here = () => useRoutes.getState().route;

beforeEach(() => useRoutes.setState({ route: { page: 'lessons' }, past: [] }));

describe('routes', () => {
  it('goes back the way it came, and home when there is no way', () => {
    navigate({ page: 'clips' });
    navigate({ page: 'lesson', lessonId: idOf(1) });
    back();
    expect(here()).toEqual({ page: 'clips' });
    back();
    back();
    expect(here()).toEqual({ page: 'lessons' });
  });

  it('going where one is makes no step', () => {
    navigate({ page: 'lessons' });
    expect(useRoutes.getState().past).toEqual([]);
  });

  it('remembers a limited number of steps', () => {
    for (let step = 0; step < 200; step++) navigate({ page: step % 2 ? 'lessons' : 'clips' });
    expect(useRoutes.getState().past.length).toBeLessThanOrEqual(50);
  });

  it('leaves a lesson that was removed and never comes back to it', () => {
    navigate({ page: 'lesson', lessonId: idOf(1) });
    navigate({ page: 'jobs' });
    navigate({ page: 'lesson', lessonId: idOf(1) });
    forgetLesson(idOf(1));
    expect(here()).toEqual({ page: 'lessons' });
    back();
    expect(here()).toEqual({ page: 'jobs' });
    back();
    expect(here()).toEqual({ page: 'lessons' });
  });

  it('stays where it is when another lesson is removed', () => {
    navigate({ page: 'lesson', lessonId: idOf(2) });
    forgetLesson(idOf(1));
    expect(here()).toEqual({ page: 'lesson', lessonId: idOf(2) });
  });
});

/** Main, as far as opening a lesson goes; each answer comes when it is let go. */
function mainThatWaits() {
  const waiting = new Map<string, () => void>();
  const open = ({ lessonId }: { lessonId: string }) =>
    new Promise((answer) => {
      const value = lesson();
      waiting.set(lessonId, () =>
        answer({ ok: true, value: { ...value, lesson: { ...value.lesson, id: lessonId } } }),
      );
    });
  vi.stubGlobal('window', { api: { lessons: { open } } });
  return { asked: () => [...waiting.keys()], answer: (id: string) => waiting.get(id)?.() };
}

describe('a lesson whose card is pressed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    await lessonStore.getState().leave();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const turn = () => vi.advanceTimersByTimeAsync(0);

  it('has its room once it is there itself, and is asked for once', async () => {
    const main = mainThatWaits();
    const opening = openLesson(idOf(1));
    await turn();
    expect(here()).toEqual({ page: 'lessons' });
    main.answer(idOf(1));
    await opening;
    expect(here()).toEqual({ page: 'lesson', lessonId: idOf(1) });
    expect(lessonStore.getState().document?.lesson.id).toBe(idOf(1));
    expect(main.asked()).toEqual([idOf(1)]);
  });

  it('is waited for in its room when it is long in coming', async () => {
    const main = mainThatWaits();
    void openLesson(idOf(1));
    await vi.advanceTimersByTimeAsync(100);
    expect(here()).toEqual({ page: 'lesson', lessonId: idOf(1) });
    expect(lessonStore.getState()).toMatchObject({ lessonId: idOf(1), document: null });
    main.answer(idOf(1));
    await turn();
    expect(lessonStore.getState().document?.lesson.id).toBe(idOf(1));
  });

  it('gives way to another whose card is pressed after it', async () => {
    const main = mainThatWaits();
    const first = openLesson(idOf(1));
    await turn();
    const second = openLesson(idOf(2));
    await turn();
    main.answer(idOf(1));
    await first;
    expect(here()).toEqual({ page: 'lessons' });
    main.answer(idOf(2));
    await second;
    expect(here()).toEqual({ page: 'lesson', lessonId: idOf(2) });
    expect(lessonStore.getState().document?.lesson.id).toBe(idOf(2));
  });

  it('gives way to a page that is gone to after it', async () => {
    const main = mainThatWaits();
    const opening = openLesson(idOf(1));
    await turn();
    navigate({ page: 'clips' });
    main.answer(idOf(1));
    await opening;
    expect(here()).toEqual({ page: 'clips' });
    expect(lessonStore.getState().lessonId).toBeNull();
  });
});
