/** Which stretches of a clip are copied, of ranges whose ends lie on keyframes or beside them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { planClip } from '../../../src/main/media/clip-plan';
import { scanPackets } from '../../../src/main/media/packets';
import { CODINGS } from '../../../src/main/media/smart/coding';
import { rowOf, Sources } from '../../../src/main/media/smart/row';
import type { Tools } from '../../../src/main/media/tools';
import { frameBeginning } from '../../../src/main/media/smart/smart-plan';
import { known } from '../../fixtures/known';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
beforeAll(async () => {
  tools = await testTools();
});

const LONG = { seconds: 24, gop: 60 } as const;
const SOURCES: [string, Footage][] = [
  ['without B-frames', LONG],
  ['with B-frames', { ...LONG, bFrames: 3 }],
  ['at 29.97, with B-frames', { ...LONG, fps: '30000/1001', bFrames: 3 }],
  ['with uneven frames and B-frames', { ...LONG, variable: true, bFrames: 2 }],
  ['of a clock that begins at 10 s', { ...LONG, ending: 'mkv', startsAt: 10, bFrames: 3 }],
];

describe.each(SOURCES)('%s', (_, footage) => {
  async function opened() {
    const { path, probe: found, frames } = await known(await makeFootage(footage));
    const { packets } = await scanPackets(tools, path, found.picture?.stream ?? 0);
    const keys = packets.flatMap(({ key, ptsUs }) =>
      key && ptsUs !== null ? [ptsUs - found.firstFrameUs] : [],
    );
    const rows = async (startUs: number, endUs: number) => {
      const sources = new Sources(CODINGS.h264);
      try {
        const clip = planClip([{ path, probe: found, frames, startUs, endUs }]);
        return (await rowOf(clip, sources)).map(({ how, at, to }) => [how, at, to]);
      } finally {
        await sources.close();
      }
    };
    return { frames, keys, rows };
  }

  test('what begins and ends on keyframes is one copied stretch', async () => {
    const { frames, keys, rows } = await opened();
    expect(keys.length).toBeGreaterThan(8);
    const ends = [...keys.slice(1), frames.at(-1) ?? 0];
    for (const [at, fromUs] of keys.entries()) {
      for (const toUs of [ends[at] ?? 0, ends[Math.min(at + 3, ends.length - 1)] ?? 0]) {
        const last = toUs === frames.at(-1) ? frames.length - 1 : frameBeginning(frames, toUs);
        const whole = [['copied', 0, last - frameBeginning(frames, fromUs)]];
        // As seconds and back, times are a hair beside the list's.
        for (const hair of [0, -1e-7, 1e-7]) {
          expect(await rows(fromUs + hair, toUs + hair), `${fromUs} to ${toUs}`).toEqual(whole);
        }
      }
    }
  });

  test('a frame before the first keyframe is all that is encoded of what begins with it', async () => {
    const { frames, keys, rows } = await opened();
    const [key = 0, end = 0] = [keys[2], keys[4]];
    const before = frames[frameBeginning(frames, key) - 1] ?? 0;
    const count = frameBeginning(frames, end) - frameBeginning(frames, key);
    expect(await rows(before, end)).toEqual([
      ['encoded', 0, 1],
      ['copied', 1, 1 + count],
    ]);
  });
});
