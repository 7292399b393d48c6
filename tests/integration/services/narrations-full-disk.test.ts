/** A narration on a disk that is full: what is recorded waits and is whole, and a film is whole or not there. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import type { Narration, NarrationEvent } from '../../../src/shared/domain/narration';
import { SECOND, shown, toldOf } from '../../fixtures/filming';
import { numbersIn } from '../../fixtures/look';
import { me, NOW } from '../../unit/shared/rows';
import { seedLesson } from '../db/temp-library';
import { narrationRig } from './narration-export-rig';
import { rig } from './rig';
import { emptied, fill, inNamespace, smallDisk, smallDisks } from './small-disk';

const disks = smallDisks();
/** Of the room that a film needs. */
const SHARES = [0, 0.3, 0.9];

if (disks === 'none') {
  it('needs a small disk', () => {
    expect.fail('No small disk can be had here, so nothing shows what a full one does.');
  });
} else if (disks === 'namespace') {
  it('shows what follows in a namespace of its own', () => {
    const { passed, failed, said } = inNamespace(import.meta.filename);
    expect({ passed, failed }, said).toEqual({ passed: 3, failed: 0 });
  });
} else
  describe('a disk that is full', () => {
    const voice = (from: number, count: number): Uint8Array<ArrayBuffer> =>
      new Uint8Array(
        Int16Array.from({ length: count }, (_, n) => ((from + n) % 20_000) + 1).buffer,
      );

    test('takes again what it could not take of a recording, to the sample', async () => {
      const disk = smallDisk(40_000_000);
      const r = await rig({ folder: join(disk, 'library') });
      const { narrations, lessons } = r.services.handlers;
      const { lesson } = seedLesson(r.library.store, {}, []);
      const narration: Narration = {
        ...{ id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW, lessonId: lesson.id },
        ...{ title: 'Wait time', private: true, row: [], mends: [], cues: [] },
        ...{ captionsShown: true, draft: false },
      };
      const op = { table: 'narration' as const, id: narration.id, before: null, after: narration };
      await lessons.change({ lessonId: lesson.id, label: 'Narrate', ops: [op] });
      const begun = { narrationId: narration.id, voiced: true, place: null };
      const { takeId } = await narrations.begin(begun);
      const block = SECOND;
      const event = (at: number): NarrationEvent => shown(at / SECOND, at / SECOND);
      await narrations.append({ takeId, voice: voice(0, block), events: [event(0)] });
      // Half a second of room: the next second is cut off in its middle.
      fill(disk, 48_000);
      const next = { takeId, voice: voice(block, block), events: [event(block)] };
      await expect(narrations.append(next)).rejects.toMatchObject({ code: 'disk-full' });
      await expect(narrations.append(next)).rejects.toMatchObject({ code: 'disk-full' });
      emptied(disk);
      await narrations.append(next);
      const take = await narrations.finish({ takeId });
      expect(take.samples).toBe(2 * block);
      expect(take.events).toEqual([event(0), event(block)]);
      const row = [{ type: 'told' as const, takeId, from: 0, to: take.samples }];
      const changed = { ...op, before: narration, after: { ...narration, row } };
      await lessons.change({ lessonId: lesson.id, label: 'Narrate', ops: [changed] });
      const track = r.services.narrations.trackOf(narration.id);
      const bytes = await track?.read(44 + (block - 3) * 2, 44 + (block + 3) * 2);
      await track?.close();
      const around = new Int16Array(Uint8Array.from(bytes ?? []).buffer);
      expect([...around]).toEqual([-3, -2, -1, 0, 1, 2].map((n) => ((block + n) % 20_000) + 1));
    });

    const told = toldOf([shown(0, 0.5), shown(3, 1)], 5);
    const footage = { seconds: 6, sound: { codec: 'aac' } } as const;

    test('in the middle of a film leaves nothing of it, and says so', async () => {
      const disk = smallDisk(12_000_000);
      const handed = await narrationRig(join(disk, 'out'), { footage, told });
      const whole = await handed.exported();
      expect(whole).toMatchObject({ state: 'done' });
      const needBytes = handed.log.splice(0)[0]?.bytes ?? 0;
      const wanted = await numbersIn(handed.pathOf(whole));
      rmSync(handed.pathOf(whole));
      for (const share of SHARES) {
        const job = await handed.exported({}, () => fill(disk, Math.floor(needBytes * share)));
        emptied(disk);
        expect(job, `${share}`).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
        handed.expectNothing();
      }
      const next = await handed.exported();
      expect(await numbersIn(handed.pathOf(next))).toEqual(wanted);
    });

    test('before a film is begun is said with how much is needed', async () => {
      const disk = smallDisk(3_000_000);
      const handed = await narrationRig(join(disk, 'out'), { footage, told });
      fill(disk, 50_000);
      const refused = await handed.exported().catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'disk-full' });
      handed.expectNothing();
    });
  });
