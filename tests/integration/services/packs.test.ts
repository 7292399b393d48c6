/** A pack is what was chosen and nothing else: its files, their frames, and not one byte of what is private. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { takeBackPack } from '../../../src/main/services/pack/leftovers';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { probe } from '../../../src/main/media/probe';
import { clipFiles } from '../../../src/main/services/clip-files';
import { likelyBytes } from '../../../src/shared/domain/clip-size';
import { newId } from '../../../src/shared/domain/ids';
import { numbersIn } from '../../fixtures/look';
import { makeFootage, testTools } from '../../fixtures/make-footage';
import { NOW } from '../../unit/shared/rows';
import { filesBelow } from '../db/temp-library';
import { CLIPS, packRig, type PackRig } from './pack-rig';

let footage: string;
beforeAll(async () => {
  footage = await makeFootage({ seconds: 8, sound: { codec: 'aac' }, tags: true });
});

const names = (folder: string): string[] => [...filesBelow(folder).keys()].sort();

/** Every byte below a folder, and every name. */
function bytesBelow(folder: string): Buffer {
  const files = names(folder);
  return Buffer.concat(
    files.flatMap((name) => [Buffer.from(name), readFileSync(join(folder, name))]),
  );
}

function captionRow(rig: PackRig): string {
  const cue = (startUs: number, text: string) => ({
    startUs,
    endUs: startUs + 400_000,
    text,
    adrift: null,
  });
  const id = newId();
  rig.captions.set(id, {
    ...{ id, authorId: id, createdAt: NOW, changedAt: NOW, lessonId: rig.lessonId, name: 'Said' },
    cues: [
      cue(700_000, 'half outside'),
      cue(1_200_000, 'Said & <i>heard</i>'),
      cue(3_300_000, 'A name'),
    ],
  });
  return id;
}

test('three clips with everything: exactly these files, and these frames', async () => {
  const rig = await packRig(footage);
  const [first, second, third] = CLIPS;
  if (!first || !second || !third) throw new Error('no clips');
  const clips = [{ ...first, noteIds: [rig.moment({ note: 'They waited.' })] }, second, third];
  const job = await rig.make({ clips, captionsId: captionRow(rig), handout: true, zip: true });
  expect(job).toMatchObject({
    ...{ state: 'done', kind: 'pack', title: 'Discussion pack “Wait time”', canShow: true },
    result: 'Wait time. Checked: 3 clips, 75 frames, exact.',
  });
  expect(rig.jobs.showPath(job.id)).toBe(join(rig.folder, 'Wait time', 'index.html'));
  expect(names(rig.folder)).toEqual([
    'Wait time.zip',
    'Wait time/captions/01 Clip 1.vtt',
    'Wait time/captions/02 Clip 2.vtt',
    ...[1, 2, 3].map((n) => `Wait time/clips/0${n} Clip ${n}.mp4`),
    'Wait time/handout.pdf',
    'Wait time/index.html',
    ...[1, 2, 3].map((n) => `Wait time/pictures/0${n}.jpg`),
  ]);
  for (const [n, from] of [25, 75, 125].entries()) {
    const numbers = await numbersIn(
      join(rig.folder, `Wait time/clips/0${n + 1} Clip ${n + 1}.mp4`),
    );
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, at) => from + at));
  }
  const vtt = readFileSync(join(rig.folder, 'Wait time/captions/01 Clip 1.vtt'), 'utf8');
  expect(vtt).toBe(
    'WEBVTT\n\n00:00:00.200 --> 00:00:00.600\nSaid &amp; &lt;i&gt;heard&lt;/i&gt;\n',
  );
  const page = readFileSync(join(rig.folder, 'Wait time/index.html'), 'utf8');
  expect(page).toContain('They waited.');
  expect(page).toContain('31 December 2026');
  expect(page).not.toContain('For professional discussion');
  // The zip holds the folder, file for file.
  const listed = execFileSync('unzip', ['-Z1', join(rig.folder, 'Wait time.zip')], {
    encoding: 'utf8',
  });
  expect(listed.trim().split('\n').sort()).toEqual(
    names(rig.folder).filter((name) => name.startsWith('Wait time/')),
  );
  const out = join(rig.folder, 'unpacked');
  execFileSync('unzip', ['-qq', join(rig.folder, 'Wait time.zip'), '-d', out]);
  expect(bytesBelow(join(out, 'Wait time')).equals(bytesBelow(join(rig.folder, 'Wait time')))).toBe(
    true,
  );
});

