/** The sound of a clip that is read as packets is what ffmpeg reads of the file itself, to the sample. */
import { CODINGS } from '../../../src/main/media/smart/coding';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { planClip } from '../../../src/main/media/clip-plan';
import { openCoded } from '../../../src/main/media/coded/coded-file';
import { soundPackets } from '../../../src/main/media/coded/coded-sound';
import { Sources } from '../../../src/main/media/smart/row';
import { soundOf } from '../../../src/main/media/smart/sound';
import { bytesOf, type Run } from '../../../src/main/media/smart/stretches';
import type { Tools } from '../../../src/main/media/tools';
import { known } from '../../fixtures/known';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
beforeAll(async () => {
  tools = await testTools();
});

const run = (): Run => ({ tools, signal: new AbortController().signal, low: false });

/** Knows of no file that can be read by its packets: ffmpeg reads it all. */
class NoSources extends Sources {
  override of(): Promise<null> {
    return Promise.resolve(null);
  }
}

const opened = async (footage: Footage) => known(await makeFootage(footage));

async function samplesOf(sound: ReturnType<typeof soundOf>): Promise<Float32Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of sound.bytes as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  await sound.made;
  const stream = Readable.from([Buffer.concat(chunks)]);
  const inputs = [{ path: '', stream, options: ['-f', 'aac'] }];
  const args = ['-c:a', 'pcm_f32le', '-f', 'f32le'];
  const bytes = await bytesOf({ inputs, args, output: 'pipe' }, run());
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const AAC = { codec: 'aac' } as const;
const LONG = { seconds: 10, gop: 50, sound: AAC } as const;
/** What is read as packets, or not, and from when to when. */
const FOOTAGE: [string, Footage, number, number, boolean][] = [
  ['the middle', LONG, 3_300_000, 8_700_000, true],
  ['the beginning', { ...LONG, bFrames: 2 }, 0, 2_500_000, true],
  ['the end', { ...LONG, bFrames: 2 }, 6_300_000, 10_000_000, true],
  ['mono', { ...LONG, sound: { ...AAC, channels: 1 } }, 1_300_000, 4_700_000, true],
  [
    'sound that begins later',
    { ...LONG, sound: { ...AAC, delay: 2.3 } },
    1_300_000,
    8_700_000,
    false,
  ],
  ['an edit list', { ...LONG, editStart: 1.32, bFrames: 2 }, 2_300_000, 7_700_000, false],
  ['fragments', { ...LONG, fragmented: true }, 3_300_000, 8_700_000, false],
];

test.each(FOOTAGE)('%s', async (_, footage, startUs, endUs, handed) => {
  const piece = { ...(await opened(footage)), startUs, endUs };
  const plan = planClip([piece]);
  const [only] = plan.segments;
  const file = await openCoded(piece.path, piece.probe);
  if (!file || !only) throw new Error('cannot be read by its packets');
  const at = (us: number): number => piece.probe.firstFrameUs + us;
  const range = { startUs: at(only.startUs), endUs: at(only.endUs) };
  // Where it is not, the way that asks the file gives the same; where it is, it must have been.
  if (handed) expect(await soundPackets(piece.path, piece.probe, file, range)).not.toBeNull();
  await file.close();
  const [mine, other] = [new Sources(CODINGS.h264), new NoSources(CODINGS.h264)];
  try {
    const sounds = [mine, other].map((sources) =>
      samplesOf(soundOf(plan, Promise.resolve(sources), run())),
    );
    const [packets, whole] = await Promise.all(sounds);
    if (!packets || !whole) throw new Error('no sound');
    expect(packets.length).toBe(whole.length);
    const off = packets.reduce((sum, sample, n) => sum + (sample - (whole[n] ?? 0)) ** 2, 0);
    expect(Math.sqrt(off / packets.length)).toBeLessThan(0.003);
  } finally {
    await mine.close();
  }
});

test('nothing is made of what turns out not to be wanted', async () => {
  const piece = { ...(await opened(LONG)), startUs: 0, endUs: 2_000_000 };
  const { bytes, made } = soundOf(planClip([piece]), Promise.resolve(null), run());
  await made;
  expect(await bytes.getReader().read()).toEqual({ done: true, value: undefined });
});
