import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { newId } from '../../../src/shared/domain/ids';

let folder = '';
let journalPath = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-partials-'));
  journalPath = join(folder, 'under-way.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const restart = () => {
  const journal = openJournal(journalPath);
  return { journal, partials: createPartials(journal) };
};
const inJournal = async () =>
  JSON.parse(await readFile(journalPath, 'utf8')) as { partials: string[] };

describe('outputs', () => {
  it('appear under their name only when whole', async () => {
    const { partials } = restart();
    const final = join(folder, 'exports', 'Wait time.mp4');
    const made = await partials.whole(final, async (path) => {
      expect(path).toBe(`${final}.partial`);
      await writeFile(path, 'frames');
      expect(existsSync(final)).toBe(false);
      expect((await inJournal()).partials).toEqual([path]);
      return 6;
    });
    expect(made).toBe(6);
    expect(await readFile(final, 'utf8')).toBe('frames');
    expect(await readdir(join(folder, 'exports'))).toEqual(['Wait time.mp4']);
    expect((await inJournal()).partials).toEqual([]);
  });

  it('leave nothing when they fail, and what was there stays', async () => {
    const { partials } = restart();
    const final = join(folder, 'poster.jpg');
    await writeFile(final, 'old');
    const making = partials.whole(final, async (path) => {
      await writeFile(path, 'half');
      throw new Error('no');
    });
    await expect(making).rejects.toThrow('no');
    expect(await readFile(final, 'utf8')).toBe('old');
    expect((await readdir(folder)).sort()).toEqual(['poster.jpg', 'under-way.json']);
    expect((await inJournal()).partials).toEqual([]);
  });

  it('may be folders', async () => {
    const { partials } = restart();
    const partial = partials.open(join(folder, 'pieces'));
    await mkdir(partial);
    await writeFile(join(partial, '0.mp4'), 'x');
    await partials.drop(partial);
    expect(existsSync(partial)).toBe(false);
  });

  it('of a killed run are removed at the next start, wherever they are', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'plenary-stick-'));
    try {
      const before = restart();
      const partial = before.partials.open(join(elsewhere, 'Clip.mp4'));
      await writeFile(partial, 'half');
      const after = restart();
      expect(after.journal.leftovers.partials).toEqual([partial]);
      await after.partials.tidy();
      expect(await readdir(elsewhere)).toEqual([]);
      expect(restart().journal.leftovers.partials).toEqual([]);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('in a folder that is away are removed when it is back', async () => {
    const stick = join(folder, 'stick');
    const partial = join(stick, 'Clip.mp4.partial');
    restart().partials.open(join(stick, 'Clip.mp4'));
    await restart().partials.tidy();
    await mkdir(stick);
    await writeFile(partial, 'half');
    const later = restart();
    expect(later.journal.leftovers.partials).toEqual([partial]);
    await later.partials.tidy();
    expect(await readdir(stick)).toEqual([]);
  });

  it('that were about to be named are told of with their name, until they are closed', async () => {
    const before = restart();
    const near = join(folder, 'Clip.0a');
    const partial = before.partials.open(near);
    await writeFile(partial, 'whole');
    before.partials.naming(partial, join(folder, 'Clip.mp4'), 5);
    before.partials.naming(partial, join(folder, 'Clip (2).mp4'), 5);
    const told: unknown[] = [];
    await restart().partials.tidy((path, naming) => Promise.resolve(told.push([path, naming])));
    expect(told).toEqual([[partial, { partial, file: join(folder, 'Clip (2).mp4'), bytes: 5 }]]);
    expect(restart().journal.leftovers).toMatchObject({ partials: [], namings: [] });
    const later = restart().partials;
    later.naming(later.open(near), join(folder, 'Clip.mp4'), 5);
    await later.drop(partial);
    expect(restart().journal.leftovers.namings).toEqual([]);
  });

  it('of this run are not tidied away', async () => {
    restart().partials.open(join(folder, 'Clip.mp4'));
    const { partials } = restart();
    const again = partials.open(join(folder, 'Clip.mp4'));
    await writeFile(again, 'new');
    await partials.tidy();
    expect(await readFile(again, 'utf8')).toBe('new');
  });
});

describe('the journal', () => {
  it('never makes us remove anything but a partial', async () => {
    const precious = join(folder, 'lesson.mp4');
    await writeFile(precious, 'footage');
    await writeFile(journalPath, JSON.stringify({ jobs: [], partials: [precious, folder] }));
    await restart().partials.tidy();
    expect(await readFile(precious, 'utf8')).toBe('footage');
  });

  it.each(['', '{', 'null', '{"jobs":[{}],"partials":[]}', '{"jobs":1}'])(
    'that holds %j is like none',
    async (text) => {
      await writeFile(journalPath, text);
      expect(restart().journal.leftovers).toEqual({ jobs: [], partials: [], namings: [] });
    },
  );

  it('leaves nothing of its own when it was killed while it was written', async () => {
    await writeFile(`${journalPath}.partial`, '{"jo');
    restart();
    expect(existsSync(`${journalPath}.partial`)).toBe(false);
  });

  it('remembers jobs over a kill, once', () => {
    const job = {
      id: newId(),
      kind: 'clip' as const,
      title: 'Clip',
      lessonId: null,
      startedAt: '2026-11-20T09:00:00.000Z',
    };
    const first = openJournal(journalPath);
    first.began({ ...job, id: newId() });
    first.began(job);
    first.ended(job.id);
    const second = openJournal(journalPath);
    expect(second.leftovers.jobs).toHaveLength(1);
    expect(openJournal(journalPath).leftovers.jobs).toEqual([]);
  });
});
