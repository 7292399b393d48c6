import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/shared/domain/settings';
import { newId } from '../../../src/shared/domain/ids';
import { momentRow } from '../../unit/shared/rows';
import { ANYWHERE, seedLesson } from '../db/temp-library';
import { rig } from './rig';

describe('search', () => {
  it('finds lessons by title, subject, class, teacher and notes, and moments by note', async () => {
    const r = await rig();
    const { lesson, momentIds } = seedLesson(
      r.library.store,
      {
        title: 'Área of triangles',
        subject: 'Maths',
        className: '8B',
        teacher: 'Ms Khan',
        notes: 'Calm start',
      },
      ['Wait time, then "three hands"', 'nothing'],
    );
    seedLesson(
      r.library.store,
      { title: 'Fractions', subject: 'Art', className: '9C', teacher: 'TB' },
      [],
    );
    const find = async (text: string) =>
      (await r.services.handlers.search.find({ ...ANYWHERE, text })).hits.map(
        (hit) => hit.momentId ?? hit.lessonId,
      );
    for (const text of ['area', 'TRIANG', 'maths', '8b', 'khan ms', 'calm', 'área tri']) {
      expect(await find(text), text).toEqual([lesson.id]);
    }
    expect(await find('wai tim')).toEqual([momentIds[0]]);
    expect(await find('hands"')).toEqual([momentIds[0]]);
    const [hit] = (await r.services.handlers.search.find({ ...ANYWHERE, text: 'three' })).hits;
    expect(hit).toMatchObject({
      lessonTitle: 'Área of triangles',
      text: 'Wait time, then "three hands"',
      atUs: 0,
    });
  });

  it('takes whatever is typed as words, never as a command', async () => {
    const r = await rig();
    seedLesson(r.library.store, { title: 'NOT only AND' });
    for (const text of [
      '"',
      '*',
      'title:',
      'NEAR(',
      "'; DROP TABLE lesson; --",
      '\0',
      '^',
      '-',
      '😀',
      'a OR',
    ]) {
      expect(() => r.services.handlers.search.find({ ...ANYWHERE, text })).not.toThrow();
    }
    const find = async (text: string) =>
      (await r.services.handlers.search.find({ ...ANYWHERE, text })).hits;
    expect(await find(' - ')).toEqual([]);
    expect(await find('not AND')).toHaveLength(1);
    expect(await find('drop')).toEqual([]);
  });

  it('follows edits and deletions', async () => {
    const r = await rig();
    const { lesson } = seedLesson(r.library.store, {}, []);
    const change = (before: ReturnType<typeof momentRow> | null, after: typeof before) =>
      r.services.handlers.lessons.change({
        lessonId: lesson.id,
        label: '',
        ops: [{ table: 'moment', id: (before ?? after)?.id ?? '', before, after }],
      });
    const found = async (text: string) =>
      (await r.services.handlers.search.find({ ...ANYWHERE, text })).hits.length;
    const first = momentRow(lesson.id, { note: 'alpha' });
    const second = { ...first, note: 'beta' };
    await change(null, first);
    expect([await found('alpha'), await found('beta')]).toEqual([1, 0]);
    await change(first, second);
    expect([await found('alpha'), await found('beta')]).toEqual([0, 1]);
    await change(second, null);
    expect([await found('alpha'), await found('beta')]).toEqual([0, 0]);
    await change(null, second);
    expect(await found('beta')).toBe(1);
  });
});

describe('cards', () => {
  it('count what a lesson holds, and are told anew when it changes', async () => {
    const r = await rig();
    const { lesson } = seedLesson(r.library.store, { title: 'Fractions' }, ['a', 'b']);
    expect(r.services.snapshot().lessons).toEqual([
      {
        ...{ lesson, durationUs: 10_000_000, momentCount: 2, partCount: 1, hasPoster: false },
        ...{ posterVersion: 0, missing: [], troubled: [], playable: null },
      },
    ]);
    const after = { ...lesson, keepUntil: '2027-07-31', keepReason: 'For the department' };
    await r.services.handlers.lessons.change({
      ...{ lessonId: lesson.id, label: 'Keep longer' },
      ops: [{ table: 'lesson', id: lesson.id, before: lesson, after }],
    });
    expect(r.events.at(-1)).toMatchObject({ name: 'lessons.changed', payload: { lesson: after } });
  });
});

describe('people and settings', () => {
  it('start with nobody and the defaults, and last', async () => {
    const r = await rig({ name: null });
    expect(r.services.snapshot()).toMatchObject({ me: null, settings: DEFAULT_SETTINGS });
    const me = await r.services.handlers.people.introduce({ name: 'RK' });
    await r.services.handlers.settings.change({ leadUs: 2_000_000, keepDefault: 'this-term' });
    const renamed = await r.services.handlers.people.introduce({ name: 'Ms Khan' });
    expect(renamed).toMatchObject({ id: me.id, name: 'Ms Khan', createdAt: me.createdAt });
    await r.close();
    const again = await rig({ folder: r.folder, name: null });
    expect(again.services.snapshot()).toMatchObject({
      me: { id: me.id, name: 'Ms Khan' },
      settings: { ...DEFAULT_SETTINGS, meId: me.id, leadUs: 2_000_000, keepDefault: 'this-term' },
    });
  });

  it('give way to the default where a kept value no longer fits', async () => {
    const r = await rig();
    r.library.store.kept.set('volume', 'loud');
    r.library.store.kept.set('keepDefault', 'for ever');
    expect(r.services.snapshot().settings).toMatchObject({ volume: 1, keepDefault: 'next-term' });
    expect(() => r.services.handlers.settings.change({ meId: newId() })).toThrow(
      expect.objectContaining({ code: 'not-found' }) as Error,
    );
  });
});

describe('notices', () => {
  it('are told until they have been read', async () => {
    const r = await rig();
    await r.close();
    writeFileSync(join(r.folder, 'plenary.db'), 'damaged');
    const again = await rig({ folder: r.folder });
    const [notice] = again.services.snapshot().notices;
    expect(notice?.text).toContain('could not be read');
    await again.close();
    const third = await rig({ folder: r.folder });
    expect(third.services.snapshot().notices).toEqual([notice]);
    await third.services.handlers.app.noticeRead({ id: notice?.id ?? '' });
    expect(third.services.snapshot().notices).toEqual([]);
  });
});
