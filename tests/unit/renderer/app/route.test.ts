import { beforeEach, describe, expect, it } from 'vitest';
import { back, forgetLesson, navigate, useRoutes } from '../../../../src/renderer/app/route';
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
