/** What was ordered may have changed when its turn comes: nothing leaves that was not meant to. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClipOrder, Looked } from '../../../src/shared/domain/clip';
import { newId } from '../../../src/shared/domain/ids';
import type { JobView } from '../../../src/shared/domain/job';
import type { Mask } from '../../../src/shared/domain/mask';
import { numbersIn } from '../../fixtures/look';
import { makeFootage } from '../../fixtures/make-footage';
import { tempFolder } from '../db/temp-library';
import { clipsRig } from './clips-rig';

let footage: string;
beforeAll(async () => {
  footage = await makeFootage({ seconds: 8, sound: { codec: 'aac' } });
});

let rig: Awaited<ReturnType<typeof clipsRig>>;
let folder: string;
beforeEach(async () => {
  folder = join(tempFolder(), 'out');
  rig = await clipsRig(footage, folder);
});

const S = 1_000_000;
const clip = (change: Partial<ClipOrder['clips'][0]> = {}) => ({
  ...{ name: 'Clip', startUs: 2 * S, endUs: 3 * S },
  ...change,
});
const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, nth) => from + nth);

/** A stretch of which nothing is to be seen. */
function hidden(startUs: number, endUs: number): Mask {
  return {
    ...rig.row(),
    ...{ angleId: rig.angle.id, startUs, endUs, adrift: null },
    what: { type: 'picture', look: 'solid' },
  };
}

async function look(order: Partial<ClipOrder> = {}): Promise<Looked> {
  const asked = { lessonId: rig.lessonId, clips: [clip()], ...order };
  return (await rig.clips.unmade(asked, new AbortController().signal)).looked;
}

/** Ordered, and changed while it waits its turn. */
async function waiting(
  order: Partial<ClipOrder>,
  looked: Looked | undefined,
  meanwhile: () => void,
): Promise<JobView> {
  const { folderId = '' } = (await rig.clips.chooseFolder()) ?? {};
  rig.jobs.pause(true);
  const asked = { lessonId: rig.lessonId, folderId, clips: [clip()], ...order };
  const { jobIds } = await rig.clips.export({ ...asked, looked });
  meanwhile();
  rig.jobs.pause(false);
  return rig.jobs.ended(jobIds[0] ?? '');
}

const files = (): string[] => readdirSync(folder).sort();

describe('footage', () => {
  test('is what was chosen, where its part has been put meanwhile, covered by what lies there now', async () => {
    const move = (): void => {
      rig.lesson.parts = [{ ...rig.part, offsetUs: 1 * S }];
      rig.lesson.masks = [hidden(3.2 * S, 3.4 * S)];
    };
    const order = { masked: false };
    expect(await waiting(order, undefined, move)).toMatchObject({ state: 'done' });
    expect(await numbersIn(join(folder, 'Clip.mp4'))).toEqual(range(50, 75));
    // In the log it is where it is by now.
    expect(rig.log).toMatchObject([{ startUs: 3 * S, endUs: 4 * S }]);
  });

  test('whose part moved with what hides it is hidden in the very pictures that were looked at', async () => {
    rig.lesson.masks = [hidden(2.2 * S, 2.4 * S)];
    const move = (): void => {
      rig.lesson.parts = [{ ...rig.part, offsetUs: 1 * S }];
      rig.lesson.masks = [hidden(3.2 * S, 3.4 * S)];
    };
    expect(await waiting({}, await look(), move)).toMatchObject({ state: 'done' });
    const numbers = await numbersIn(join(folder, 'Clip.mp4'));
    const covered = numbers.flatMap((number, nth) => (number === null ? [nth] : []));
    expect(covered).toEqual(range(4, 11));
    expect(numbers.filter((number) => number !== null)).toEqual([
      ...range(50, 54),
      ...range(61, 75),
    ]);
  });

  test('that is no longer in the lesson is refused, and nothing is left', async () => {
    const gone = (): void => void (rig.lesson.parts = [{ ...rig.part, id: newId() }]);
    expect(await waiting({}, undefined, gone)).toMatchObject({
      ...{ state: 'failed', error: { code: 'nothing-there', details: { gone: true } } },
    });
    await rig.expectNothing();
  });
});

