import { describe, expect, it } from 'vitest';
import {
  inPanelOrder,
  stateLine,
  timeLeft,
} from '../../../../src/renderer/features/jobs/job-words';
import type { JobView } from '../../../../src/shared/domain/job';
import { idOf } from '../../../fixtures/lesson-cards';

const job = (number: number, change: Partial<JobView>): JobView => ({
  id: idOf(number),
  kind: 'clip',
  title: `Clip ${number}`,
  lessonId: null,
  state: 'queued',
  progress: null,
  secondsLeft: null,
  result: '',
  error: null,
  canShow: false,
  canRetry: false,
  startedAt: null,
  endedAt: null,
  ...change,
});

describe('the words of a job', () => {
  it.each([
    [null, ''],
    [2, 'nearly done'],
    [11, 'about 15 seconds left'],
    [60, 'about 1 minute left'],
    [130, 'about 2 minutes left'],
    [3600, 'about 1 hour left'],
    [5460, 'about 1 hour 31 minutes left'],
  ])('%s seconds are %j', (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });

  it('says how far a job is only when that is known', () => {
    expect(stateLine(job(1, { state: 'running' }))).toBe('Working');
    expect(stateLine(job(1, { state: 'running', progress: 0.649, secondsLeft: 130 }))).toBe(
      '64%, about 2 minutes left',
    );
    expect(stateLine(job(1, { state: 'done', result: 'Wait time.mp4' }))).toBe('Wait time.mp4');
  });

  it('lists work first, then what waits, what was left, and what is over with the newest on top', () => {
    const jobs = [
      job(6, { state: 'interrupted' }),
      job(7, { state: 'interrupted' }),
      job(1, { state: 'done' }),
      job(2, { state: 'queued' }),
      job(3, { state: 'failed' }),
      job(4, { state: 'running' }),
      job(5, { state: 'queued' }),
    ];
    expect(inPanelOrder(jobs).map((one) => one.title)).toEqual([
      'Clip 4',
      'Clip 2',
      'Clip 5',
      'Clip 6',
      'Clip 7',
      'Clip 3',
      'Clip 1',
    ]);
  });
});
