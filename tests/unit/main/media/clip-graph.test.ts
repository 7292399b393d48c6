import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClipTools, clipJob } from '../../../../src/main/media/clip-graph';
import { type ClipPiece, planClip, stillPiece } from '../../../../src/main/media/clip-plan';
import {
  AS_SHOWN,
  isStoredAs,
  type Stored,
  storedAsH264,
  storedAsHevc,
} from '../../../../src/main/media/clip-stored';
import type { ProbePicture } from '../../../../src/main/media/probe-schema';
import type { ClipForm } from '../../../../src/shared/domain/clip';
import { somePicture, somePiece, someProbe } from './some-probe';

const FULL: ClipTools = {
  filters: new Set(['bwdif', 'yadif', 'zscale', 'tonemap', 'setparams', 'interleave']),
  encoders: new Set(['libx264', 'aac']),
  bsfs: new Set(['setts']),
  options: new Set(['fps_mode']),
};
const OLD: ClipTools = {
  ...FULL,
  filters: new Set(['yadif']),
  bsfs: new Set(),
  options: new Set(['vsync']),
};

function made(pieces: ClipPiece[], tools = FULL, seeks: (number | null)[] = []) {
  const job = clipJob(planClip(pieces), seeks, '/out/clip.partial', tools);
  const after = (name: string) => job.args[job.args.indexOf(name) + 1] ?? '';
  return { job, graph: after('-filter_complex').split(';'), after };
}

test('one piece: two readings of one file, cut by time, nothing of the source but itself', () => {
  const { job, graph, after } = made([somePiece()]);
  expect(job.inputs).toEqual([{ path: '/footage/lesson.mp4' }, { path: '/footage/lesson.mp4' }]);
  expect(job.output).toEqual({ path: '/out/clip.partial' });
  expect(graph).toEqual([
    "[0:0]trim=start=0.990000:end=1.990000,select='isnan(prev_selected_t)+gt(t\\,prev_selected_t)'," +
      "setsar=1,format=yuv420p,settb=1/12800,setpts='if(lt(PTS-12800\\,2)\\,0\\,PTS-12800)+0'[v0]",
    '[1:1]atrim=start=1.000000:end=2.000000,asetpts=PTS-(1.000000)/TB,' +
      'aresample=48000:async=1:min_hard_comp=0.03:first_pts=0,' +
      'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo,' +
      'apad=whole_len=48000,atrim=end_sample=48000,asetpts=N/SR/TB[a0]',
    '[v0]setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709[picture]',
  ]);
  expect(after('-bf')).toBe('0');
  expect(after('-map_metadata')).toBe('-1');
  expect(after('-map_chapters')).toBe('-1');
  expect(after('-fps_mode')).toBe('passthrough');
  expect(after('-bsf:v')).toBe('setts=duration=if(eq(N\\,24)\\,512\\,DURATION)');
  expect(after('-movflags')).toBe('+faststart');
  expect(job.args.at(-1)).toBe('mp4');
});

test('reading begins near the place, by the file’s own clock', () => {
  const probe = someProbe({ firstFrameUs: 10_000_000, durationUs: 90_000_000 });
  const frames = Float64Array.from({ length: 2_251 }, (_, index) => index * 40_000);
  const piece = somePiece({ probe, frames, startUs: 60_000_000, endUs: 61_000_000 });
  const { job, graph } = made([piece], FULL, [65_000_000]);
  const seek = (at: string) => ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', at];
  expect(job.inputs[0]?.options).toEqual(seek('65.000000'));
  expect(job.inputs[1]?.options).toEqual(seek('67.000000'));
  expect(job.args).toContain('-copyts');
  expect(graph[0]).toContain('trim=start=69.990000:end=70.990000');
  expect(graph[1]).toContain('atrim=start=70.000000:end=71.000000');
});