test('nothing of the recording but its picture and sound, and no path of this machine', async () => {
  const rig = await packRig(footage);
  await rig.make({ handout: true });
  const { ffprobe } = await testTools();
  for (const name of readdirSync(join(rig.folder, 'Wait time/clips'))) {
    const path = join(rig.folder, 'Wait time/clips', name);
    const asked = ['-v', 'error', '-show_entries', 'format_tags:stream_tags', '-of', 'json', path];
    const { format, streams } = JSON.parse(execFileSync(ffprobe, asked, { encoding: 'utf8' })) as {
      format?: { tags?: Record<string, string> };
      streams?: { tags?: Record<string, string> }[];
    };
    const tags = [format, ...(streams ?? [])].flatMap((one) => Object.entries(one?.tags ?? {}));
    for (const [tag, value] of tags) {
      // What wrote the file, and how it is to be read.
      if (tag === 'encoder') expect(value).toMatch(/^Lav[cf]/);
      else
        expect(tag).toMatch(
          /^(major_brand|minor_version|compatible_brands|language|handler_name|vendor_id)$/,
        );
    }
  }
  const bytes = bytesBelow(join(rig.folder, 'Wait time'));
  for (const part of [rig.folder, footage, 'plenary-', 'creation_time', 'Exif']) {
    expect(bytes.includes(Buffer.from(part)), part).toBe(false);
  }
  expect(rig.printed[0]).not.toMatch(/file:|\/tmp|<script/);
});

test('private notes are nowhere, whatever is asked for, and whenever they became private', async () => {
  const marker = 'PRIVATE-zq81';
  const rig = await packRig(footage, {
    print: ({ html }) => {
      rig.printed.push(html);
      return Promise.resolve(Buffer.from(html));
    },
  });
  const secret = rig.moment({ note: `${marker} one`, private: true });
  const late = rig.moment({ note: `${marker} two` });
  const elsewhere = rig.moment({ note: `${marker} three`, lessonId: newId() });
  const open = rig.moment({ note: 'shared words' });
  const noteIds = [secret, late, elsewhere, newId(), open];
  const named = { name: `${marker} four`, momentId: late };
  const clips = CLIPS.map((clip, at) => ({ ...clip, noteIds, ...(at === 0 && named) }));
  rig.jobs.pause(true);
  const jobId = await rig.ask({ clips, handout: true, zip: true });
  const made = rig.moments.get(late);
  if (made) rig.moments.set(late, { ...made, private: true });
  rig.jobs.pause(false);
  expect(await rig.jobs.ended(jobId)).toMatchObject({ state: 'done' });
  const bytes = bytesBelow(rig.folder);
  expect(bytes.includes(Buffer.from(marker))).toBe(false);
  expect(bytes.includes(Buffer.from('shared words'))).toBe(true);
});

test('what is not to be heard is not to be read either', async () => {
  const rig = await packRig(footage);
  rig.masks.push({
    ...{ id: newId(), authorId: newId(), createdAt: NOW, changedAt: NOW, lessonId: rig.lessonId },
    ...{ angleId: null, startUs: 3_600_000, endUs: 3_650_000, adrift: null },
    what: { type: 'sound', sounds: 'silence' },
  });
  const captionsId = captionRow(rig);
  // Something is hidden: it is looked through first, and main sees to it.
  await expect(rig.ask({ captionsId })).rejects.toMatchObject({ code: 'look-first' });
  const looked = await rig.look();
  await rig.make({ captionsId, looked });
  const bytes = bytesBelow(rig.folder);
  expect(bytes.includes(Buffer.from('heard'))).toBe(true);
  expect(bytes.includes(Buffer.from('A name'))).toBe(false);
});

