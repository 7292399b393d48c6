import { describe, expect, test } from 'vitest';
import { type ClipTools, clipJob } from '../../../../../src/main/media/clip-graph';
import { type ClipPiece, planClip } from '../../../../../src/main/media/clip-plan';
import { hushedIn } from '../../../../../src/main/media/clip-sound';
import type { Cover, Hush } from '../../../../../src/main/media/dress/dressing';
import { somePiece } from '../some-probe';

const TOOLS: ClipTools = {
  filters: new Set(['maskedmerge', 'setparams', 'interleave']),
  encoders: new Set(['libx264', 'aac']),
  bsfs: new Set(['setts']),
  options: new Set(['fps_mode']),
};

function made(change: Partial<ClipPiece>, tools = TOOLS) {
  const job = clipJob(planClip([somePiece(change)]), [null], '/out/clip.partial', tools);
  return { job, graph: (job.args[job.args.indexOf('-filter_complex') + 1] ?? '').split(';') };
}

const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
const cover = (look: Cover['look']): Cover => ({
  ...{ startUs: 1_200_000, endUs: 1_400_000, look, form: 'box' },
  keys: [{ afterUs: 0, box }],
});

test('nothing on it: nothing but itself is read', () => {
  const { job } = made({});
  expect(job.inputs.some(({ stream }) => stream !== undefined)).toBe(false);
});

test('a mask: what is hidden is the base, and what may be seen is laid over it', () => {
  const { job, graph } = made({ covers: [cover('blur')] });
  expect(job.inputs.at(-1)?.options).toEqual(['-f', 'matroska']);
  expect(graph).toContain('[2:0]settb=1/12800,setsar=1,setparams=range=tv:colorspace=bt709[mask0]');
  expect(graph).toContain(
    '[hide0]scale=16:10:flags=area,scale=1920:1080:flags=bilinear,setsar=1,format=yuv420p[hidden0]',
  );
  expect(graph).toContain('[hidden0][seen0][where0]maskedmerge[dressed]');
  expect(graph.at(-1)).toMatch(/^\[dressed\]setparams/);
});

test('looks one after the other, each with its own part of the mask', () => {
  const { graph } = made({ covers: [cover('solid'), cover('blur')] });
  expect(graph.join(';')).toContain('colorspace=bt709,split=2[mask0][mask1];');
  expect(graph).toContain('[mask1]crop=242:136:0:136[own1]');
  expect(graph).toContain('[hidden0][seen0][where0]maskedmerge[masked0]');
  expect(graph).toContain('[hidden1][seen1][where1]maskedmerge[dressed]');
  expect(graph.join(';')).toContain('lutyuv=y=30:u=128:v=128');
});

test('an old ffmpeg is asked only for what it knows', () => {
  const old = { ...TOOLS, filters: new Set(['maskedmerge']) };
  expect(made({ covers: [cover('blur')] }, old).graph.join(';')).not.toContain('setparams');
});

test('without what it takes to cover there is no clip at all', () => {
  const without = { ...TOOLS, filters: new Set(['setparams']) };
  expect(() => made({ covers: [cover('blur')] }, without)).toThrow(/cannot cover/);
});

test('stills lie between times that are nearer to the later frame', () => {
  const still = { path: '/stills/a.png', width: 480, height: 134, kind: 0x0806 };
  const at = { still, x: 1440, y: 0 };
  const { graph } = made({
    overs: [
      { ...at, startUs: 1_200_000, endUs: 1_400_000 },
      { ...at, startUs: 1_600_000, endUs: 2_000_000 },
    ],
  });
  expect(graph).toContain(
    '[v0][over0]overlay=' +
      "x='if(between(t\\,0.190000\\,0.390000)+between(t\\,0.590000\\,2.000000)\\,1440\\,W)':" +
      'y=0:format=yuv420:eof_action=repeat,format=yuv420p[dressed]',
  );
});

describe('hidden sound', () => {
  const hush = (startUs: number, endUs: number, tone = false): Hush => ({ startUs, endUs, tone });
  const hushed = (...hushes: Hush[]) =>
    hushedIn({ piece: somePiece({ hushes }), startUs: 1_000_000 }, 48_000);

  test('reaches 50 ms further on both sides', () => {
    expect(hushed(hush(1_200_000, 1_400_000))).toEqual([{ from: 7_200, to: 21_600, tone: false }]);
  });
  test('what is nearly one is one, and no scrap of sound is left', () => {
    expect(hushed(hush(1_200_000, 1_400_000), hush(1_550_000, 1_600_000, true))).toEqual([
      { from: 7_200, to: 31_200, tone: true },
    ]);
    expect(hushed(hush(1_100_000, 1_900_000))).toEqual([{ from: 0, to: 48_000, tone: false }]);
  });
  test('of other times there is none here', () => {
    expect(hushed(hush(0, 900_000), hush(2_100_000, 3_000_000))).toEqual([]);
  });
  test('is cut out by the sample and faded around', () => {
    const { graph } = made({ hushes: [hush(1_200_000, 1_400_000, true)] });
    expect(graph).toContain(
      '[a0k0]atrim=start_sample=0:end_sample=7200,asetpts=N/SR/TB,afade=t=out:ss=6720:ns=480[a0k0f]',
    );
    expect(graph).toContain(
      '[a0k1]atrim=start_sample=21600:end_sample=48000,asetpts=N/SR/TB,afade=t=in:ss=0:ns=480[a0k1f]',
    );
    expect(graph).toContain('[a0k0f][a0h0][a0k1f]concat=n=3:v=0:a=1[a0j]');
  });
  test('all of it: nothing of the source goes on', () => {
    const { graph } = made({ hushes: [hush(0, 9_000_000)] });
    expect(graph).toContain('[a0s]anullsink');
    expect(graph).toContain('[a0h0]anull[a0j]');
  });
});

test('a slow part: times are multiplied before they are rounded, sound keeps its pitch', () => {
  const { graph } = made({ slow: 4 });
  expect(graph[0]).toContain(
    "setpts=PTS*4,settb=1/12800,setpts='if(lt(PTS-51200\\,2)\\,0\\,PTS-51200)+0'[v0]",
  );
  expect(graph[1]).toContain('apad=whole_len=48000,atrim=end_sample=48000');
  expect(graph[1]).toContain('atempo=0.5,atempo=0.5');
  expect(graph[1]).toMatch(
    /apad=whole_len=192000,atrim=end_sample=192000,asetpts=N\/SR\/TB\[a0\]$/,
  );
});