test('pictures are stored upright in video range, unless others beside them are not', () => {
  const argsOf = (stored: Stored) => {
    const plan = { ...planClip([somePiece()]), stored };
    const { args } = clipJob(plan, [], '/out/clip.partial', FULL);
    const after = (name: string) => args[args.indexOf(name) + 1] ?? '';
    return { last: after('-filter_complex').split(';').at(-1), map: after('-map'), after };
  };
  const usual = argsOf(AS_SHOWN);
  expect(usual.map).toBe('[picture]');
  expect([usual.after('-pix_fmt:v:0'), usual.after('-color_range')]).toEqual(['yuv420p', 'tv']);
  const turned = argsOf({ ...AS_SHOWN, rotation: 90 });
  expect(turned).toMatchObject({ map: '[out]', last: '[picture]transpose=cclock[out]' });
  const full = argsOf({ ...AS_SHOWN, rotation: 180, fullRange: true });
  expect(full.last).toBe(
    '[picture]scale=in_range=tv:out_range=pc,format=yuvj420p,setparams=range=pc,hflip,vflip[out]',
  );
  expect([full.after('-pix_fmt:v:0'), full.after('-color_range')]).toEqual(['yuvj420p', 'pc']);
});

test('pictures are stored as the footage is where all of it agrees and it may be copied', () => {
  const turned = (change: Partial<ProbePicture> = {}) =>
    somePiece({
      probe: someProbe({
        picture: somePicture({ rotation: 90, width: 1080, height: 1920, ...change }),
      }),
    });
  const storedIn = (pieces: ClipPiece[], form?: ClipForm) =>
    storedAsH264(planClip(pieces, form)).stored;
  expect(storedIn([turned(), stillPiece('/card.png', 1_000_000), turned()])).toEqual({
    ...AS_SHOWN,
    rotation: 90,
  });
  expect(storedIn([turned({ fullRange: true })])).toMatchObject({ rotation: 90, fullRange: true });
  expect(storedIn([turned(), somePiece()])).toEqual(AS_SHOWN);
  expect(storedIn([turned()], 'sharing')).toEqual(AS_SHOWN);
  const plan = { ...planClip([turned()]), stored: { ...AS_SHOWN, rotation: 90 } as const };
  const fits = (change: Partial<ProbePicture>) =>
    isStoredAs(somePicture({ rotation: 90, width: 1080, height: 1920, ...change }), plan);
  expect(fits({})).toBe(true);
  expect(fits({ rotation: 270 })).toBe(false);
  expect(fits({ fullRange: true })).toBe(false);
  expect(fits({ storedWidth: 1080, storedHeight: 1920 })).toBe(false);
  expect(fits({ codec: 'hevc' })).toBe(false);
  expect(fits({ pixelFormat: 'yuv420p10le' })).toBe(false);
});

