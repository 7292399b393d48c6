import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoardContent } from '../../../src/shared/domain/board';
import { FIRST_BOARD } from '../../../src/shared/domain/kinds';
import { NO_FILTER } from '../../../src/shared/domain/saved-view';
import { momentRow } from '../../unit/shared/rows';
import { seedLesson, tempFolder } from '../db/temp-library';
import { rig } from './rig';

const CONTENT: BoardContent = {
  ...FIRST_BOARD,
  name: 'Waiting / hands',
  kinds: FIRST_BOARD.kinds.map((kind) => ({ ...kind, id: `${kind.id}-ours` })),
  tags: [{ name: 'wait time', key: 'w', followUps: ['third hand'] }],
};

describe('boards', () => {
  it('are made, changed and there again after a restart', async () => {
    const { services, folder, close, me } = await rig();
    const { boards } = services.handlers;
    const made = await boards.save({ id: null, content: CONTENT });
    expect(made).toMatchObject({ ...CONTENT, hidden: false, authorId: me?.id });
    await boards.save({ id: made.id, content: { ...CONTENT, name: 'Waiting' } });
    await close();
    const again = await rig({ folder, name: null });
    expect(again.services.snapshot().boards).toMatchObject([{ id: made.id, name: 'Waiting' }]);
  });

  it('leave a library for good, unless moments use their kinds: then they are put away', async () => {
    const { services, library } = await rig();
    const { boards } = services.handlers;
    const free = await boards.save({ id: null, content: { ...CONTENT, name: 'Free' } });
    expect(await boards.remove({ boardId: free.id })).toEqual([]);
    const used = await boards.save({ id: null, content: CONTENT });
    const { lesson } = seedLesson(library.store);
    library.store.rows.tables.moment.insert(
      momentRow(lesson.id, { kind: used.kinds[0]?.id ?? '' }),
    );
    expect(await boards.remove({ boardId: used.id })).toMatchObject([
      { id: used.id, hidden: true },
    ]);
    await expect(async () => boards.remove({ boardId: free.id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('go to a colleague as a file and come back as a board of their own', async () => {
    const { services, answers } = await rig();
    const { boards } = services.handlers;
    const board = await boards.save({ id: null, content: CONTENT });
    const path = join(tempFolder(), 'ours.plenary-board');
    expect(await boards.exportFile({ boardId: board.id })).toBe(false);
    answers.saved = path;
    expect(await boards.exportFile({ boardId: board.id })).toBe(true);
    const text = readFileSync(path, 'utf8');
    // Nothing but the board: not who made it, not when.
    expect(text).not.toContain(board.authorId);
    expect(text).not.toContain(board.createdAt);

    expect(await boards.importFile()).toBeNull();
    answers.located = path;
    const opened = await boards.importFile();
    expect(opened).toMatchObject({ name: CONTENT.name, tags: CONTENT.tags });
    // Kinds that are here already stay ours: the copy's get ids of their own.
    const ids = new Set([...board.kinds, ...(opened?.kinds ?? [])].map(({ id }) => id));
    expect(ids.size).toBe(2 * CONTENT.kinds.length);
  });

  it.each([
    ['no JSON', 'hello'],
    ['another file', '{"format":"something"}'],
    ['no kinds', '{"format":"plenary-board-1","name":"x","about":"","kinds":[],"tags":[]}'],
    ['null', 'null'],
    ['far too much', `"${'x'.repeat(1_100_000)}"`],
  ])('are not read from %s, and nothing changes', async (_, text) => {
    const { services, answers } = await rig();
    const path = join(tempFolder(), 'broken.plenary-board');
    writeFileSync(path, text);
    answers.located = path;
    await expect(async () => services.handlers.boards.importFile()).rejects.toMatchObject({
      code: 'file-unreadable',
      details: { name: 'broken.plenary-board' },
    });
    expect(services.snapshot().boards).toEqual([]);
  });

  it('are not written where nothing can be, and leave nothing half-made', async () => {
    const { services, answers } = await rig();
    const board = await services.handlers.boards.save({ id: null, content: CONTENT });
    const path = join(tempFolder(), 'gone', 'ours.plenary-board');
    answers.saved = path;
    await expect(async () =>
      services.handlers.boards.exportFile({ boardId: board.id }),
    ).rejects.toMatchObject({ code: 'folder-missing', details: { name: 'gone' } });
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  it('that come with Plenary can all be begun from', async () => {
    const { services } = await rig();
    const starters = await services.handlers.boards.starters();
    expect(starters.map(({ name }) => name)).toEqual([
      'Waiting and questioning',
      'Checking for understanding',
      'Modelling and explaining',
      'Talk in groups',
      'Routines and transitions',
      'Blank board',
    ]);
  });
});

describe('views', () => {
  it('are kept under a name, changed and removed', async () => {
    const { services } = await rig();
    const { views } = services.handlers;
    const filter = { ...NO_FILTER, tags: ['wait time'] };
    const view = await views.save({ id: null, name: 'Waiting', filter });
    await views.save({ id: view.id, name: 'Wait time', filter });
    expect(services.snapshot().views).toMatchObject([{ id: view.id, name: 'Wait time', filter }]);
    await views.remove({ viewId: view.id });
    expect(services.snapshot().views).toEqual([]);
    await expect(async () => views.save({ id: view.id, name: 'x', filter })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
