import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { staysAwake } from '../../../../src/main/jobs/awake';
import type { JobSpec, Report } from '../../../../src/main/jobs/job';
import { createJobs } from '../../../../src/main/jobs/jobs';
import type { Journal, JournalJob } from '../../../../src/main/jobs/journal';
import { newId } from '../../../../src/shared/domain/ids';
import { JobView } from '../../../../src/shared/domain/job';
import { AppError } from '../../../../src/shared/errors';

/** The journal's contract, in memory: the real one is in the integration tests. */
function memoryJournal(leftovers: JournalJob[] = []) {
  const running = new Set<string>();
  const orders: string[][] = [];
  const journal: Journal = {
    leftovers: { jobs: leftovers, partials: [], namings: [] },
    began: (job) => void running.add(job.id),
    waits: (job) => void running.add(job.id),
    ordered: (ids) => void orders.push([...ids]),
    ended: (id) => void running.delete(id),
    opened: () => undefined,
    naming: () => undefined,
    closed: () => undefined,
    tidied: () => undefined,
  };
  return { journal, running, orders };
}

/** A job whose end the test decides, and that stops when it is told to. */
function held(more: Partial<JobSpec> = {}) {
  let report: Report = () => undefined;
  let finish: (end?: { result?: string; showPath?: string }) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const spec: JobSpec = {
    kind: 'clip',
    title: 'Clip "Wait time"',
    lessonId: null,
    run: (signal, tell) =>
      new Promise((resolve, reject) => {
        report = tell;
        finish = (end) => resolve(end);
        fail = reject;
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
    ...more,
  };
  return {
    spec,
    report: (share: number | null) => report(share),
    finish: (end?: { result?: string; showPath?: string }) => finish(end),
    fail: (error: unknown) => fail(error),
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('jobs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(lanes: Record<string, number> = {}, leftovers: JournalJob[] = []) {
    const { journal, running, orders } = memoryJournal(leftovers);
    const jobs = createJobs({ journal, lanes });
    const told: JobView[] = [];
    jobs.onChanged((view) => told.push(JobView.parse(view)));
    const state = (id: string) => jobs.list().find((view) => view.id === id)?.state;
    return { jobs, told, running, orders, state };
  }

  it('moves a waiting job among those that wait, and says the new order', async () => {
    const { jobs, orders: noted } = setUp();
    const ids = [held(), held(), held()].map((job) => jobs.start(job.spec));
    await settle();
    const orders: string[][] = [];
    jobs.onOrdered((order) => orders.push(order));
    jobs.move(ids[2] ?? '', 'earlier');
    expect(jobs.list().map(({ id }) => id)).toEqual([ids[0], ids[2], ids[1]]);
    // Not before what runs already.
    jobs.move(ids[2] ?? '', 'earlier');
    expect(orders).toEqual([[ids[0], ids[2], ids[1]]]);
    // The next start is told of it too.
    expect(noted).toEqual(orders);
  });

  it('begins nothing while it is held, and cancels all the same', async () => {
    const { journal } = memoryJournal();
    const holds: boolean[] = [];
    const jobs = createJobs({ journal, hold: (on) => void holds.push(on) });
    const state = (id: string) => jobs.list().find((view) => view.id === id)?.state;
    const [first, second] = [held(), held()].map((job) => jobs.start(job.spec));
    await settle();
    jobs.pause(true);
    await jobs.cancel(first ?? '');
    await settle();
    expect([state(first ?? ''), state(second ?? '')]).toEqual(['cancelled', 'queued']);
    jobs.pause(false);
    await settle();
    expect(state(second ?? '')).toBe('running');
    expect(holds).toEqual([true, false]);
  });

  it('starts a cancelled and an interrupted job anew from what was asked for', async () => {
    const left: JournalJob = {
      ...{ id: newId(), kind: 'clip' as const, title: 'Clip', lessonId: null },
      ...{ startedAt: '2026-01-01T00:00:00.000Z', request: { n: 1 } },
    };
    const { journal, running } = memoryJournal([left]);
    const asked: unknown[] = [];
    const jobs = createJobs({
      journal,
      again: async (_kind, request) => void asked.push(request),
    });
    const id = jobs.start(held({ request: { n: 2 } }).spec);
    await settle();
    expect([...running]).toEqual([id]);
    await jobs.cancel(id);
    expect(jobs.list().map(({ canRetry }) => canRetry)).toEqual([true, true]);
    expect(jobs.requestOf(id)).toEqual({ kind: 'clip', request: { n: 2 } });
    await jobs.retry(left.id);
    await jobs.retry(id, { looked: ['as it is'] });
    expect(asked).toEqual([{ n: 1 }, { n: 2, looked: ['as it is'] }]);
    expect(jobs.list()).toEqual([]);
    await expect(jobs.retry(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps on disk what closing the app stopped, and nothing that was cancelled', async () => {
    const { jobs, running } = setUp();
    const [stopped, cancelled] = [1, 2].map((n) => jobs.start(held({ request: n }).spec));
    await settle();
    await jobs.cancel(cancelled ?? '');
    await jobs.stopAll();
    expect([...running]).toEqual([stopped]);
  });

  it('keeps the machine awake while a job runs that is not held', async () => {
    const { jobs } = setUp();
    const told: boolean[] = [];
    const awake = staysAwake(jobs, (on) => told.push(on));
    const job = held();
    jobs.start(job.spec);
    await settle();
    jobs.pause(true);
    jobs.pause(false);
    job.finish();
    await settle();
    awake.end();
    expect(told).toEqual([true, false, true, false]);
  });

  it('queues, runs, and ends with what the job says', async () => {
    const { jobs, told, running } = setUp();
    const job = held();
    const id = jobs.start(job.spec);
    expect(told.map((view) => view.state)).toEqual(['queued']);
    await settle();
    expect([...running]).toEqual([id]);
    job.finish({ result: 'Wait time.mp4', showPath: '/somewhere/Wait time.mp4' });
    await settle();
    expect(told.map((view) => view.state)).toEqual(['queued', 'running', 'done']);
    expect(told.at(-1)).toMatchObject({
      progress: 1,
      result: 'Wait time.mp4',
      canShow: true,
      secondsLeft: null,
    });
    expect(jobs.showPath(id)).toBe('/somewhere/Wait time.mp4');
    expect(JSON.stringify(told)).not.toContain('/somewhere');
    expect(running.size).toBe(0);
  });

  it('runs one job a lane in order, and lanes beside each other', async () => {
    const { jobs, state } = setUp({ prepare: 2 });
    const clips = [held(), held()];
    const prepares = [1, 2, 3].map(() => held({ kind: 'prepare' }));
    const clipIds = clips.map((job) => jobs.start(job.spec));
    const prepareIds = prepares.map((job) => jobs.start(job.spec));
    await settle();
    expect(clipIds.map(state)).toEqual(['running', 'queued']);
    expect(prepareIds.map(state)).toEqual(['running', 'running', 'queued']);
    clips[0]?.finish();
    prepares[1]?.finish();
    await settle();
    expect(clipIds.map(state)).toEqual(['done', 'running']);
    expect(prepareIds.map(state)).toEqual(['running', 'done', 'running']);
  });

  it('lets a job choose another lane than its kind', async () => {
    const { jobs, state } = setUp();
    const ids = [held({ lane: 'a' }), held({ lane: 'b' })].map((job) => jobs.start(job.spec));
    await settle();
    expect(ids.map(state)).toEqual(['running', 'running']);
  });

  it('tells of progress at most four times a second, and of the last', async () => {
    const { jobs, told } = setUp();
    const job = held();
    jobs.start(job.spec);
    await settle();
    told.length = 0;
    for (let at = 1; at <= 100; at++) {
      job.report(at / 200);
      await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(300);
    expect(told.length).toBeGreaterThanOrEqual(8);
    expect(told.length).toBeLessThanOrEqual(9);
    expect(told.at(-1)).toMatchObject({ progress: 0.5 });
    expect(told.at(-1)?.secondsLeft).toBeGreaterThan(0);
    told.length = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([]);
  });

  it('keeps progress between 0 and 1, and may not know it', async () => {
    const { jobs } = setUp();
    const job = held();
    jobs.start(job.spec);
    await settle();
    job.report(-1);
    expect(jobs.list()[0]?.progress).toBe(0);
    job.report(7);
    expect(jobs.list()[0]?.progress).toBe(1);
    job.report(null);
    expect(jobs.list()[0]).toMatchObject({ progress: null });
  });

  it('never shows less than it has shown, though the work begins again on the way', async () => {
    const { jobs, told } = setUp();
    const job = held();
    jobs.start(job.spec);
    await settle();
    for (const share of [0.4, 0.6, 0.1, null, 0.3, 0.7]) {
      job.report(share);
      await vi.advanceTimersByTimeAsync(300);
    }
    const shown = told.flatMap(({ progress }) => progress ?? []);
    expect(shown).toEqual([0.4, 0.6, 0.6, 0.6, 0.7]);
  });

  it('discards one job that was interrupted, and leaves the others', async () => {
    const leftovers = [1, 2].map((n) => ({
      ...{ id: newId(), kind: 'clip' as const, title: `Clip ${n}`, lessonId: null },
      ...{ startedAt: '2026-01-05T10:00:00.000Z', request: { n } },
    }));
    const [one, other] = leftovers.map(({ id }) => id);
    const { jobs, running } = setUp({}, leftovers);
    for (const left of leftovers) running.add(left.id);
    const job = held();
    const id = jobs.start(job.spec);
    await settle();
    const cleared: string[][] = [];
    jobs.onCleared((ids) => cleared.push(ids));
    jobs.discard(one ?? '');
    // One that runs is cancelled, not discarded.
    jobs.discard(id);
    jobs.discard(newId());
    expect(jobs.list().map((view) => view.id)).toEqual([other, id]);
    expect(cleared).toEqual([[one]]);
    expect(running.has(one ?? '')).toBe(false);
    await expect(jobs.retry(one ?? '')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cancels the one it is told to, and says so when it has stopped', async () => {
    const { jobs, state } = setUp({ clip: 2 });
    const [first, second] = [held(), held()];
    const firstId = jobs.start(first.spec);
    const secondId = jobs.start(second.spec);
    await settle();
    const stopped = jobs.cancel(firstId);
    expect(state(firstId)).toBe('running');
    await stopped;
    expect([state(firstId), state(secondId)]).toEqual(['cancelled', 'running']);
    expect(jobs.list()[0]).toMatchObject({ error: null });
  });

  it('never runs a queued job that was cancelled', async () => {
    const { jobs, state } = setUp();
    const first = held();
    jobs.start(first.spec);
    const run = vi.fn(() => Promise.resolve());
    const over = vi.fn();
    const id = jobs.start(held({ run, over }).spec);
    await settle();
    await jobs.cancel(id);
    first.finish();
    await settle();
    expect(state(id)).toBe('cancelled');
    expect(run).not.toHaveBeenCalled();
    expect(over, 'what waits for it is let go').toHaveBeenCalledOnce();
  });

  it('is done when it was done before it noticed', async () => {
    const { jobs, state } = setUp();
    let finish = (): void => undefined;
    const id = jobs.start(held({ run: () => new Promise((resolve) => (finish = resolve)) }).spec);
    await settle();
    const stopped = jobs.cancel(id);
    finish();
    await stopped;
    expect(state(id)).toBe('done');
  });

  it('cancels all of a lesson and nothing else', async () => {
    const { jobs, state } = setUp();
    const lessonId = newId();
    const other = jobs.start(held().spec);
    const ids = [
      jobs.start(held({ lessonId }).spec),
      jobs.start(held({ lessonId, kind: 'prepare' }).spec),
      jobs.start(held({ lessonId, kind: 'playable' }).spec),
    ];
    await settle();
    await jobs.cancelOf(lessonId);
    expect(ids.map(state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(state(other)).toBe('running');
  });

  it('says why a job failed, and goes on with the next', async () => {
    const { jobs, told, state } = setUp();
    const job = held();
    jobs.start(job.spec);
    const next = jobs.start(held().spec);
    await settle();
    job.fail(new AppError('disk-full', 'The disk is full.', { name: 'Clips' }));
    await settle();
    expect(told.find((view) => view.state === 'failed')?.error).toEqual({
      code: 'disk-full',
      message: 'The disk is full.',
      details: { name: 'Clips' },
    });
    expect(state(next)).toBe('running');
  });

  it('fails a job that throws before it begins to wait', async () => {
    const { jobs, state } = setUp();
    const run = (): Promise<void> => {
      throw new Error('at once');
    };
    const id = jobs.start(held({ run }).spec);
    await settle();
    expect(state(id)).toBe('failed');
  });

  it('clears what is over, and keeps what is not', async () => {
    const { jobs } = setUp({ clip: 2 });
    const cleared: string[][] = [];
    jobs.onCleared((ids) => cleared.push(ids));
    const job = held();
    const over = jobs.start(job.spec);
    const going = jobs.start(held().spec);
    await settle();
    job.finish();
    await settle();
    expect(jobs.clear()).toEqual([over]);
    expect(cleared).toEqual([[over]]);
    expect(jobs.list().map((view) => view.id)).toEqual([going]);
    expect(jobs.clear()).toEqual([]);
  });

  it('shows what the last run left, until it is cleared', () => {
    const left: JournalJob = {
      id: newId(),
      kind: 'clip',
      title: 'Clip "Hands up"',
      lessonId: null,
      startedAt: '2026-11-20T09:00:00.000Z',
    };
    const { jobs } = setUp({}, [left]);
    expect(jobs.list()).toMatchObject([{ ...left, state: 'interrupted', canShow: false }]);
    JobView.parse(jobs.list()[0]);
    expect(jobs.clear()).toEqual([left.id]);
    expect(jobs.list()).toEqual([]);
  });

  it('keeps out of the journal what begins again by itself', async () => {
    const { jobs, running } = setUp();
    jobs.start(held({ resumes: true }).spec);
    await settle();
    expect(running.size).toBe(0);
  });

  it('stops everything for quitting, and takes no more', async () => {
    const { jobs } = setUp();
    for (const kind of ['clip', 'clip', 'prepare'] as const) jobs.start(held({ kind }).spec);
    await settle();
    await jobs.stopAll();
    expect(jobs.list().map((view) => view.state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(() => jobs.start(held().spec)).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });

  it('waits for a job to end', async () => {
    const { jobs } = setUp();
    const job = held();
    const id = jobs.start(job.spec);
    await settle();
    const ended = jobs.ended(id);
    job.finish({ result: 'here' });
    expect(await ended).toMatchObject({ state: 'done', result: 'here' });
    await expect(jobs.ended(newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('forgets the oldest of very many', async () => {
    const { jobs } = setUp();
    const cleared: string[] = [];
    jobs.onCleared((ids) => cleared.push(...ids));
    const ids = Array.from({ length: 520 }, () =>
      jobs.start(held({ run: () => Promise.resolve() }).spec),
    );
    await settle();
    expect(jobs.list()).toHaveLength(500);
    expect(cleared).toEqual(ids.slice(0, 20));
  });
});