describe('words', () => {
  test('of a note that was made private meanwhile stay: on the picture, beside it, in its name', async () => {
    const momentId = newId();
    for (const notes of ['picture', 'file'] as const) {
      for (const reel of [undefined, { name: 'Reel', titles: true }]) {
        rig.lesson.moments.set(momentId, { lessonId: rig.lessonId, private: false });
        rig.painted.length = 0;
        const words = { name: 'Amira waits', title: 'Amira waits', caption: 'Amira waits' };
        const order = { clips: [clip({ ...words, momentId })], notes, ...(reel && { reel }) };
        const job = await waiting(order, undefined, () =>
          rig.lesson.moments.set(momentId, { lessonId: rig.lessonId, private: true }),
        );
        expect(job).toMatchObject({ state: 'done' });
        expect(JSON.stringify(rig.painted)).not.toContain('Amira');
        if (reel) expect(JSON.stringify(rig.painted)).toContain('From 0:02');
        expect(files()).toEqual([reel ? 'Reel.mp4' : 'Area of triangles 0.02.mp4']);
        expect(JSON.stringify(rig.log)).not.toContain('Amira');
        for (const file of files()) rmSync(join(folder, file));
      }
    }
  });

  test('of one that may still leave do, and of one that is gone do not', async () => {
    const momentId = newId();
    rig.lesson.moments.set(momentId, { lessonId: rig.lessonId, private: false });
    const order = {
      clips: [clip({ name: 'They wait', caption: 'They wait', momentId })],
      notes: 'file' as const,
    };
    await waiting(order, undefined, () => undefined);
    expect(files()).toEqual(['They wait.mp4', 'They wait.vtt']);
    expect(readFileSync(join(folder, 'They wait.vtt'), 'utf8')).toContain('They wait');
    await waiting(order, undefined, () => rig.lesson.moments.clear());
    expect(files()).toContain('Area of triangles 0.02.mp4');
    expect(files()).toHaveLength(3);
  });

  test('typed for a clip of no note are the person’s own', async () => {
    await waiting({ clips: [clip({ name: 'Mine' })] }, undefined, () => undefined);
    expect(files()).toEqual(['Mine.mp4']);
  });
});

describe('looking through', () => {
  const refused = { code: 'look-first' };

  test('is asked for by main where someone is not to be shown, or something is hidden', async () => {
    const { folderId = '' } = (await rig.clips.chooseFolder()) ?? {};
    const ask = (looked?: Looked, order: Partial<ClipOrder> = {}) =>
      rig.clips.export({ lessonId: rig.lessonId, folderId, clips: [clip()], looked, ...order });
    rig.lesson.notShown = 'Ann B.';
    await expect(ask()).rejects.toMatchObject(refused);
    await expect(ask(['made up'])).rejects.toMatchObject(refused);
    // What was looked at is another stretch.
    const other = await look({ clips: [clip({ endUs: 4 * S })] });
    await expect(ask(other)).rejects.toMatchObject(refused);
    rig.lesson.notShown = '';
    rig.lesson.masks = [hidden(2.2 * S, 2.4 * S)];
    await expect(ask()).rejects.toMatchObject(refused);
    expect(rig.jobs.list()).toEqual([]);
    await rig.expectNothing();
    // Shown by choice, heard only, or looked at.
    for (const [looked, order] of [
      [undefined, { masked: false }],
      [undefined, { form: 'sound' }],
      [await look(), {}],
    ] as const) {
      const { jobIds } = await ask(looked, order);
      expect(await rig.jobs.ended(jobIds[0] ?? '')).toMatchObject({ state: 'done' });
    }
  });

  const shape = { type: 'number' as const, at: { x: 0.5, y: 0.5 }, number: 1 };
  test.each([
    ['someone is no longer to be shown', () => void (rig.lesson.notShown = 'Ann B. and Cy')],
    ['something more is hidden', () => void rig.lesson.masks.push(hidden(2.5 * S, 2.6 * S))],
    ['what was hidden is so no longer', () => void rig.lesson.masks.splice(0)],
    ['it is hidden at another time', () => void (rig.lesson.masks = [hidden(2.3 * S, 2.4 * S)])],
    [
      'a part lies elsewhere under what is hidden',
      () => void (rig.lesson.parts = [{ ...rig.part, offsetUs: 0.1 * S }]),
    ],
    [
      'something was drawn',
      () =>
        void rig.lesson.drawings.push({
          ...rig.row(),
          ...{ angleId: rig.angle.id, momentId: null, startUs: 2 * S, endUs: 3 * S, shape },
          ...{ colour: 'coral', size: 0.05, private: false, adrift: null },
        }),
    ],
  ])('counts no more once %s: it is not made until it was looked at again', async (_, change) => {
    rig.lesson.notShown = 'Ann B.';
    rig.lesson.masks = [hidden(2.2 * S, 2.4 * S)];
    const order = { marks: { discussion: false, name: '', drawings: true } };
    const looked = await look(order);
    const job = await waiting(order, looked, change);
    expect(job).toMatchObject({ state: 'failed', error: refused, canRetry: true });
    expect(files()).toEqual([]);
  });

  test('once more lets it be made, and nothing else does', async () => {
    rig.lesson.masks = [hidden(2.2 * S, 2.4 * S)];
    const job = await waiting({}, await look(), () => void (rig.lesson.notShown = 'Ann B.'));
    await expect(rig.jobs.retry(job.id)).rejects.toMatchObject(refused);
    const asked = rig.clips.asked(rig.jobs.requestOf(job.id).request);
    const again = await rig.clips.unmade(asked, new AbortController().signal);
    await rig.jobs.retry(job.id, { looked: again.looked });
    const [next] = rig.jobs.list();
    expect(await rig.jobs.ended(next?.id ?? '')).toMatchObject({ state: 'done' });
    expect(files()).toEqual(['Clip.mp4']);
  });

  test('is not asked for again by what lies outside of the clip', async () => {
    rig.lesson.masks = [hidden(2.2 * S, 2.4 * S)];
    const job = await waiting({}, await look(), () =>
      rig.lesson.masks.push(hidden(5 * S, 6 * S), hidden(0, S)),
    );
    expect(job).toMatchObject({ state: 'done' });
  });
});