test('every stretch is in the log under the name of the pack, and found there', async () => {
  const rig = await packRig(footage);
  await rig.make({ zip: true });
  expect(rig.lines.map(({ fileName, startUs }) => [fileName, startUs])).toEqual(
    ['Wait time', 'Wait time.zip'].flatMap((name) => CLIPS.map(({ startUs }) => [name, startUs])),
  );
  expect(new Set(rig.lines.map(({ fileId }) => fileId)).size).toBe(2);
  const found = async () => [...(await clipFiles().look(rig.lines)).values()];
  expect(new Set(await found())).toEqual(new Set(['there']));
  writeFileSync(join(rig.folder, 'Wait time', 'mine.txt'), 'more');
  expect((await found())[0]).toBe('changed');
  rmSync(join(rig.folder, 'Wait time'), { recursive: true });
  expect((await found()).slice(0, 3)).toEqual(['gone', 'gone', 'gone']);
});

describe('names', () => {
  const clips = CLIPS.slice(0, 1);

  test('that are taken are numbered together, and nothing there is touched', async () => {
    const rig = await packRig(footage);
    mkdirSync(join(rig.folder, 'Wait time'));
    writeFileSync(join(rig.folder, 'Wait time (2).zip'), 'somebody else’s');
    writeFileSync(join(rig.folder, 'Wait time (3)'), 'a file');
    await rig.make({ clips, zip: true });
    await rig.make({ clips, zip: true });
    expect(readdirSync(rig.folder).sort()).toEqual([
      ...['Wait time', 'Wait time (2).zip', 'Wait time (3)', 'Wait time (4)', 'Wait time (4).zip'],
      ...['Wait time (5)', 'Wait time (5).zip'],
    ]);
    expect(readdirSync(join(rig.folder, 'Wait time'))).toEqual([]);
    expect(readFileSync(join(rig.folder, 'Wait time (2).zip'), 'utf8')).toBe('somebody else’s');
  });

  test.each([
    ['CON', 'CON clip'],
    ['../../etc/passwd', 'etc passwd'],
    ['<img src=x onerror=alert(1)>', 'img src=x onerror=alert(1)'],
    ['Wait time.mp4', 'Wait time'],
    ['pack.ZIP .mp4', 'pack'],
    ['授業の終わり 👩‍🏫 مرحبا', '授業の終わり 👩‍🏫 مرحبا'],
    ['ẞ'.repeat(120), 'ẞ'.repeat(40)],
    ['half \ud83d of it', 'half \ufffd of it'],
  ])('%s', async (title, folder) => {
    const rig = await packRig(footage);
    const job = await rig.make({ title, clips: clips.map((clip) => ({ ...clip, name: title })) });
    expect(job.state).toBe('done');
    expect(readdirSync(rig.folder)).toEqual([folder]);
    const [clip = ''] = readdirSync(join(rig.folder, folder, 'clips'));
    expect(clip).toMatch(/^01 .+\.mp4$/);
    const page = readFileSync(join(rig.folder, folder, 'index.html'), 'utf8');
    expect(page).toContain(`src="clips/${encodeURIComponent(clip)}"`);
  });
});

