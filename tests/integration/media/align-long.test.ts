/** Lining up what people really have: an hour from two recorders, and one recording as two cameras. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { alignSounds, type SoundFile } from '../../../src/main/media/align/align';
import { type Placed, SURE } from '../../../src/main/media/align/solve';
import { probe } from '../../../src/main/media/probe';
import { testTools } from '../../fixtures/make-footage';
import { realFiles } from '../../fixtures/real-files';
import { recorded, talk } from '../../unit/main/media/align/classroom';
import { tempFolder } from '../db/temp-library';

const run = promisify(execFile);

const FRAME_S = 1 / 25;

async function known(path: string): Promise<SoundFile> {
  return { path, probe: await probe(await testTools(), path) };
}

async function placed(first: SoundFile, others: readonly SoundFile[]): Promise<(Placed | null)[]> {
  const signal = new AbortController().signal;
  const lesson = [{ ...first, offsetUs: 0, rate: 1 }];
  return alignSounds(await testTools(), lesson, others, { signal });
}

/** How far off a place is, in seconds, at a time of the sound's own. */
function offAt(place: Placed | null | undefined, own: number, offset: number, rate: number) {
  return Math.abs((place?.offsetUs ?? 0) / 1e6 + own * (place?.rate ?? 0) - (offset + own * rate));
}

describe('an hour', () => {
  const HOUR_S = 3_600;

  async function recording(folder: string, sound: Int16Array, name: string) {
    const raw = join(folder, `${name}.raw`);
    await writeFile(raw, new Uint8Array(sound.buffer));
    const path = join(folder, `${name}.wav`);
    const { ffmpeg } = await testTools();
    const read = ['-v', 'error', '-f', 's16le', '-ar', '8000', '-ac', '1', '-i', raw];
    await run(ffmpeg, [...read, '-c', 'copy', path]);
    return known(path);
  }

  it('is within a frame from end to end with a slow clock; a stranger is refused', async () => {
    const folder = tempFolder();
    const room = talk(HOUR_S + 50, 11);
    const pcm = Int16Array.from(room, (level) => Math.round(level * 16_000));
    const first = await recording(folder, pcm.subarray(0, HOUR_S * 8_000).slice(), 'first');
    const [from, rate] = [47.321, 1.00008];
    const second = { from, seconds: HOUR_S, rate, dull: 0.7, gain: 0.2, noise: 0.02, seed: 3 };
    const away = recorded(talk(320, 12), { from: 10, seconds: 300 });
    const [place, none] = await placed(first, [
      await recording(folder, recorded(room, second), 'second'),
      await recording(folder, away, 'away'),
    ]);
    expect(place?.confidence ?? 0).toBeGreaterThan(SURE);
    for (const own of [0, HOUR_S / 2, HOUR_S]) {
      expect(offAt(place, own, from, rate)).toBeLessThan(FRAME_S);
    }
    expect(none?.confidence ?? 0).toBeLessThan(SURE);
  }, 300_000);
});

/** Real recordings with enough to hear in them: speech, and a street. */
const heard = realFiles().filter((file) => /nasa-6streams|gopro-hero5|lecture-slides/.test(file));

describe.runIf(heard.length > 0)('one real recording as two cameras', () => {
  /** Switched on later, elsewhere in the room, with another microphone. */
  async function secondCamera(file: SoundFile, path: string, laterS: number) {
    const { ffmpeg } = await testTools();
    const { sound } = file.probe;
    if (!sound) throw new Error('no sound');
    const from = file.probe.firstFrameUs / 1e6 + laterS;
    const filters = [
      `atrim=start=${from},asetpts=PTS-STARTPTS`,
      'aecho=0.8:0.7:13|29:0.4|0.2,lowpass=f=2800,volume=0.3',
    ].join(',');
    const read = ['-v', 'error', '-y', '-copyts', '-i', file.path, '-map', `0:${sound.stream}`];
    await run(ffmpeg, [...read, '-af', filters, '-ac', '1', path]);
    return known(path);
  }

  it.each(heard)('%s', async (path) => {
    const folder = tempFolder();
    const first = await known(path);
    const second = await secondCamera(first, join(folder, 'b.wav'), 2.64);
    const [place] = await placed(first, [second]);
    const own = second.probe.durationUs / 1e6;
    for (const at of [0, own]) expect(offAt(place, at, 2.64, 1)).toBeLessThan(FRAME_S);
    expect(place?.confidence ?? 0).toBeGreaterThan(SURE);
  });

  it('is not taken for another', async () => {
    const [first, ...others] = await Promise.all(heard.map(known));
    if (!first) throw new Error('none');
    for (const place of await placed(first, others)) {
      expect(place?.confidence ?? 0).toBeLessThan(SURE);
    }
  });
});
