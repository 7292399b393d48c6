import { describe, expect, test } from 'vitest';
import { cuesIn, vttOf } from '../../../../../src/main/services/pack/captions';
import { isOfPack, packName, placesOf } from '../../../../../src/main/services/pack/layout';
import { angleRow, partRow } from '../../../shared/rows';

const angle = angleRow('a');
const whole = partRow(angle);
const cue = (startUs: number, endUs: number, text = `${startUs}`) => ({
  ...{ startUs, endUs, text, adrift: null },
});
const pieces = (startUs: number, endUs: number) => [{ part: whole, partRange: { startUs, endUs } }];

describe('captions of a clip', () => {
  test('are at the clip’s own time, and end with it', () => {
    const track = { cues: [cue(1_000_000, 2_000_000), cue(2_000_000, 3_000_000)] };
    expect(cuesIn(track, pieces(1_500_000, 2_600_000), [])).toEqual([
      { startUs: 0, endUs: 500_000, text: '1000000' },
      { startUs: 500_000, endUs: 1_100_000, text: '2000000' },
    ]);
  });

  test('of which more than half lies outside stay', () => {
    const track = { cues: [cue(0, 1_000_000), cue(2_000_000, 4_000_000)] };
    expect(cuesIn(track, pieces(600_000, 2_900_000), [])).toEqual([]);
  });

  test('without a length stand until the next one', () => {
    const track = { cues: [cue(1_000_000, 1_000_000), cue(1_800_000, 1_800_000)] };
    expect(cuesIn(track, pieces(1_000_000, 9_000_000), [])).toMatchObject([
      { startUs: 0, endUs: 800_000 },
      { startUs: 800_000, endUs: 4_800_000 },
    ]);
  });

  test('of two parts follow each other without the gap between them', () => {
    const second = partRow(angle, { offsetUs: 20_000_000 });
    const track = { cues: [cue(9_000_000, 9_500_000), cue(20_500_000, 21_000_000)] };
    const both = [
      { part: whole, partRange: { startUs: 9_000_000, endUs: 10_000_000 } },
      { part: second, partRange: { startUs: 0, endUs: 1_000_000 } },
    ];
    expect(cuesIn(track, both, []).map(({ startUs }) => startUs)).toEqual([0, 1_500_000]);
  });

  test('adrift or empty are none', () => {
    const adrift = { fileId: 'f', startUs: 0, endUs: 1 };
    const track = { cues: [{ ...cue(0, 1_000_000), adrift }, cue(0, 1_000_000, ' \n ')] };
    expect(cuesIn(track, pieces(0, 2_000_000), [])).toEqual([]);
  });

  test('as WebVTT hold no markup and no empty line', () => {
    const said = [{ startUs: 0, endUs: 61_500_000, text: '<b>a</b> & b\r\n\r\n--> c' }];
    expect(vttOf(said)).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:01:01.500\n&lt;b&gt;a&lt;/b&gt; &amp; b\n--&gt; c\n',
    );
  });
});

describe('places', () => {
  test('are numbered so that they sort, and only those are a pack’s', () => {
    expect(placesOf('Wait: time?', 0, 3)).toEqual({
      clip: 'clips/01 Wait time.mp4',
      captions: 'captions/01 Wait time.vtt',
      picture: 'pictures/01.jpg',
    });
    expect(placesOf('From 1:12:43', 0, 1).clip).toBe('clips/01 From 1.12.43.mp4');
    expect(placesOf('x'.repeat(100), 9, 120).clip).toBe(`clips/010 ${'x'.repeat(60)}.mp4`);
    for (const at of [0, 7]) {
      expect(Object.values(placesOf('a/b', at, 9)).every(isOfPack)).toBe(true);
    }
    for (const path of ['mine.txt', 'clips/mine.mp4', 'clips/01 a/b.mp4', 'pictures/x.jpg']) {
      expect(isOfPack(path), path).toBe(false);
    }
  });

  test('a pack is never called like a clip', () => {
    for (const title of ['a.mp4', 'a.MP4.zip', 'a .m4a', 'a.partial'])
      expect(packName(title)).toBe('a');
    expect(packName('.mp4')).toBe('mp4');
  });
});