describe('HEVC', () => {
  const hlg = { matrix: 'bt2020nc', primaries: 'bt2020', transfer: 'arib-std-b67', hdr: true };
  const filmed = (change: Partial<ProbePicture> = {}, more: Partial<ClipPiece> = {}) =>
    somePiece({
      probe: someProbe({ picture: somePicture({ codec: 'hevc', ...change }) }),
      ...more,
    });
  const DEEP = { pixelFormat: 'yuv420p10le' };
  const keptIn = (pieces: ClipPiece[], form?: ClipForm) => storedAsHevc(planClip(pieces, form));
  const card = stillPiece('/card.png', 1_000_000);
  const still = { path: '/words.png', width: 10, height: 10, kind: 6 };
  const overs = [{ still, x: 0, y: 0, startUs: 1_000_000, endUs: 2_000_000 }];

  test('is kept where all footage is that and of one kind, in a form that is not for every player', () => {
    expect(keptIn([filmed(), card, filmed()])?.stored).toEqual({
      ...AS_SHOWN,
      codec: 'hevc',
    });
    expect(keptIn([filmed(DEEP)])?.stored).toMatchObject({ codec: 'hevc', depth: 10, hdr: false });
    for (const form of ['slides', 'sharing', 'sound'] as const) {
      expect(keptIn([filmed()], form)).toBeNull();
    }
    expect(keptIn([filmed(), somePiece()])).toBeNull();
    expect(keptIn([filmed(), filmed(DEEP)])).toBeNull();
    expect(keptIn([filmed(), filmed({ rotation: 90, width: 1080, height: 1920 })])).toBeNull();
    expect(keptIn([filmed({ pixelFormat: 'yuv422p10le' })])).toBeNull();
    expect(keptIn([filmed({ ...DEEP, fullRange: true })])).toBeNull();
  });

  test('of high dynamic range is kept in its own colour, unless something lies on it', () => {
    expect(keptIn([filmed({ ...DEEP, ...hlg })])).toEqual({
      stored: { ...AS_SHOWN, codec: 'hevc', depth: 10, hdr: true },
      colour: { matrix: 'bt2020nc', primaries: 'bt2020', transfer: 'arib-std-b67' },
    });
    expect(keptIn([filmed({ ...DEEP, ...hlg }), card])).toBeNull();
    expect(keptIn([filmed({ ...DEEP, ...hlg }, { overs })])).toBeNull();
    expect(keptIn([filmed(DEEP, { overs })])).not.toBeNull();
    const pq = { ...hlg, transfer: 'smpte2084' };
    expect(keptIn([filmed({ ...DEEP, ...hlg }), filmed({ ...DEEP, ...pq })])).toBeNull();
  });

  test('is encoded beside what is copied as that is, with its range of brightness', () => {
    const plan = planClip([filmed({ ...DEEP, ...hlg })]);
    const { args } = clipJob({ ...plan, ...storedAsHevc(plan) }, [], '/out/clip.partial', FULL);
    const after = (name: string) => args[args.indexOf(name) + 1] ?? '';
    expect(after('-c:v:0')).toBe('libx265');
    expect(after('-x265-params')).toMatch(/bframes=0:open-gop=0:fps=25\.000:info=0/);
    expect(after('-pix_fmt:v:0')).toBe('yuv420p10le');
    expect([after('-colorspace'), after('-color_trc')]).toEqual(['bt2020nc', 'arib-std-b67']);
    const graph = after('-filter_complex');
    expect(graph).toContain('setsar=1,format=yuv420p10le,');
    expect(graph).not.toMatch(/tonemap|color_matrix/);
  });
});

test('nothing that anybody called a file is ever read as a filter or an option', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      "'[0:v]movie=/etc/passwd[v]'",
      '%03d',
      '-i x',
      'a:b,c;d\\',
      '\u202e\n\0👍',
      'pipe:1',
    ),
  );
  const argsOf = (path: string, over: string, still: string) => {
    const laid = { still: { path: over, width: 64, height: 64, kind: 0x0806 }, x: 0, y: 0 };
    const dressed = somePiece({ path });
    const overs = [{ ...laid, startUs: dressed.startUs, endUs: dressed.endUs }];
    const pieces = [{ ...dressed, overs }, stillPiece(still, 1_000_000), somePiece({ path })];
    return clipJob(planClip(pieces), [], '/out/clip.partial', FULL);
  };
  const plain = argsOf('/footage/a.mp4', '/stills/over', '/stills/card');
  fc.assert(
    fc.property(words, words, words, (path, over, still) => {
      const job = argsOf(path, over, still);
      expect(job.args).toEqual(plain.args);
      expect(job.inputs.map(({ options }) => options)).toEqual(
        plain.inputs.map(({ options }) => options),
      );
      // What lies over them is handed over as bytes, by no name.
      expect(new Set(job.inputs.map((input) => input.path))).toEqual(new Set([path, still, '']));
    }),
    { numRuns: 300 },
  );
});

