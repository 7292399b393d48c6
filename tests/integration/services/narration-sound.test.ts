import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import { type Narration, VOICE_RATE } from '../../../src/shared/domain/narration';
import { withGain } from '../../../src/shared/domain/narration-edit';
import { decodePeaks } from '../../../src/shared/domain/peaks-file';
import { me, NOW } from '../../unit/shared/rows';
import { seedLesson } from '../db/temp-library';
import { type Rig, rig } from './rig';

const SECOND = VOICE_RATE;
/** What EBU R128 is calibrated with: a tone of 997 Hz in both loudspeakers is as loud as its level. */
const HERTZ = 997;

/** A tone, `db` below full scale. */
function tone(seconds: number, db: number): Uint8Array<ArrayBuffer> {
  const height = 32_767 * 10 ** (db / 20);
  const samples = Int16Array.from({ length: seconds * SECOND }, (_, n) =>
    Math.round(height * Math.sin((2 * Math.PI * HERTZ * n) / SECOND)),
  );
  return new Uint8Array(samples.buffer);
}

async function change(r: Rig, before: Narration | null, after: Narration): Promise<void> {
  const op = { table: 'narration' as const, id: after.id, before, after };
  const { lessons } = r.services.handlers;
  await lessons.change({ lessonId: after.lessonId, label: 'Narrate', ops: [op] });
}

/** A narration of these recordings, one after the other; a number is so many samples of none. */
async function narrated(r: Rig, voices: readonly (Uint8Array<ArrayBuffer> | number)[]) {
  const { narrations } = r.services.handlers;
  const { lesson } = seedLesson(r.library.store, {}, []);
  const narration: Narration = {
    ...{ id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW, lessonId: lesson.id },
    ...{ title: 'Wait time', private: true, row: [], mends: [], cues: [] },
    ...{ captionsShown: true, draft: false },
  };
  await change(r, null, narration);
  const takeIds: string[] = [];
  const row: Narration['row'] = [];
  for (const voice of voices) {
    const voiced = typeof voice !== 'number';
    const begun = { narrationId: narration.id, voiced, place: null };
    const { takeId } = await narrations.begin(begun);
    const bytes = voiced ? voice : new Uint8Array();
    for (let at = 0; at < bytes.length; at += SECOND * 8) {
      await narrations.append({ takeId, voice: bytes.slice(at, at + SECOND * 8), events: [] });
    }
    if (!voiced) await narrations.append({ takeId, voice, events: [] });
    const take = await narrations.finish({ takeId });
    takeIds.push(takeId);
    row.push({ type: 'told', takeId, from: 0, to: take.samples });
  }
  const after = { ...narration, row };
  await change(r, narration, after);
  return { narration: after, takeIds, lessonId: lesson.id };
}

describe('the shape of a voice', () => {
  it('says how high it is every hundredth of a second, is kept, and goes with it', async () => {
    const r = await rig();
    const loud = tone(1, -6);
    const voice = new Uint8Array(loud.length * 3);
    voice.set(loud, loud.length);
    const { takeIds, lessonId } = await narrated(r, [voice]);
    const [takeId = ''] = takeIds;
    const { narrations } = r.services.handlers;
    const levels = await narrations.levels({ takeId });
    const peaks = levels && decodePeaks(levels.slice().buffer);
    const finest = peaks?.levels[0];
    expect(finest?.min.length).toBe(300);
    const highs = [50, 150, 250].map((at) => finest?.max[at] ?? -1);
    expect(highs[0]).toBe(0);
    expect(highs[1]).toBeGreaterThan(16_000);
    expect(highs[1]).toBeLessThan(16_500);
    expect(highs[2]).toBe(0);
    const kept = join(r.folder, 'narrations', lessonId, `${takeId}.peaks`);
    expect(existsSync(kept)).toBe(true);
    expect(await narrations.levels({ takeId })).toEqual(levels);
    // It stays as long as its take does, and nothing half written does.
    await r.services.sweep();
    expect(readdirSync(join(r.folder, 'narrations', lessonId)).sort()).toEqual([
      `${takeId}.pcm`,
      `${takeId}.peaks`,
    ]);
  });

  it('is nothing where nobody spoke, and an error for no take', async () => {
    const r = await rig();
    const { takeIds } = await narrated(r, [SECOND * 2]);
    const { narrations } = r.services.handlers;
    expect(await narrations.levels({ takeId: takeIds[0] ?? '' })).toBeNull();
    await expect(async () => narrations.levels({ takeId: newId() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('loudness', () => {
  it('is evened out by what EBU R128 says of each voice as it is used', async () => {
    const r = await rig();
    const { narrations } = r.services.handlers;
    const half = new Uint8Array([...tone(4, -40), ...tone(4, -20)]);
    const { narration, takeIds } = await narrated(r, [
      tone(4, -26),
      half,
      new Uint8Array(SECOND * 4),
      SECOND,
    ]);
    const [first = '', second = ''] = takeIds;
    // Only the louder half of the second is in the narration.
    const row = narration.row.map((stretch) =>
      stretch.takeId === second ? { ...stretch, from: SECOND * 4 } : stretch,
    );
    const after = { ...narration, row, mends: withGain([], first, 12) };
    await change(r, narration, after);
    const { gains } = await narrations.loudness({ narrationId: narration.id });
    expect(gains.map(({ takeId }) => takeId)).toEqual([first, second]);
    // EBU Tech 3341, test cases 1 and 2.
    expect(gains[0]?.gainDb).toBeCloseTo(10, 0);
    expect(gains[1]?.gainDb).toBeCloseTo(4, 0);
  });

  it('is an error for no narration', async () => {
    const r = await rig();
    const asked = async () => r.services.handlers.narrations.loudness({ narrationId: newId() });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
  });
});
