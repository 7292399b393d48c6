/** What a narration is handed on as besides its film, and what is looked through before one leaves. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Mask } from '../../../src/shared/domain/mask';
import { newId } from '../../../src/shared/domain/ids';
import { SECOND, shown, toldOf } from '../../fixtures/filming';
import { bytesOf, numbersIn, samplesIn } from '../../fixtures/look';
import { testTools } from '../../fixtures/make-footage';
import { narrationRig } from './narration-export-rig';

const FOOTAGE = { seconds: 8, sound: { codec: 'aac' } } as const;
/** Two stretches of the lesson, one of them twice, and a picture that stands. */
const TOLD = toldOf([shown(0, 1), shown(1, 2, 0), shown(1.5, 1.2), shown(2, 5)], 3);
const CUES = [
  { id: newId(), from: 0, to: SECOND, text: 'Look at the\nback row.' },
  { id: newId(), from: SECOND, to: 2 * SECOND, text: '  ' },
  { id: newId(), from: 2 * SECOND, to: 3 * SECOND, text: 'They wait & listen.' },
];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plenary-handed-on-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Always the same noise. */
function noise(n: number): number {
  const x = Math.sin(n * 12.9898) * 43_758.5453;
  return (x - Math.floor(x) - 0.5) * 12_000;
}

/** By how many samples a sound lies behind the noise at a place. */
function behind(sound: Float32Array, from: number): number {
  let best = { lag: 0, sum: -Infinity };
  for (let lag = -2_400; lag <= 2_400; lag += 1) {
    let sum = 0;
    for (let n = from; n < from + 6_000; n += 3) sum += (sound[n + lag] ?? 0) * noise(n);
    if (sum > best.sum) best = { lag, sum };
  }
  return best.lag;
}

test('sound alone is an M4A of the voice at its time, with no picture and nothing of the recording', async () => {
  const to = folder();
  // The lesson is muted, so that the voice is all there is.
  const told = toldOf([{ type: 'volume', at: 0, volume: 0 }, shown(0, 1)], 3);
  const rig = await narrationRig(to, { footage: FOOTAGE, told, voice: noise });
  const job = await rig.exported({ file: 'sound', name: 'Listen' });
  expect(job).toMatchObject({ state: 'done', result: 'Listen.m4a' });
  expect(readdirSync(to)).toEqual(['Listen.m4a']);
  const { ffprobe } = await testTools();
  const show = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json'];
  const found = JSON.parse((await bytesOf(ffprobe, [...show, rig.pathOf(job)])).toString()) as {
    streams: { codec_name: string }[];
    format: { tags: Record<string, string>; format_name: string };
  };
  expect(found.streams.map(({ codec_name }) => codec_name)).toEqual(['aac']);
  expect(Object.keys(found.format.tags).sort()).toEqual([
    'compatible_brands',
    'major_brand',
    'minor_version',
  ]);
  const sound = await samplesIn(rig.pathOf(job));
  expect(Math.abs(sound.length - 3 * SECOND)).toBeLessThan(2_048);
  for (const at of [0.1, 1.4, 2.8]) {
    expect(Math.abs(behind(sound, at * SECOND)), `${at}`).toBeLessThan(SECOND * 0.02);
  }
  expect(rig.log).toMatchObject([{ fileName: 'Listen.m4a', frames: 0, startUs: 1e6, endUs: 4e6 }]);
  expect(rig.notes).toEqual([rig.narration.id]);
});

test('a transcript has each caption behind its time, and the captions beside it', async () => {
  const to = folder();
  const rig = await narrationRig(to, { footage: FOOTAGE, told: TOLD, narration: { cues: CUES } });
  const job = await rig.exported({ file: 'words', name: 'Words' });
  expect(job).toMatchObject({ state: 'done', result: 'Words.txt' });
  expect(readdirSync(to).sort()).toEqual(['Words.txt', 'Words.vtt']);
  expect(readFileSync(join(to, 'Words.txt'), 'utf8')).toBe(
    'Wait time\r\n\r\n0:00  Look at the back row.\r\n0:02  They wait & listen.\r\n',
  );
  const vtt = readFileSync(join(to, 'Words.vtt'), 'utf8');
  expect(vtt).toMatch(/^WEBVTT\n/);
  expect(vtt).toMatch(/00:00:02\.000 --> 00:00:03\.000\nThey wait &amp; listen\./);
  expect(rig.log).toMatchObject([{ fileName: 'Words.txt', frames: 0 }]);
});

test('a name that is there is numbered, and a private one leaves only knowingly', async () => {
  const to = folder();
  const narration = { cues: CUES, private: true };
  const rig = await narrationRig(to, { footage: FOOTAGE, told: TOLD, narration });
  const words = { file: 'words' as const, name: 'Words' };
  await expect(rig.exported({ ...words, knowingly: false })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  rig.expectNothing();
  await rig.exported(words);
  expect(await rig.exported(words)).toMatchObject({ result: 'Words (2).txt' });
});

test('where someone is not to be shown a film leaves only once each of its pictures was looked at', async () => {
  const to = folder();
  const rig = await narrationRig(to, { footage: FOOTAGE, told: TOLD, narration: { cues: CUES } });
  const { signal } = new AbortController();
  const { id } = rig.narration;
  rig.lesson.notShown = 'Sam, back row';
  await expect(rig.exported()).rejects.toMatchObject({ code: 'look-first' });
  // Words and sound show nobody.
  expect(await rig.exported({ file: 'words', name: 'Words' })).toMatchObject({ state: 'done' });
  rig.log.splice(0);

  const unmade = await rig.narrated.unmade(id, signal);
  expect(unmade).toMatchObject({ notShown: 'Sam, back row', covered: false });
  const [file] = unmade.files;
  // What is shown twice is looked at once.
  expect(file?.items.map((item) => 'path' in item && [item.startUs, item.endUs])).toEqual([
    [1e6, 2e6 + 1],
    [5e6, 6e6],
  ]);
  expect(file?.clips.map(({ name }) => name)).toEqual(['From 0:01', 'From 0:05']);
  const { looked } = unmade;
  const job = await rig.exported({ looked });
  expect(job).toMatchObject({ state: 'done' });
  expect((await numbersIn(rig.pathOf(job))).length).toBe(75);

  // What is hidden since then is to be looked through again.
  const what = { type: 'picture', look: 'solid' } as const;
  const mask: Mask = {
    ...{ id: newId(), authorId: newId(), createdAt: rig.narration.createdAt },
    ...{ changedAt: rig.narration.createdAt, lessonId: rig.narration.lessonId, angleId: null },
    ...{ what, startUs: 5.2e6, endUs: 5.4e6, adrift: null },
  };
  rig.lesson.masks = [mask];
  await expect(rig.exported({ looked })).rejects.toMatchObject({ code: 'look-first' });
  const again = await rig.narrated.unmade(id, signal);
  expect(again).toMatchObject({ covered: true });
  expect(again.looked).not.toEqual(looked);
  expect(await rig.exported({ looked: again.looked })).toMatchObject({ state: 'done' });

  // One whose masks are elsewhere has nothing to be looked through for.
  rig.lesson.notShown = '';
  rig.lesson.masks = [{ ...mask, startUs: 7e6, endUs: 7.5e6 }];
  expect(await rig.exported()).toMatchObject({ state: 'done' });
});
