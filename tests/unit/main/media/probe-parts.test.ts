import { describe, expect, test } from 'vitest';
import { handlingOf } from '../../../../src/main/media/handling';
import type { Probe, ProbePicture, ProbeSound } from '../../../../src/main/media/probe-schema';
import {
  aspectOf,
  pickPicture,
  pickSound,
  RawStream,
  rotationOf,
  shownSize,
} from '../../../../src/main/media/probe-streams';
import { recordedOf } from '../../../../src/main/media/recorded';
import { troubleOf } from '../../../../src/main/media/trouble';
import { somePicture, someProbe, someSound } from './some-probe';

const stream = (raw: object) => RawStream.parse({ index: 0, ...raw });
const video = (raw: object) =>
  stream({ codec_type: 'video', codec_name: 'h264', width: 640, height: 360, ...raw });

describe('choosing streams', () => {
  test('the default one, never a cover, a thumbnail or what nobody knows', () => {
    const cover = video({ index: 0, codec_name: 'mjpeg', disposition: { attached_pic: 1 } });
    const still = video({ index: 1, codec_name: 'png', nb_frames: '1' });
    const unknown = video({ index: 2, codec_name: 'unknown', disposition: { default: 1 } });
    const first = video({ index: 3 });
    const chosen = video({ index: 4, disposition: { default: 1 } });
    expect(pickPicture([cover, still, unknown, first, chosen])?.index).toBe(4);
    expect(pickPicture([cover, still, unknown, first])?.index).toBe(3);
    expect(pickPicture([cover, still])).toBeNull();
    expect(pickPicture([video({ width: 0 })])).toBeNull();
  });
  test('sound has channels and a rate', () => {
    const audio = { codec_type: 'audio', codec_name: 'aac', sample_rate: '48000' };
    expect(pickSound([stream({ ...audio, channels: 0 })])).toBeNull();
    expect(pickSound([stream({ ...audio, channels: 2, index: 7 })])?.index).toBe(7);
  });
});

test.each([
  [{ side_data_list: [{ rotation: -90 }] }, 90],
  [{ side_data_list: [{ rotation: 90 }] }, 270],
  [{ side_data_list: [{ rotation: -180 }] }, 180],
  [{ side_data_list: [{}, { rotation: -89.6 }] }, 90],
  [{ tags: { rotate: '270' } }, 270],
  [{ tags: { rotate: 'x' } }, 0],
  [{}, 0],
])('%j stands upright after %d clockwise', (raw, degrees) => {
  expect(rotationOf(video(raw))).toBe(degrees);
});

test('size as shown', () => {
  expect(shownSize(720, 576, { num: 16, den: 15 }, 0)).toEqual({ width: 768, height: 576 });
  expect(shownSize(1920, 1080, { num: 1, den: 1 }, 90)).toEqual({ width: 1080, height: 1920 });
  expect(aspectOf(video({ sample_aspect_ratio: '0:1' }))).toEqual({ num: 1, den: 1 });
  expect(aspectOf(video({ sample_aspect_ratio: '1:100' }))).toEqual({ num: 1, den: 1 });
});

describe('when it was recorded', () => {
  const now = Date.UTC(2026, 0, 1);
  test('the camera’s own day, whatever the zone here', () => {
    const tags = { 'com.apple.quicktime.creationdate': '2024-03-05T23:30:00+0100' };
    expect(recordedOf([tags], now)).toEqual({ at: '2024-03-05T22:30:00.000Z', on: '2024-03-05' });
  });
  test('a day without a time', () => {
    expect(recordedOf([{ date: '2019-12-20' }], now)).toEqual({ at: null, on: '2019-12-20' });
  });
  test.each(['1904-01-01T00:00:00.000000Z', '1970-01-01T00:00:00Z', '2031-01-01T00:00:00Z', 'yes'])(
    '%s is not believed',
    (said) => {
      expect(recordedOf([{ creation_time: said }], now)).toEqual({ at: null, on: null });
    },
  );
  test('the stream is asked when the container does not say', () => {
    const tags: Record<string, string>[] = [{}, { creation_time: '2020-07-21T04:53:39.000000Z' }];
    expect(recordedOf(tags, now).at).toBe('2020-07-21T04:53:39.000Z');
  });
});

