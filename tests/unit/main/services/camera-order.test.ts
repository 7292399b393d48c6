import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedOrder } from '../../../../src/main/services/camera-order';

const named = (...names: string[]) => names.map((name) => ({ name, atMs: null }));
const order = (...names: string[]) => recordedOrder(named(...names)).map((index) => names[index]);

describe('the order of a camera’s files', () => {
  it('counts numbers as numbers', () => {
    expect(order('clip 10.mp4', 'clip 9.mp4', 'Clip 1.mp4')).toEqual([
      'Clip 1.mp4',
      'clip 9.mp4',
      'clip 10.mp4',
    ]);
  });

  it('puts the plain name before its second and third', () => {
    expect(order('Lesson (2).mp4', 'Lesson.mp4', 'Lesson (1).mp4')[0]).toBe('Lesson.mp4');
    expect(order('Lesson 3.mp4', 'Lesson 2.mp4', 'Lesson.mp4')).toEqual([
      'Lesson.mp4',
      'Lesson 2.mp4',
      'Lesson 3.mp4',
    ]);
  });

  it('knows GoPro’s chapters', () => {
    expect(order('GH020034.MP4', 'GH010035.MP4', 'GH010034.MP4')).toEqual([
      'GH010034.MP4',
      'GH020034.MP4',
      'GH010035.MP4',
    ]);
    expect(order('GP020034.MP4', 'GOPR0035.MP4', 'GP010034.MP4', 'GOPR0034.MP4')).toEqual([
      'GOPR0034.MP4',
      'GP010034.MP4',
      'GP020034.MP4',
      'GOPR0035.MP4',
    ]);
  });

  it('goes by the time of the recording where all have one and no two are the same', () => {
    const files = [
      { name: 'a', atMs: 3 },
      { name: 'b', atMs: 1 },
      { name: 'c', atMs: 2 },
    ];
    expect(recordedOrder(files)).toEqual([1, 2, 0]);
    expect(recordedOrder([...files, { name: 'd', atMs: null }])).toEqual([0, 1, 2, 3]);
    expect(recordedOrder(files.map((file) => ({ ...file, atMs: 5 })))).toEqual([0, 1, 2]);
  });

  it('holds every file once', () => {
    const file = fc.record({ name: fc.string(), atMs: fc.option(fc.nat()) });
    fc.assert(
      fc.property(fc.array(file), (files) => {
        const indexes = recordedOrder(files);
        return [...indexes].sort((a, b) => a - b).every((index, at) => index === at);
      }),
    );
  });
});