describe('the picture', () => {
  const chain = (change: Parameters<typeof somePicture>[0], tools = FULL) =>
    made([somePiece({ probe: someProbe({ picture: somePicture(change) }) })], tools).graph[0] ?? '';

  test('is deinterlaced with what there is', () => {
    expect(chain({ interlaced: true })).toContain('bwdif=mode=send_frame:deint=interlaced');
    expect(chain({ interlaced: true }, OLD)).toContain('yadif=mode=send_frame:deint=interlaced');
    expect(chain({})).not.toContain('dif=');
  });
  test('is brought from high dynamic range where that can be done', () => {
    const hdr = {
      hdr: true,
      transfer: 'arib-std-b67',
      matrix: 'bt2020nc',
      pixelFormat: 'yuv420p10le',
    };
    expect(chain(hdr)).toContain('tonemap=tonemap=hable');
    const flat = chain(hdr, OLD);
    expect(flat).not.toContain('tonemap');
    expect(flat).toContain('in_color_matrix=bt2020:out_color_matrix=bt709');
  });
  test('gets square pixels by being scaled', () => {
    const pal = {
      storedWidth: 720,
      storedHeight: 576,
      width: 768,
      height: 576,
      aspect: { num: 16, den: 15 },
    };
    expect(chain(pal)).toContain('scale=768:576,setsar=1');
  });
  test('loses an odd edge and is not squeezed', () => {
    const odd = { storedWidth: 641, storedHeight: 361, width: 641, height: 361 };
    expect(chain(odd)).toContain('crop=640:360:0:0');
    expect(chain(odd)).not.toContain('scale');
  });
  test('full range becomes video range', () => {
    expect(chain({ fullRange: true, pixelFormat: 'yuvj420p' })).toContain('scale=out_range=tv');
  });
});

test('the colour of small pictures that do not say theirs is that of television', () => {
  const unsaid = { matrix: '', primaries: '', transfer: '' };
  const pal = somePicture({
    ...unsaid,
    storedWidth: 720,
    storedHeight: 576,
    width: 720,
    height: 576,
  });
  const { after } = made([somePiece({ probe: someProbe({ picture: pal }) })]);
  expect(after('-colorspace')).toBe('bt470bg');
  const hd = made([somePiece({ probe: someProbe({ picture: somePicture(unsaid) }) })]);
  expect(hd.after('-colorspace')).toBe('bt709');
});

test('several pieces: fitted into the first one’s size, each at its place', () => {
  const tall = somePicture({ width: 1080, height: 1920, rotation: 90 });
  const pieces = [
    somePiece(),
    somePiece({ path: '/footage/b.mp4', probe: someProbe({ picture: tall, sound: null }) }),
  ];
  const { job, graph } = made(pieces);
  expect(job.inputs.map(({ path }) => path)).toEqual([
    ...['/footage/lesson.mp4', '/footage/lesson.mp4', '/footage/b.mp4'],
  ]);
  expect(graph[2]).toContain('scale=606:1080,pad=1920:1080:(ow-iw)/2:(oh-ih)/2');
  expect(graph[2]).toContain('+90000');
  expect(graph[3]).toMatch(/^anullsrc=r=48000:cl=stereo/);
  expect(graph).toContain('[v0][v1]interleave=n=2[v]');
  expect(graph).toContain('[a0][a1]concat=n=2:v=0:a=1[a]');
});

test('an old ffmpeg is asked only for what it knows', () => {
  const { job } = made([somePiece()], OLD);
  expect(job.args).toContain('-vsync');
  expect(job.args).not.toContain('-fps_mode');
  expect(job.args).not.toContain('-bsf:v');
  expect(job.args.join(' ')).not.toContain('setparams');
  // Its last frame would have no length by the clip's clock, so it is given the encoder's own.
  expect(job.args).not.toContain('-enc_time_base');
  expect(made([somePiece()]).job.args).toContain('-enc_time_base');
});

test('without an H.264 encoder it says so', () => {
  expect(() => made([somePiece()], { ...FULL, encoders: new Set(['aac']) })).toThrow(/H\.264/);
});