describe('trouble', () => {
  const whole = { complaints: [], cutOff: false, saidUs: 4_000_000, foundUs: 4_000_000 };
  test('none', () => expect(troubleOf(whole)).toBe(''));
  test.each([
    [{ ...whole, cutOff: true }, /cut short/],
    [{ ...whole, complaints: ['File ended prematurely'] }, /cut short/],
    [{ ...whole, complaints: ['Invalid NAL unit size (-1 > 551).'] }, /damaged/],
  ])('%j', (signs, sentence) => expect(troubleOf(signs)).toMatch(sentence));
});

describe('handling', () => {
  const of = (change: Partial<Probe>) => handlingOf(someProbe(change)).handling;
  const picture = (change: Partial<ProbePicture>) => of({ picture: somePicture(change) });
  const sound = (change: Partial<ProbeSound>, container = someProbe().container) =>
    of({ sound: someSound(change), container });

  test('what Chromium surely plays', () => {
    expect(of({})).toBe('direct');
    expect(of({ sound: null })).toBe('direct');
    expect(picture({ pixelFormat: 'yuvj420p', fullRange: true })).toBe('direct');
    expect(picture({ codec: 'vp9', profile: 'Profile 0' })).toBe('direct');
    expect(sound({ codec: 'pcm_s16le' })).toBe('direct');
    const vp9 = somePicture({ codec: 'vp9', profile: 'Profile 0' });
    const vorbis = someSound({ codec: 'vorbis' });
    expect(of({ container: 'matroska,webm', picture: vp9, sound: vorbis })).toBe('direct');
    expect(of({ container: 'matroska,webm', sound: null })).toBe('direct');
  });
  test.each([
    ['HEVC', { codec: 'hevc', profile: 'Main' }],
    ['10 bits', { profile: 'High 10', pixelFormat: 'yuv420p10le' }],
    ['4:2:2', { pixelFormat: 'yuv422p' }],
    ['interlaced', { interlaced: true }],
    ['too wide', { storedWidth: 5_120 }],
    ['VP9 profile 2', { codec: 'vp9', profile: 'Profile 2' }],
    ['high dynamic range', { hdr: true }],
    ['very quick', { fps: 240 }],
  ])('a copy for %s', (_, change) => expect(picture(change)).toBe('copy'));
  test.each([
    ['AC-3', { codec: 'ac3' }],
    ['24-bit PCM', { codec: 'pcm_s24le' }],
    ['xHE-AAC', { profile: 'xHE-AAC' }],
  ])('a copy for sound in %s', (_, change) => expect(sound(change)).toBe('copy'));
  test.each([
    ['no stated length', { saysLength: false }],
    ['fragments', { fragmented: true }],
    ['trouble', { trouble: 'Part of the recording is damaged.' }],
    ['another container', { container: 'mpegts' }],
  ])('a copy for %s', (_, change) => expect(of(change)).toBe('copy'));
  test('PCM in Matroska is not tried', () => {
    const vp9 = somePicture({ codec: 'vp9', profile: 'Profile 0' });
    const pcm = someSound({ codec: 'pcm_s16le' });
    expect(of({ container: 'matroska,webm', picture: vp9, sound: pcm })).toBe('copy');
  });
  test('H.264 with sound in Matroska is not sought exactly', () => {
    expect(sound({ codec: 'aac' }, 'matroska,webm')).toBe('copy');
    expect(of({ container: 'matroska,webm', picture: null })).toBe('direct');
  });
  test('nothing to see or hear', () => {
    expect(of({ picture: null, sound: null })).toBe('unreadable');
  });
});
