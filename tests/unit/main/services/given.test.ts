import { beforeEach, describe, expect, it } from 'vitest';
import { givenFiles } from '../../../../src/main/services/given';
import { newId } from '../../../../src/shared/domain/ids';
import type { AddResult, Pick } from '../../../../src/shared/domain/library';
import { AppError } from '../../../../src/shared/errors';

const lessonId = newId();
const nothing: AddResult = { lessonIds: [], known: [], refused: [] };

describe('files given from outside', () => {
  let sent: [string, unknown][] = [];
  let added: string[] = [];
  let result: () => AddResult = () => nothing;
  let cloud = false;
  let introduce: () => void = () => undefined;
  let introduced = Promise.resolve();
  beforeEach(() => {
    sent = [];
    added = [];
    cloud = false;
    result = () => ({ ...nothing, lessonIds: [lessonId] });
    introduced = Promise.resolve();
  });

  const setUp = () =>
    givenFiles({
      hold: (paths) =>
        Promise.resolve<Pick>({
          id: newId(),
          files: paths.map((name) => ({ name, bytes: 1 })),
          cloud,
        }),
      introduced: () => introduced,
      add: ({ pickId }) => {
        added.push(pickId);
        return result();
      },
      send: (noun, name, payload) => sent.push([`${noun}.${String(name)}`, payload]),
    });

  it('one, before the first screen: its room is the first that opens, once', async () => {
    const given = setUp();
    await given.give(['a.mp4']);
    expect(given.snapshot()).toEqual({ offered: [], openLessonId: lessonId, notices: [] });
    expect(given.snapshot().openLessonId).toBeNull();
    expect(sent).toEqual([]);
  });

  it('one, later: the page is asked to open it', async () => {
    const given = setUp();
    given.snapshot();
    await given.give(['a.mp4']);
    expect(sent).toEqual([['app.lessonAsked', { lessonId }]]);
    expect(given.snapshot().openLessonId).toBeNull();
  });

  it('one that is known already opens where it is', async () => {
    result = () => ({ ...nothing, known: [{ name: 'a.mp4', lessonId, title: 'Triangles' }] });
    const given = setUp();
    given.snapshot();
    await given.give(['a.mp4']);
    expect(sent).toEqual([['app.lessonAsked', { lessonId }]]);
  });

  it('one in a folder that is copied to the cloud: that is said, once it has been added', async () => {
    cloud = true;
    const early = setUp();
    await early.give(['a.mp4']);
    expect(early.snapshot().notices).toMatchObject([
      { text: expect.stringContaining('This folder is copied to the cloud') as string },
    ]);
    await early.give(['b.mp4']);
    expect(sent.map(([name]) => name)).toEqual(['app.noticed', 'app.lessonAsked']);
    // It was there already: nothing was added.
    sent = [];
    result = () => ({ ...nothing, known: [{ name: 'a.mp4', lessonId, title: 'Triangles' }] });
    await early.give(['a.mp4']);
    expect(sent.map(([name]) => name)).toEqual(['app.lessonAsked']);
  });

  it('one that cannot be read, or fails, is said in a sentence', async () => {
    const given = setUp();
    given.snapshot();
    const error = new AppError('file-unreadable', 'a.txt is not footage.').view();
    result = () => ({ ...nothing, refused: [{ name: 'a.txt', error }] });
    await given.give(['a.txt']);
    result = () => {
      throw new AppError('disk-full', 'The disk is full.');
    };
    await given.give(['b.mp4']);
    expect(sent).toMatchObject([
      ['app.noticed', { text: 'a.txt is not footage.' }],
      ['app.noticed', { text: 'The disk is full.' }],
    ]);
  });

  it('one that cannot be read, before the first screen, is said there, once', async () => {
    const given = setUp();
    const error = new AppError('file-unreadable', 'a.txt is not footage.').view();
    result = () => ({ ...nothing, refused: [{ name: 'a.txt', error }] });
    await given.give(['a.txt']);
    expect(sent).toEqual([]);
    expect(given.snapshot().notices).toMatchObject([{ text: 'a.txt is not footage.' }]);
    expect(given.snapshot().notices).toEqual([]);
  });

  it('several are asked about once, until they are added or let go', async () => {
    const given = setUp();
    await given.give(['a.mp4', 'b.mp4']);
    const [pick] = given.snapshot().offered;
    expect(pick?.files.map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4']);
    expect(added).toEqual([]);
    await given.give(['c.mp4', 'd.mp4']);
    expect(sent.map(([name]) => name)).toEqual(['footage.offered']);
    given.settled(pick?.id ?? '');
    expect(given.snapshot().offered).toHaveLength(1);
  });

  it('wait until there is somebody to add them for', async () => {
    introduced = new Promise((resolve) => {
      introduce = resolve;
    });
    const given = setUp();
    const giving = given.give(['a.mp4']);
    await Promise.resolve();
    expect(added).toEqual([]);
    introduce();
    await giving;
    expect(added).toHaveLength(1);
  });

  it('none is nothing', async () => {
    await setUp().give([]);
    expect([sent, added]).toEqual([[], []]);
  });
});
