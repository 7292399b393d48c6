import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../../src/main/media/probe';
import { levelsOf } from '../../../src/main/media/voice';
import { newId } from '../../../src/shared/domain/ids';
import { AppError } from '../../../src/shared/errors';
import { MOST_LEVELS_OF_VOICE, VoiceNote } from '../../../src/shared/domain/voice';
import { testTools } from '../../fixtures/make-footage';
import { seedLesson, tempFolder } from '../db/temp-library';
import { type Rig, rig } from './rig';

let sound: Uint8Array<ArrayBuffer>;

/** What a browser's recorder writes: a stream whose header does not say how long it is. */
beforeAll(() => {
  const made = execFileSync('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-f', 'lavfi'],
    ...['-i', 'aevalsrc=0.6*sin(2*PI*300*t)*gt(t\\,1):s=48000:d=2'],
    ...['-c:a', 'libopus', '-b:a', '32k', '-f', 'webm', '-live', '1', 'pipe:1'],
  ]);
  sound = new Uint8Array(made);
});

async function recorded(r: Rig, lessonId: string): Promise<VoiceNote> {
  const { voices } = r.services.handlers;
  const { voiceId } = await voices.begin({ lessonId });
  // Without waiting in between: the page sends what it has when it has it.
  const sent: Promise<void>[] = [];
  for (let at = 0; at < sound.length; at += 1_000) {
    const append = async () => voices.append({ voiceId, bytes: sound.subarray(at, at + 1_000) });
    sent.push(append());
  }
  await Promise.all(sent);
  return voices.finish({ voiceId });
}

const fileOf = (r: Rig, lessonId: string, voiceId: string) =>
  join(r.folder, 'voices', lessonId, `${voiceId}.webm`);

async function keep(r: Rig, lessonId: string, momentId: string, voice: VoiceNote): Promise<void> {
  const before = r.library.store.rows.tables.moment.get(momentId) ?? null;
  if (!before) throw new Error('no moment');
  const ops = [{ table: 'moment' as const, id: momentId, before, after: { ...before, voice } }];
  await r.services.handlers.lessons.change({ lessonId, label: 'Voice', ops });
}

async function prepared() {
  const r = await rig();
  const { lesson, momentIds } = seedLesson(r.library.store, {}, ['one', 'two']);
  const [momentId = '', otherId = ''] = momentIds;
  return { r, lesson, lessonId: lesson.id, momentId, otherId };
}

