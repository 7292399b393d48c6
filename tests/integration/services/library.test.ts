import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/shared/domain/settings';
import { newId } from '../../../src/shared/domain/ids';
import type { SearchPage, SearchPlace } from '../../../src/shared/domain/library';
import { momentRow, NOW } from '../../unit/shared/rows';
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

  it('finds phrases as they stand, and words as they begin', async () => {
    const r = await rig();
    const { momentIds } = seedLesson(r.library.store, {}, [
      'He waits, then three hands',
      'Three pupils; hands down. Then wait',
    ]);
    const find = async (text: string) =>
      (await r.services.handlers.search.find({ ...ANYWHERE, text })).hits.map(
        (hit) => hit.momentId,
      );
    expect(await find('"three hands"')).toEqual([momentIds[0]]);
    expect(await find('“three hands”')).toEqual([momentIds[0]]);
    expect(await find('"three han"')).toEqual([]);
    // Still being typed.
    expect(await find('"three han')).toEqual([momentIds[0]]);
    expect(new Set(await find('three wai'))).toEqual(new Set(momentIds));
    expect(await find('"wait" three')).toEqual([momentIds[1]]);
  });

  it('finds tags, replies and captions too, each where it belongs', async () => {
    const r = await rig();
    const { lesson, momentIds } = seedLesson(r.library.store, { title: 'Area' }, ['note']);
    const { tables } = r.library.store.rows;
    const row = { authorId: r.me.id, createdAt: NOW, changedAt: NOW, lessonId: lesson.id };
    const moment = tables.moment.get(momentIds[0] ?? '');
    if (!moment) throw new Error('no moment');
    r.library.store.transaction(() => {
      tables.moment.update({ ...moment, startUs: 5, endUs: 5, tags: ['third hand', 'wait'] });
      tables.reply.insert({
        ...{ ...row, id: newId(), momentId: moment.id },
        ...{ text: 'Who else had a hand up? '.repeat(20), private: true },
      });
      const cue = (startUs: number, text: string) => ({
        ...{ startUs, endUs: startUs + 1, text, adrift: null },
      });
      tables.captions.insert({
        ...{ ...row, id: newId(), name: 'Transcript' },
        cues: [cue(0, 'Good morning'), cue(9, 'Hands up, please')],
      });
    });
    const { hits, next } = await r.services.handlers.search.find({ ...ANYWHERE, text: 'hand' });
    expect(next).toBeNull();
    expect(hits.map(({ is, atUs, momentId }) => ({ is, atUs, momentId }))).toEqual([
      { is: 'moment', atUs: 5, momentId: moment.id },
      { is: 'reply', atUs: 5, momentId: moment.id },
      { is: 'caption', atUs: 9, momentId: null },
    ]);
    expect(hits[0]?.text).toBe('third hand, wait');
    expect(hits[1]?.text.length).toBeLessThan(170);
  });

  it('answers fifty at a time, every one once, what was added last first', async () => {
    const r = await rig();
    const seeded = seedLesson(
      r.library.store,
      { className: '8B' },
      Array.from({ length: 330 }, (_, at) => `question ${at}`),
    );
    const few = seedLesson(r.library.store, { className: '9C' }, [
      'question',
      'a question of time',
    ]);
    const all: string[] = [];
    let from: SearchPlace | null = null;
    let pages = 0;
    do {
      const page: SearchPage = await r.services.handlers.search.find({
        ...{ ...ANYWHERE, text: 'question', from },
      });
      expect(page.hits.length).toBeLessThanOrEqual(50);
      all.push(...page.hits.map((hit) => hit.momentId ?? ''));
      from = page.next;
      pages++;
    } while (from);
    expect(pages).toBe(7);
    const title = { ...ANYWHERE, text: seeded.lesson.title };
    const byTitle = await r.services.handlers.search.find(title);
    expect(byTitle.hits.length).toBeGreaterThan(0);
    r.library.store.search.tidy();
    expect(await r.services.handlers.search.find(title)).toEqual(byTitle);
    expect(all).toEqual([...few.momentIds].reverse().concat([...seeded.momentIds].reverse()));

    const within = (narrow: object) =>
      r.services.handlers.search.find({ ...ANYWHERE, text: 'question', ...narrow });
    const inClass = await within({ className: '9C' });
    expect(inClass.hits.map((hit) => hit.momentId)).toEqual([...few.momentIds].reverse());
    expect((await within({ lessonId: few.lesson.id })).hits).toEqual(inClass.hits);
    const inOther = await within({ lessonId: seeded.lesson.id });
    expect(inOther.hits).toHaveLength(50);
    expect(new Set(inOther.hits.map((hit) => hit.lessonId))).toEqual(new Set([seeded.lesson.id]));
    expect((await within({ className: 'nowhere' })).hits).toEqual([]);
    expect((await within({ lessonId: few.lesson.id, className: '8B' })).hits).toEqual([]);
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
    const opensWith = r.library.store.rows.partsOf(lesson.id)[0]?.id;
    expect(r.services.snapshot().lessons).toEqual([
      {
        ...{
          lesson,
          opensWith,
          durationUs: 10_000_000,
          momentCount: 2,
          partCount: 1,
          hasPoster: false,
        },
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
