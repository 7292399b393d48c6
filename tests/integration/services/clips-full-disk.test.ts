/** An export onto a disk that fills while it is written, wherever that is: whole, or nothing and said so. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { AppError } from '../../../src/shared/errors';
import { numbersIn } from '../../fixtures/look';
import { makeFootage } from '../../fixtures/make-footage';
import { clipsRig, type Order } from './clips-rig';
import { emptied, fill, inNamespace, smallDisk, smallDisks } from './small-disk';

let footage: string;
beforeAll(async () => {
  footage = await makeFootage({ seconds: 6, gop: 50, bFrames: 2, sound: { codec: 'aac' } });
});

const WAYS: [string, Order][] = [
  ['a clip that is copied', {}],
  ['a clip that is encoded', { form: 'sharing' }],
  ['a reel with words', { reel: true, caption: 'They wait', toS: 2.3 }],
];
/** Of the room that it needs. */
const SHARES = [0, 0.02, 0.3, 0.6, 0.9, 0.99];
const disks = smallDisks();

if (disks === 'none') {
  it('needs a small disk', () => {
    expect.fail('No small disk can be had here, so nothing shows what a full one does.');
  });
} else if (disks === 'namespace') {
  it('shows what follows in a namespace of its own', () => {
    const { passed, failed, said } = inNamespace(import.meta.filename);
    expect({ passed, failed }, said).toEqual({ passed: WAYS.length + 1, failed: 0 });
  });
} else
  describe('a disk that fills in the middle', () => {
    test.each(WAYS)('%s', async (_, order) => {
      const disk = smallDisk(12_000_000);
      const out = join(disk, 'out');
      const rig = await clipsRig(footage, out);
      const whole = await rig.exported(order);
      expect(whole).toMatchObject({ state: 'done' });
      const needBytes = rig.log.splice(0)[0]?.bytes ?? 0;
      const wanted = await numbersIn(rig.pathOf(whole));
      rmSync(rig.pathOf(whole));
      let refused = 0;
      for (const share of SHARES) {
        const leave = Math.floor(needBytes * share);
        const job = await rig.exported(order, { begun: () => fill(disk, leave) });
        emptied(disk);
        if (job.state === 'done') {
          // Encoded it may need less than copied.
          expect(await numbersIn(rig.pathOf(job)), `${share}`).toEqual(wanted);
          rmSync(rig.pathOf(job));
          rig.log.splice(0);
          continue;
        }
        expect(job, `${share}`).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
        await rig.expectNothing();
        refused++;
      }
      expect(refused).toBeGreaterThanOrEqual(3);
      await rig.expectNext();
    });

    test('one that is full before is refused with how much is needed and how much is left', async () => {
      const disk = smallDisk(3_000_000);
      const rig = await clipsRig(footage, join(disk, 'out'));
      fill(disk, 100_000);
      const refused = await rig.exported().catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'disk-full' });
      const { needBytes = 0, leftBytes = 0 } = refused instanceof AppError ? refused.details : {};
      expect(needBytes).toBeGreaterThan(500_000);
      expect(leftBytes).toBeGreaterThan(50_000);
      expect(leftBytes).toBeLessThanOrEqual(100_000);
      await rig.expectNothing();
      emptied(disk);
      await rig.expectNext();
    });
  });
