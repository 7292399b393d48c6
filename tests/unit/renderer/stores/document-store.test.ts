import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocumentStore } from '../../../../src/renderer/stores/document-store';
import type { RowOp } from '../../../../src/shared/domain/document';
import { newId } from '../../../../src/shared/domain/ids';
import { AppError } from '../../../../src/shared/errors';
import type { Moment } from '../../../../src/shared/domain/moment';
import { LESSON, lesson, moment } from '../lesson-rows';
import { RowsOnDisk, sorted } from './rows-on-disk';

const add = (row: Moment): RowOp => ({ table: 'moment', id: row.id, before: null, after: row });
const remove = (row: Moment): RowOp => ({ table: 'moment', id: row.id, before: row, after: null });
const edit = (row: Moment, over: Partial<Moment>): RowOp => ({
  table: 'moment',
  id: row.id,
  before: row,
  after: { ...row, ...over },
});

async function opened(start = lesson()) {
  const disk = new RowsOnDisk(start);
  const store = createDocumentStore(disk);
  await store.getState().open(LESSON);
  const now = () => {
    const { document } = store.getState();
    if (!document) throw new Error('not open');
    return document;
  };
  const settled = async () => {
    for (let turn = 0; turn < 50 && store.getState().pending > 0; turn++) await Promise.resolve();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return { disk, store, now, settled, ...store.getState() };
}

describe('edits', () => {
  it('are on screen at once and saved only after the answer', async () => {
    const { store, disk, now, commit, settled } = await opened();
    const first = moment();
    commit('Mark a noticing', [add(first)]);
    expect(now().moments).toEqual([first]);
    expect(store.getState().pending).toBe(1);
    expect(disk.document.moments).toEqual([]);
    await settled();
    expect(store.getState().pending).toBe(0);
    expect(disk.document.moments).toEqual([first]);
  });

  it('are sent one after another in order', async () => {
    const { disk, commit, settled } = await opened();
    for (const label of ['a', 'b', 'c']) commit(label, [add(moment())]);
    await settled();
    expect(disk.labels).toEqual(['a', 'b', 'c']);
  });

  it('with one merge key are one entry until sealed', async () => {
    const { store, now, commit, sealEdits, undo, settled } = await opened();
    const row = moment();
    commit('Mark a noticing', [add(row)]);
    const typed = (note: string) => {
      const [last] = now().moments;
      if (last) commit('Write a note', [edit(last, { note })], `note:${row.id}`);
    };
    typed('Se');
    typed('Seven');
    sealEdits();
    typed('Seven seconds');
    await settled();
    expect(undo()).toBe('Undo: Write a note');
    expect(now().moments[0]?.note).toBe('Seven');
    undo();
    expect(now().moments[0]?.note).toBe('');
    expect(store.getState().undoLabel).toBe('Mark a noticing');
  });

  it('that were still on their way when the room was left are on disk when leaving settles', async () => {
    const { store, disk, commit, leave } = await opened();
    commit('a', [add(moment())]);
    commit('b', [add(moment())]);
    await leave();
    expect(disk.labels).toEqual(['a', 'b']);
    expect(store.getState().document).toBeNull();
  });

  it('handed over at once when the page goes all arrive', async () => {
    const { disk, commit, handOver, settled } = await opened();
    for (const label of ['a', 'b', 'c']) commit(label, [add(moment())]);
    handOver();
    await settled();
    expect(disk.labels).toEqual(['a', 'b', 'c']);
  });

  it('can still be undone after leaving and coming back', async () => {
    const { now, disk, commit, leave, open, undo, settled } = await opened();
    commit('Mark a noticing', [add(moment())]);
    await leave();
    await open(LESSON);
    undo();
    await settled();
    expect(now().moments).toEqual([]);
    expect(disk.document.moments).toEqual([]);
  });
});

describe('a lesson asked for ahead of its room', () => {
  it('is asked for once, and files that changed meanwhile are as they are now', async () => {
    const disk = new RowsOnDisk(lesson());
    let asked = 0;
    const store = createDocumentStore({
      change: disk.change,
      open: () => {
        asked++;
        return disk.open();
      },
    });
    const [file] = disk.document.files;
    if (!file) throw new Error('a lesson without a file');
    void store.getState().askAhead(LESSON);
    store.getState().fileChanged({ ...file, present: !file.present });
    await store.getState().open(LESSON);
    expect(asked).toBe(1);
    expect(store.getState().document?.files[0]?.present).toBe(!file.present);
    await store.getState().open(LESSON);
    expect(asked).toBe(2);
    expect(store.getState().document?.files[0]?.present).toBe(file.present);
  });

  it('is in its room at once where it has come', async () => {
    const disk = new RowsOnDisk(lesson());
    const store = createDocumentStore({ change: disk.change, open: disk.open });
    await store.getState().askAhead(LESSON);
    expect(store.getState().document).toBeNull();
    void store.getState().open(LESSON);
    expect(store.getState().document?.lesson.id).toBe(LESSON);
  });

  it('comes after edits of it that are still on their way', async () => {
    const { store, commit } = await opened();
    commit('a', [add(moment())]);
    const left = store.getState().leave();
    void store.getState().askAhead(LESSON);
    await store.getState().open(LESSON);
    expect(store.getState().document?.moments).toHaveLength(1);
    await left;
  });

  it('that is gone is told to whoever opens it', async () => {
    const store = createDocumentStore({
      change: () => Promise.resolve({ savedAt: '' }),
      open: () => Promise.reject(new AppError('not-found', 'gone')),
    });
    void store.getState().askAhead(LESSON);
    await store.getState().open(LESSON);
    expect(store.getState().openError?.code).toBe('not-found');
  });
});

describe('a gesture', () => {
  it('is one entry however often it moves', async () => {
    const row = moment();
    const { store, disk, now, begin, undo, settled } = await opened(lesson({ moments: [row] }));
    const [start] = now().moments;
    if (!start) throw new Error('no moment');
    const gesture = begin('Move a moment');
    for (const startUs of [2, 3, 4]) gesture.update([edit(start, { startUs, endUs: startUs })]);
    expect(now().moments[0]?.startUs).toBe(4);
    expect(store.getState().undoLabel).toBeNull();
    gesture.finish();
    await settled();
    expect(disk.labels).toEqual(['Move a moment']);
    undo();
    await settled();
    expect(disk.document.moments[0]?.startUs).toBe(row.startUs);
  });

  it('leaves nothing behind when it is abandoned', async () => {
    const row = moment();
    const { store, disk, now, begin, settled } = await opened(lesson({ moments: [row] }));
    const [start] = now().moments;
    if (!start) throw new Error('no moment');
    const gesture = begin('Move a moment');
    gesture.update([edit(start, { startUs: 9, endUs: 9 })]);
    gesture.abandon();
    gesture.finish();
    await settled();
    expect(now().moments[0]?.startUs).toBe(row.startUs);
    expect(disk.labels).toEqual([]);
    expect(store.getState().undoLabel).toBeNull();
  });

  it('gives way where its row was deleted meanwhile', async () => {
    const { disk, now, begin, commit, settled } = await opened(lesson({ moments: [moment()] }));
    const [start] = now().moments;
    if (!start) throw new Error('no moment');
    const gesture = begin('Move a moment');
    gesture.update([edit(start, { startUs: 9, endUs: 9 })]);
    commit('Delete a moment', [remove(start)]);
    gesture.finish();
    await settled();
    expect(now().moments).toEqual([]);
    expect(disk.labels).toEqual(['Delete a moment']);
  });
});

describe('a refused edit', () => {
  it('is taken back with those built on it; others stay', async () => {
    const { store, disk, now, commit, settled } = await opened();
    const lost = moment();
    const kept = moment();
    disk.failures = 1;
    commit('lost', [add(lost)]);
    commit('built on it', [edit(lost, { note: 'x' })]);
    commit('kept', [add(kept)]);
    await settled();
    expect(now().moments).toEqual([kept]);
    expect(disk.document.moments).toEqual([kept]);
    expect(store.getState().trouble).toMatchObject({ label: 'lost', error: { code: 'disk-full' } });
    expect(store.getState().undoLabel).toBe('kept');
    expect(store.getState().pending).toBe(0);
  });

  it('is told also when the room has been left', async () => {
    const { store, disk, commit } = await opened();
    disk.failures = 1;
    commit('lost', [add(moment())]);
    await store.getState().leave();
    expect(disk.document.moments).toEqual([]);
    expect(store.getState()).toMatchObject({ lessonId: null, trouble: { label: 'lost' } });
  });

  it('against a row that changed elsewhere shows what is on disk', async () => {
    const row = moment();
    const { disk, now, commit, settled } = await opened(lesson({ moments: [row] }));
    disk.document.moments = [{ ...row, note: 'from elsewhere' }];
    commit('Write a note', [edit(row, { note: 'mine' })]);
    await settled();
    expect(now().moments[0]?.note).toBe('from elsewhere');
  });
});

describe('undo and redo', () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('add' as const), startUs: fc.nat(1e6) }),
    fc.record({ type: fc.constant('edit' as const), at: fc.nat(20), note: fc.string() }),
    fc.record({ type: fc.constant('type' as const), at: fc.nat(20), note: fc.string() }),
    fc.record({ type: fc.constant('remove' as const), at: fc.nat(20) }),
    fc.record({ type: fc.constant('drag' as const), at: fc.nat(20), to: fc.array(fc.nat(1e6)) }),
    fc.record({ type: fc.constant('abandon' as const), at: fc.nat(20), to: fc.nat(1e6) }),
    fc.record({ type: fc.constant('undo' as const) }),
    fc.record({ type: fc.constant('redo' as const) }),
    fc.record({ type: fc.constant('fail' as const), startUs: fc.nat(1e6) }),
  );

  it('bring any sequence of edits back to the same document, on screen and on disk', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const start = lesson({ moments: [moment(), moment({ startUs: 5 })] });
        const { disk, store, now, settled, ...room } = await opened(start);
        let lastId = 100;
        for (const one of steps) {
          const row =
            'at' in one ? now().moments[one.at % Math.max(1, now().moments.length)] : null;
          if (one.type === 'add' || one.type === 'fail') {
            if (one.type === 'fail') await settled();
            disk.failures = one.type === 'fail' ? 1 : 0;
            const { startUs } = one;
            room.commit('Mark', [add(moment({ id: newId(lastId++), startUs, endUs: startUs }))]);
            if (one.type === 'fail') await settled();
          } else if (one.type === 'undo') room.undo();
          else if (one.type === 'redo') room.redo();
          else if (!row) continue;
          else if (one.type === 'edit') room.commit('Note', [edit(row, { note: one.note })]);
          else if (one.type === 'remove') room.commit('Delete', [remove(row)]);
          else if (one.type === 'type')
            room.commit('Note', [edit(row, { note: one.note })], row.id);
          else {
            const gesture = room.begin('Move');
            const places = one.type === 'drag' ? one.to : [one.to];
            for (const to of places) gesture.update([edit(row, { startUs: to, endUs: to })]);
            if (one.type === 'drag') gesture.finish();
            else gesture.abandon();
          }
        }
        await settled();
        const end = sorted(now());
        expect(sorted(disk.document)).toEqual(end);
        while (room.undo());
        await settled();
        expect(sorted(now())).toEqual(sorted(start));
        expect(sorted(disk.document)).toEqual(sorted(start));
        while (room.redo());
        await settled();
        expect(store.getState().trouble?.error.code ?? 'disk-full').toBe('disk-full');
        if (!steps.some(({ type }) => type === 'undo')) expect(sorted(now())).toEqual(end);
        expect(sorted(disk.document)).toEqual(sorted(now()));
      }),
      { numRuns: 150 },
    );
  });
});
