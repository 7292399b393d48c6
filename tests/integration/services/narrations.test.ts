import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import {
  type Narration,
  type NarrationEvent,
  samplesIn,
  VOICE_RATE,
} from '../../../src/shared/domain/narration';
import { me, NOW } from '../../unit/shared/rows';
import { seedLesson } from '../db/temp-library';
import { type Rig, rig } from './rig';

const SECOND = VOICE_RATE;

/** So many seconds of a voice whose samples say where they are. */
function voice(seconds: number, from = 0): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from(
    { length: seconds * SECOND },
    (_, n) => ((from + n) % 20_000) + 1,
  );
  return new Uint8Array(samples.buffer);
}

const shown = (at: number, lessonUs: number): NarrationEvent => ({
  ...{ at, type: 'shown', lessonUs },
  ...{ held: false, rate: 1 },
});

function narrationOf(lessonId: string): Narration {
  return {
    ...{ id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW, lessonId },
    ...{ title: 'Wait time', private: true, row: [], mends: [], cues: [] },
    ...{ captionsShown: true, draft: false },
  };
}

async function prepared() {
  const r = await rig();
  const { lesson } = seedLesson(r.library.store, {}, []);
  const narration = narrationOf(lesson.id);
  await change(r, null, narration);
  return { r, lessonId: lesson.id, narration };
}

async function change(r: Rig, before: Narration | null, after: Narration): Promise<void> {
  const op = { table: 'narration' as const, id: after.id, before, after };
  const { lessons } = r.services.handlers;
  await lessons.change({ lessonId: after.lessonId, label: 'Narrate', ops: [op] });
}

/** Records a take and makes it all of the narration. */
async function recorded(r: Rig, narration: Narration, seconds: number) {
  const { narrations } = r.services.handlers;
  const { takeId } = await narrations.begin({
    narrationId: narration.id,
    voiced: true,
    place: null,
  });
  const sent: unknown[] = [];
  for (let n = 0; n < seconds; n++) {
    const events = [shown(n * SECOND, n * 1_000_000)];
    sent.push(narrations.append({ takeId, voice: voice(1, n * SECOND), events }));
  }
  await Promise.all(sent);
  const take = await narrations.finish({ takeId });
  const row = [{ type: 'told' as const, takeId, from: 0, to: take.samples }];
  const after = { ...narration, row };
  await change(r, narration, after);
  return { take, after };
}

