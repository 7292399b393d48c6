/** A disk that fills up while a pack is made: at the handout, at the zip, at the page. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mkdirSync, statfsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFootage } from '../../fixtures/make-footage';
import { CLIPS, packRig } from './pack-rig';
import { emptied, fill, inNamespace, smallDisk, smallDisks } from './small-disk';

const disks = smallDisks();
const ON_DISKS = 2;
const clips = CLIPS.slice(0, 1);

if (disks === 'none') {
  it('needs a small disk', () => {
    expect.fail('This user may have no small disk: nothing shows here what a full one does.');
  });
} else if (disks === 'namespace') {
  it('shows what follows in a namespace of its own', () => {
    const { passed, failed, said } = inNamespace(import.meta.filename);
    expect({ passed, failed }, said).toEqual({ passed: ON_DISKS + 1, failed: 0 });
  });
} else {
  let footage: string;
  beforeAll(async () => {
    footage = await makeFootage({ seconds: 8, sound: { codec: 'aac' }, tags: true });
  });

  describe('a disk that fills up', () => {
    for (const [when, handout] of [
      ['at the handout', true],
      ['at the zip', false],
    ] as const) {
      it(`${when} leaves nothing, and the pack is made once there is room`, async () => {
        const disk = smallDisk(4_000_000);
        const into = join(disk, 'out');
        mkdirSync(into);
        let asked = 0;
        const rig = await packRig(
          footage,
          {
            print: () => {
              // More than there is left.
              if (asked++ === 0) fill(disk, 50_000);
              return Promise.resolve(Buffer.alloc(400_000));
            },
            nowMs: () => {
              // The clock is asked again when the zip begins.
              if (!handout && readdirSync(into).some((name) => holdsPage(join(into, name)))) {
                if (asked++ === 0) fill(disk, 20_000);
              }
              return Date.now();
            },
          },
          { into },
        );
        const order = { clips, handout, zip: !handout };
        expect(await rig.make(order)).toMatchObject({
          state: 'failed',
          error: { code: 'disk-full' },
        });
        expect(readdirSync(into)).toEqual([]);
        expect(rig.lines).toEqual([]);
        emptied(disk);
        expect(statfsSync(disk).bavail).toBeGreaterThan(0);
        expect(await rig.make(order)).toMatchObject({ state: 'done' });
        expect(readdirSync(into)).toContain('Wait time');
      });
    }
  });
}

function holdsPage(folder: string): boolean {
  try {
    return readdirSync(folder).includes('index.html');
  } catch {
    return false;
  }
}