describe('what goes wrong leaves nothing, and no line in the log', () => {
  async function nothing(rig: PackRig): Promise<void> {
    expect(existsSync(rig.folder) ? names(rig.folder) : []).toEqual([]);
    expect(readdirSync(rig.folder)).toEqual([]);
    expect(rig.lines).toEqual([]);
  }

  test('it is cancelled while a clip is made', async () => {
    const rig = await packRig(footage);
    const jobId = await rig.ask({ zip: true });
    await new Promise<void>((resolve) => {
      rig.jobs.onChanged((job) => {
        if ((job.progress ?? 0) > 0.4) resolve();
      });
    });
    await rig.jobs.cancel(jobId);
    expect(await rig.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    await nothing(rig);
  });

  test('it is cancelled while the handout is printed', async () => {
    let began = (): void => undefined;
    const printing = new Promise<void>((resolve) => {
      began = resolve;
    });
    const rig = await packRig(footage, {
      print: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
          began();
        }),
    });
    const jobId = await rig.ask({ handout: true });
    await printing;
    await rig.jobs.cancel(jobId);
    expect(await rig.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    await nothing(rig);
  });

  test('the footage is damaged where it is cut', async () => {
    const rig = await packRig(footage, {
      media: {
        probe: () => Promise.reject(new Error('broken')),
        makePoster: () => Promise.resolve(false),
      },
    });
    expect(await rig.make()).toMatchObject({ state: 'failed' });
    await nothing(rig);
  });

  test('more than the disk has is refused beforehand, with numbers', async () => {
    const rig = await packRig(footage, {}, { durationUs: 1e15 });
    const clips = [{ name: 'All', question: '', noteIds: [], startUs: 0, endUs: 1e15 }];
    const probed = await probe(await testTools(), footage);
    // Once in the folder and once in the zip, with a tenth to spare.
    const needBytes = Math.ceil(likelyBytes(probed, 'sharing', 2e15) * 1.1);
    await expect(rig.ask({ clips, zip: true })).rejects.toMatchObject({
      code: 'disk-full',
      details: { needBytes },
    });
    expect(rig.jobs.list()).toEqual([]);
    await nothing(rig);
  });
});

describe('after a kill', () => {
  test('a half-made pack goes, and one that is in the log stays', async () => {
    const rig = await packRig(footage);
    const half = rig.partials.open(join(rig.folder, 'Half.0a1b2c3d'));
    mkdirSync(join(half, 'clips'), { recursive: true });
    writeFileSync(join(half, 'clips', '01 a.mp4'), 'clip');
    const journal = openJournal(join(rig.folder, '..', 'data', 'under-way.json'));
    await createPartials(journal).tidy();
    expect(readdirSync(rig.folder)).toEqual([]);
  });

  const logged =
    (...known: string[]) =>
    (_folder: string, name: string) =>
      known.includes(name);

  test('one that got its name and no line in the log is taken back, and nothing else ever is', async () => {
    const rig = await packRig(footage);
    await rig.make({ handout: true });
    const pack = join(rig.folder, 'Wait time');
    const bytes = [...filesBelow(pack).keys()].reduce(
      (sum, name) => sum + readFileSync(join(pack, name)).length,
      0,
    );
    const partial = join(rig.folder, 'Wait time.0a1b2c3d.partial');
    const naming = { file: pack, bytes };
    expect(await takeBackPack(partial, logged('Wait time'), naming)).toBeNull();
    expect(await takeBackPack(partial, logged(), { ...naming, bytes: bytes + 1 })).toBeNull();
    expect(await takeBackPack(join(pack, 'x.partial'), logged(), naming)).toBeNull();
    expect(await takeBackPack(partial, logged())).toBeNull();
    mkdirSync(partial);
    expect(await takeBackPack(partial, logged(), naming)).toBeNull();
    rmSync(partial, { recursive: true });
    writeFileSync(join(pack, 'mine.txt'), '');
    expect(await takeBackPack(partial, logged(), naming)).toBeNull();
    rmSync(join(pack, 'mine.txt'));
    expect(await takeBackPack(partial, logged(), naming)).toBe(pack);
    expect(readdirSync(rig.folder)).toEqual([]);
  });

  test('what was asked for is kept, and makes the same pack again', async () => {
    const rig = await packRig(footage);
    const clips = CLIPS.slice(0, 1);
    const jobId = await rig.ask({ clips, title: 'Again' });
    const stored = JSON.parse(
      readFileSync(join(rig.folder, '..', 'data', 'under-way.json'), 'utf8'),
    ) as { jobs: { id: string; kind: string; request: unknown }[] };
    await rig.jobs.ended(jobId);
    const request = stored.jobs.find(({ id }) => id === jobId)?.request;
    expect(request).toMatchObject({ title: 'Again', folder: rig.folder });
    await rig.packs.redo(request);
    const [, second] = rig.jobs.list();
    await rig.jobs.ended(second?.id ?? '');
    expect(readdirSync(rig.folder).sort()).toEqual(['Again', 'Again (2)']);
    await expect(rig.packs.redo({ title: 'Again' })).rejects.toThrow();
  });
});