async function samplesOf(r: Rig, narrationId: string, from: number, to: number) {
  const track = r.services.narrations.trackOf(narrationId);
  if (!track) throw new Error('no track');
  const bytes = await track.read(44 + from * 2, 44 + to * 2);
  await track.close();
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

describe('what is recorded for a narration', () => {
  it('is kept to the sample, with its events', async () => {
    const { r, narration } = await prepared();
    const { take } = await recorded(r, narration, 3);
    expect(take).toMatchObject({ samples: 3 * SECOND, voiced: true, narrationId: narration.id });
    expect(take.events).toEqual([0, 1, 2].map((n) => shown(n * SECOND, n * 1_000_000)));
    const open = await r.services.handlers.narrations.open({ narrationId: narration.id });
    expect(open).toEqual({ takes: [take] });
    const some = await samplesOf(r, narration.id, SECOND - 2, SECOND + 2);
    expect([...some]).toEqual([-2, -1, 0, 1].map((n) => ((SECOND + n) % 20_000) + 1));
  });

  it('is one WAV file as it is mended: cut, held, louder, without a click at a join', async () => {
    const { r, narration } = await prepared();
    const { take, after } = await recorded(r, narration, 3);
    const mended = {
      ...after,
      row: [
        { type: 'told' as const, takeId: take.id, from: 0, to: SECOND },
        { type: 'hold' as const, takeId: take.id, from: SECOND, samples: SECOND },
        { type: 'told' as const, takeId: take.id, from: 2 * SECOND, to: 3 * SECOND },
      ],
      mends: [{ takeId: take.id, gainDb: -6.0206, moved: [] }],
    };
    await change(r, after, mended);
    const track = r.services.narrations.trackOf(narration.id);
    const whole = await track?.read(0, track.bytes);
    await track?.close();
    expect(whole?.length).toBe(44 + samplesIn(mended) * 2);
    expect(whole?.subarray(0, 4).toString()).toBe('RIFF');
    expect(whole?.readUInt32LE(40)).toBe(samplesIn(mended) * 2);
    const at = (sample: number) => whole?.readInt16LE(44 + sample * 2) ?? Number.NaN;
    expect(Math.abs(at(SECOND / 2) - 2_000)).toBeLessThan(2);
    expect(Math.abs(at(SECOND - 1))).toBeLessThan(60);
    expect(at(1.5 * SECOND)).toBe(0);
    expect(Math.abs(at(2 * SECOND))).toBeLessThan(60);
    // However it is read, it is the same.
    const pieces: Buffer[] = [];
    const again = r.services.narrations.trackOf(narration.id);
    if (!again) throw new Error('no track');
    for (let byte = 0; byte < again.bytes; byte += 77_777) {
      pieces.push(await again.read(byte, Math.min(again.bytes, byte + 77_777)));
    }
    await again.close();
    expect(Buffer.concat(pieces).equals(whole ?? Buffer.alloc(0))).toBe(true);
  });

  it('needs no voice', async () => {
    const { r, narration } = await prepared();
    const { narrations } = r.services.handlers;
    const begun = { narrationId: narration.id, voiced: false, place: null };
    const { takeId } = await narrations.begin(begun);
    await narrations.append({ takeId, voice: 2 * SECOND, events: [shown(5, 7)] });
    const take = await narrations.finish({ takeId });
    expect(take).toMatchObject({ samples: 2 * SECOND, voiced: false, events: [shown(5, 7)] });
    await change(r, narration, {
      ...narration,
      row: [{ type: 'told', takeId, from: 0, to: take.samples }],
    });
    expect(Math.max(...(await samplesOf(r, narration.id, 0, SECOND)))).toBe(0);
  });

  it('becomes a draft at the next start where it was cut off', async () => {
    const { r, lessonId, narration } = await prepared();
    const { after } = await recorded(r, narration, 1);
    const { narrations } = r.services.handlers;
    const begun = { narrationId: narration.id, voiced: true, place: { from: 0, to: SECOND / 2 } };
    const { takeId } = await narrations.begin(begun);
    await narrations.append({ takeId, voice: voice(2), events: [shown(0, 9_000_000)] });
    // Killed in the middle of a sample, with an event of what was not written any more.
    await r.services.narrations.stop();
    appendFileSync(join(r.folder, 'narrations', lessonId, `${takeId}.pcm`), Buffer.alloc(3));
    r.library.store.takes.addEvents(takeId, [shown(9 * SECOND, 1)]);
    expect(await r.services.narrations.sweep()).toBe(1);
    const found = r.services.narrations.told(narration.id);
    const samples = 2 * SECOND + 1;
    expect(found?.narration).toMatchObject({
      draft: true,
      row: [
        { type: 'told', takeId, from: 0, to: samples },
        { ...after.row[0], from: SECOND / 2 },
      ],
    });
    expect(found?.takes.find(({ id }) => id === takeId)?.events).toEqual([shown(0, 9_000_000)]);
    expect(await r.services.narrations.sweep()).toBe(0);
  });

  it('goes at the next start where no narration is made of it, and with its lesson', async () => {
    const { r, lessonId, narration } = await prepared();
    const folder = join(r.folder, 'narrations', lessonId);
    const { take, after } = await recorded(r, narration, 1);
    await change(r, after, { ...after, row: [] });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'stray.pcm'), 'x');
    // Until then undo may bring it back.
    expect(readFileSync(join(folder, `${take.id}.pcm`)).length).toBe(2 * SECOND);
    await r.services.narrations.sweep();
    expect(existsSync(folder)).toBe(false);
    expect(r.library.store.takes.get(take.id)).toBeUndefined();

    await recorded(r, { ...after, row: [] }, 1);
    expect(readdirSync(folder)).toHaveLength(1);
    const preview = await r.services.handlers.lessons.removal({ lessonId });
    expect(preview).toMatchObject({ narrations: 1, narrationBytes: 2 * SECOND });
    const what = { lessonId, title: preview.title, originalsToo: false, receipt: false };
    await r.services.handlers.lessons.remove(what);
    expect(existsSync(folder)).toBe(false);
    expect(r.library.store.takes.ofLesson(lessonId)).toEqual([]);
    expect(r.services.narrations.trackOf(narration.id)).toBeNull();
  });

  it('is refused where it is not under way, and for a narration that is not there', async () => {
    const { r } = await prepared();
    const { narrations } = r.services.handlers;
    const nobody = { narrationId: newId(), voiced: true, place: null };
    await expect(async () => narrations.begin(nobody)).rejects.toMatchObject({ code: 'not-found' });
    const gone = { takeId: newId(), voice: voice(1), events: [] };
    await expect(async () => narrations.append(gone)).rejects.toMatchObject({ code: 'not-found' });
    await expect(async () => narrations.open({ narrationId: newId() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
