import { expect, it } from 'vitest';
import { along, stretchesOf } from '../../../../src/renderer/features/timeline/footage';
import { file, lesson, part } from '../lesson-rows';

it('says where the footage plays as it is, is being made ready, or is not there', () => {
  const direct = file({ name: 'one.mp4' });
  const copied = file({ name: 'two.mts', handling: 'copy' });
  const gone = file({ name: 'three.mp4', present: false });
  const broken = file({ name: 'four.mkv', handling: 'unreadable' });
  const [a, b, c, d] = [direct, copied, gone, broken].map((one, position) =>
    part({
      fileId: one.id,
      position,
      offsetUs: position * 70,
      durationUs: 60,
      rate: position === 1 ? 1.1 : 1,
    }),
  );
  if (!a || !b || !c || !d) throw new Error('no parts');
  const document = lesson({ files: [direct, copied, gone, broken], parts: [d, b, a, c] });
  const made = new Map([
    [
      b.id,
      [
        { startUs: 0, endUs: 20 },
        { startUs: 40, endUs: 80 },
      ],
    ],
  ]);
  expect(stretchesOf(document, made)).toMatchObject([
    { startUs: 0, endUs: 60, name: 'one.mp4', state: 'whole', made: [] },
    {
      startUs: 70,
      endUs: 136,
      name: 'two.mts',
      state: 'copy',
      made: [
        { startUs: 70, endUs: 92 },
        { startUs: 114, endUs: 136 },
      ],
    },
    { startUs: 140, endUs: 200, name: 'three.mp4', state: 'missing', made: [] },
    { startUs: 210, endUs: 270, name: 'four.mkv', state: 'missing', made: [] },
  ]);
});

it('tells parts and gaps in order, and takes no rounding for a gap', () => {
  const files = [file({ name: 'one.mp4' }), file({ name: 'two.mp4' }), file({ name: 'three.mp4' })];
  const parts = [0, 60_000_000, 185_000_050].map((offsetUs, position) =>
    part({ fileId: files[position]?.id ?? '', position, offsetUs, durationUs: 59_999_990 }),
  );
  const places = along(stretchesOf(lesson({ files, parts }), new Map()));
  expect(places).toMatchObject([
    { gap: false, number: 1, startUs: 0, stretch: { name: 'one.mp4' } },
    { gap: false, number: 2, startUs: 60_000_000 },
    { gap: true, startUs: 119_999_990, endUs: 185_000_050 },
    { gap: false, number: 3, stretch: { name: 'three.mp4' } },
  ]);
  expect(along([])).toEqual([]);
});
