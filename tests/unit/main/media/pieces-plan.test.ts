import { describe, expect, test } from 'vitest';
import {
  type PieceSource,
  pictureJob,
  pieceSize,
  silenceJob,
  soundJob,
} from '../../../../src/main/media/pieces-plan';

const tools = {
  filters: new Set(['bwdif', 'setparams', 'zscale', 'tonemap']),
  options: new Set(['fps_mode']),
};

const picture = {
  stream: 0,
  codec: 'hevc',
  width: 1920,
  height: 1080,
  interlaced: false,
  transfer: '',
  matrix: '',
};
const source = {
  path: '/footage/lesson.mp4',
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  durationUs: 61_500_000,
  firstFrameUs: 1_433_367,
  picture,
  sound: { stream: 1, channels: 6 },
} satisfies PieceSource;

const after = (words: readonly string[], name: string) => words[words.indexOf(name) + 1] ?? '';
const inputOptions = (job: ReturnType<typeof pictureJob>) => [...(job.inputs[0]?.options ?? [])];

describe('size of a copy', () => {
  test.each([
    [1920, 1080, 1280, 720],
    [1080, 1920, 720, 1280],
    [3840, 2160, 1280, 720],
    [1440, 1080, 960, 720],
    [176, 144, 176, 144],
    [787, 576, 786, 576],
    [1137, 640, 1136, 640],
    [4000, 100, 1280, 32],
    [1, 1, 2, 2],
  ])('%i x %i becomes %i x %i', (width, height, toWidth, toHeight) => {
    expect(pieceSize(width, height)).toEqual({ width: toWidth, height: toHeight });
  });
});

describe('the picture', () => {
  const graphOf = (from: PieceSource & { picture: typeof picture }, first = 5, end = 8) =>
    after(pictureJob(from, { first, end }, tools).args, '-filter_complex');

  test('is timed from the stretch, which begins at a frame of the file', () => {
    expect(graphOf(source)).toContain(`setpts=PTS-${1_433_367 + 10_000_000},`);
  });

  test('ends where the stretch does, and the last one where the part does', () => {
    expect(graphOf(source)).toContain('trim=end_pts=6000000');
    expect(graphOf(source, 30, 31)).toContain('trim=end_pts=1500000');
  });

  test('is read from a little before the stretch, and from the beginning at the beginning', () => {
    const seek = (from: PieceSource & { picture: typeof picture }, first: number) =>
      after(inputOptions(pictureJob(from, { first, end: first + 1 }, tools)), '-ss');
    expect(seek(source, 5)).toBe('10.933367');
    expect(seek({ ...source, container: 'mpegts' }, 5)).toBe('7.433367');
    const start = { first: 0, end: 1 };
    expect(inputOptions(pictureJob(source, start, tools))).not.toContain('-ss');
    const loose = { ...source, container: 'mpeg' };
    expect(inputOptions(pictureJob(loose, { first: 1, end: 2 }, tools))).not.toContain('-ss');
    const h263 = { ...source, picture: { ...picture, codec: 'h263' } };
    expect(inputOptions(pictureJob(h263, { first: 5, end: 6 }, tools))).not.toContain('-ss');
  });

  test('begins at the frame on screen where the frame list tells which that is', () => {
    // Slides: one frame stays for eight seconds.
    const frames = Float64Array.of(0, 3_000_000, 11_000_000, 12_000_000);
    const job = pictureJob(source, { first: 5, end: 6 }, tools, frames);
    expect(after(inputOptions(job), '-ss')).toBe('3.933367');
    expect(after(job.args, '-filter_complex')).toContain('select=gte(pts\\,-7100000)');
  });

  test('is deinterlaced and toned down only where it must be', () => {
    expect(graphOf(source)).not.toMatch(/bwdif|tonemap/);
    expect(graphOf({ ...source, picture: { ...picture, interlaced: true } })).toContain(
      'bwdif=mode=send_frame',
    );
    const hdr = (transfer: string) => ({ ...source, picture: { ...picture, transfer } });
    expect(graphOf(hdr('smpte2084'))).toContain('tonemap');
    // HLG is shown as it stands, in the copy's colours.
    expect(graphOf(hdr('arib-std-b67'))).toMatch(/in_color_matrix=bt2020:out_color_matrix=bt709/);
    expect(graphOf(hdr('arib-std-b67'))).not.toContain('tonemap');
    const plain = { filters: new Set<string>(), options: new Set<string>() };
    const job = pictureJob(hdr('smpte2084'), { first: 0, end: 1 }, plain);
    expect(after(job.args, '-filter_complex')).not.toContain('tonemap');
    expect(job.args).toContain('-vsync');
  });
});

test.each([
  [{}, 'bt709'],
  [{ width: 720, height: 576 }, 'smpte170m'],
  [{ matrix: 'bt470bg' }, 'bt470bg'],
  [{ matrix: 'gbr' }, 'smpte170m'],
  [{ transfer: 'arib-std-b67', matrix: 'bt2020nc' }, 'bt709'],
])('the colours of %o are coded as %s', (over, matrix) => {
  const seen = { ...source, picture: { ...picture, ...over } };
  expect(after(pictureJob(seen, { first: 0, end: 1 }, tools).args, '-colorspace')).toBe(matrix);
});

describe('the sound', () => {
  test('is as long as its stretch to the sample, and mixed down to two channels', () => {
    const filters = after(soundJob(source, { first: 30, end: 31 }).args, '-af');
    expect(filters).toContain('atrim=end_sample=72000');
    expect(filters).toContain('channel_layouts=stereo');
    const mono = { ...source, sound: { stream: 1, channels: 1 } };
    expect(after(soundJob(mono, { first: 0, end: 1 }).args, '-af')).toContain('=mono');
  });

  test('is silence of the same form where there is none', () => {
    const { args } = silenceJob(source, 1_500_000);
    expect(after(args, '-filter_complex')).toContain('end_sample=72000');
    expect(after(args, '-c:a')).toBe('flac');
  });
});