describe('a voice note', () => {
  it('is kept whole, with its length and its waveform', async () => {
    const { r, lessonId } = await prepared();
    const voice = await recorded(r, lessonId);
    expect(VoiceNote.parse(voice)).toEqual(voice);
    expect(Math.abs(voice.durationUs - 2_000_000)).toBeLessThan(50_000);
    expect(voice.levels).toHaveLength(16);
    expect(Math.max(...voice.levels.slice(0, 7))).toBeLessThan(0.05);
    expect(Math.min(...voice.levels.slice(9, 15))).toBeGreaterThan(0.9);
    const path = fileOf(r, lessonId, voice.id);
    const { durationUs } = await probe(await testTools(), path);
    expect(Math.abs(durationUs - 2_000_000)).toBeLessThan(50_000);
    expect(readdirSync(join(path, '..'))).toEqual([`${voice.id}.webm`]);
    expect(await r.services.pathOf('voice', voice.id)).toBe(path);
  });

  it('is read out only by an id that a moment holds, or that was just recorded', async () => {
    const { r, lessonId, momentId } = await prepared();
    const voice = await recorded(r, lessonId);
    await keep(r, lessonId, momentId, voice);
    const stray = newId();
    writeFileSync(fileOf(r, lessonId, stray), 'not spoken of');
    expect(await r.services.pathOf('voice', stray)).toBeNull();
    await r.close();
    const again = await rig({ folder: r.folder });
    expect(await again.services.pathOf('voice', voice.id)).toBe(fileOf(r, lessonId, voice.id));
    expect(existsSync(fileOf(r, lessonId, stray))).toBe(false);
    expect(again.services.snapshot().notices).toEqual([]);
  });

  it('taken from its moment stays until the next start, so that it can be put back', async () => {
    const { r, lessonId, momentId } = await prepared();
    const voice = await recorded(r, lessonId);
    await keep(r, lessonId, momentId, voice);
    const withIt = r.library.store.rows.tables.moment.get(momentId) ?? null;
    if (!withIt) throw new Error('no moment');
    const ops = [
      { table: 'moment' as const, id: momentId, before: withIt, after: { ...withIt, voice: null } },
    ];
    await r.services.handlers.lessons.change({ lessonId, label: 'Take away', ops });
    expect(existsSync(fileOf(r, lessonId, voice.id))).toBe(true);
    await r.close();
    await rig({ folder: r.folder });
    expect(existsSync(join(r.folder, 'voices', lessonId))).toBe(false);
  });

  it('that was cut off leaves nothing behind, and the next start says so once', async () => {
    const { r, lessonId } = await prepared();
    const { voices } = r.services.handlers;
    const { voiceId } = await voices.begin({ lessonId });
    await voices.append({ voiceId, bytes: sound.subarray(0, 1_000) });
    await r.close();
    const folder = join(r.folder, 'voices', lessonId);
    expect(readdirSync(folder)).toEqual([`${voiceId}.webm.partial`]);
    const again = await rig({ folder: r.folder });
    expect(existsSync(folder)).toBe(false);
    expect(again.services.snapshot().notices.map(({ text }) => text)).toEqual([
      expect.stringContaining('was not kept'),
    ]);
  });

  it('called off, empty or of another lesson is refused or gone', async () => {
    const { r, lessonId } = await prepared();
    const { voices } = r.services.handlers;
    const { voiceId } = await voices.begin({ lessonId });
    await voices.append({ voiceId, bytes: sound.subarray(0, 1_000) });
    await voices.cancel({ voiceId });
    expect(readdirSync(join(r.folder, 'voices', lessonId))).toEqual([]);
    await expect(async () => voices.finish({ voiceId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(async () => voices.begin({ lessonId: newId() })).rejects.toMatchObject({
      code: 'not-found',
    });
    const empty = await voices.begin({ lessonId });
    await expect(async () => voices.finish(empty)).rejects.toThrow(AppError);
    expect(readdirSync(join(r.folder, 'voices', lessonId))).toEqual([]);
  });

  it('may not grow without end', async () => {
    const { r, lessonId } = await prepared();
    const { voices } = r.services.handlers;
    const { voiceId } = await voices.begin({ lessonId });
    const bytes = new Uint8Array(1_000_000);
    for (let n = 0; n < 40; n++) await voices.append({ voiceId, bytes });
    await expect(async () => voices.append({ voiceId, bytes })).rejects.toMatchObject({
      code: 'invalid',
    });
    await voices.cancel({ voiceId });
  });

  it('goes with its lesson, is counted before, and stands on the receipt', async () => {
    const { r, lesson, lessonId, momentId, otherId } = await prepared();
    const voice = await recorded(r, lessonId);
    await keep(r, lessonId, momentId, voice);
    await keep(r, lessonId, otherId, await recorded(r, lessonId));
    const under = await r.services.handlers.voices.begin({ lessonId });
    const preview = await r.services.handlers.lessons.removal({ lessonId });
    expect(preview.voices).toBe(2);
    expect(preview.voiceBytes).toBeGreaterThan(2_000);
    r.answers.saved = join(tempFolder(), 'receipt.txt');
    await r.services.handlers.lessons.remove({
      ...{ lessonId, title: lesson.title, originalsToo: false, receipt: true },
    });
    expect(readFileSync(r.answers.saved, 'utf8')).toContain('- 2 voice notes (');
    expect(existsSync(join(r.folder, 'voices', lessonId))).toBe(false);
    expect(await r.services.pathOf('voice', voice.id)).toBeNull();
    await expect(async () => r.services.handlers.voices.finish(under)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('of a lesson that is not here any more is swept at start', async () => {
    const { r } = await prepared();
    const folder = join(r.folder, 'voices', newId());
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${newId()}.webm`), 'old');
    await r.close();
    await rig({ folder: r.folder });
    expect(existsSync(folder)).toBe(false);
  });
});

describe('levels', () => {
  it('are as many as fit, none for no sound, and never more than full', () => {
    expect(levelsOf(new Int16Array(0), 8_000)).toEqual([]);
    const loud = new Int16Array(8_000 * 60).fill(32_767);
    expect(levelsOf(loud, 8_000)).toHaveLength(MOST_LEVELS_OF_VOICE);
    expect(new Set(levelsOf(loud, 8_000))).toEqual(new Set([1]));
    expect(levelsOf(new Int16Array(10), 8_000)).toEqual([0]);
  });
});
