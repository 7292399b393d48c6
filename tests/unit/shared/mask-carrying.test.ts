import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversOn, hushesOn } from '../../../src/main/services/clips-dressing';
import {
  orderAngles,
  placeParts,
  rateOf,
  removeAngle,
  setRate,
  shiftAngle,
} from '../../../src/shared/domain/angles';
import { arrangeParts, layOut } from '../../../src/shared/domain/arrange';
import { applyOps, invert, type LessonDocument, RowOp } from '../../../src/shared/domain/document';
import type { Box, Drawing } from '../../../src/shared/domain/drawing';
import { newId } from '../../../src/shared/domain/ids';
import type { FileView, Part } from '../../../src/shared/domain/lesson';
import { firstAngle, partsOf, toLessonUs } from '../../../src/shared/domain/lesson-time';
import { boxAt, type Mask, type MaskWhat } from '../../../src/shared/domain/mask';
import { instant } from '../../../src/shared/domain/row';
import { angleRow, documentOf, lessonRow, me, NOW_MS, partRow } from './rows';

const LATER = '2026-03-13T10:00:00.000Z';
const S = 1_000_000;

const viewOf = (id: string, sound = true): FileView => ({
  ...{ id, name: `${id}.mp4`, bytes: 1, durationUs: S, firstFrameUs: 0, container: 'mp4' },
  ...{ recordedAt: null, picture: null, handling: 'direct', trouble: '', present: true },
  sound: sound ? { codec: 'aac', channels: 1, sampleRate: 48_000 } : null,
  ...{ copied: false, cloud: false },
});

let made = 0;
/** No two of a lesson are made at the same instant. */
function maskRow(angleId: string | null, startUs: number, endUs: number, what: MaskWhat): Mask {
  const at = instant(NOW_MS + ++made);
  return {
    ...{ id: newId(NOW_MS), authorId: me.id, createdAt: at, changedAt: at, lessonId: newId() },
    ...{ angleId, startUs, endUs, what, adrift: null },
  };
}

const TONE: MaskWhat = { type: 'sound', sounds: 'tone' };
const WHOLE: MaskWhat = { type: 'picture', look: 'solid' };
const boxOf = (x: number): Box => ({ x, y: 0.1, width: 0.2, height: 0.3 });
const areaOf = (keys: readonly (readonly [afterUs: number, x: number])[]): MaskWhat => ({
  ...{ type: 'area', form: 'box', look: 'blur' },
  keys: keys.map(([afterUs, x]) => ({ afterUs, box: boxOf(x) })),
});

interface Camera {
  offsetUs: number;
  rate: number;
  parts: { durationUs: number; gapBeforeUs: number }[];
  masks: { startUs: number; lengthUs: number; xs: number[] }[];
}

/** Cameras as they are, the first from the lesson's beginning at its own rate. */
function lessonOf(cameras: readonly Camera[], sounds: readonly [number, number][]): LessonDocument {
  const lesson = lessonRow();
  const angles = cameras.map((_, position) =>
    angleRow(lesson.id, { name: `Camera ${position + 1}`, position }),
  );
  const parts = cameras.flatMap(({ offsetUs, rate, parts }, at) => {
    const angle = angles[at];
    if (!angle) return [];
    const rows = parts.map((part, position) =>
      partRow(angle, { ...part, position, rate: at === 0 ? 1 : rate }),
    );
    return layOut(rows, at === 0 ? 0 : offsetUs);
  });
  const pictures = cameras.flatMap(({ masks }, at) =>
    masks.map(({ startUs, lengthUs, xs }) => {
      const keys = xs.map((x, n) => [n * Math.ceil(S / 4), x] as const);
      const what = keys.length > 0 ? areaOf(keys) : WHOLE;
      return maskRow(angles[at]?.id ?? null, startUs, startUs + lengthUs, what);
    }),
  );
  const heard = sounds.map(([startUs, lengthUs]) =>
    maskRow(null, startUs, startUs + lengthUs, TONE),
  );
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return documentOf({
    lesson,
    angles: angles.sort(byId),
    parts: parts.sort(byId),
    masks: [...pictures, ...heard].map((mask) => ({ ...mask, lessonId: lesson.id })).sort(byId),
    files: parts.map(({ fileId }) => viewOf(fileId)),
  });
}

/** What a clip would cover of a part at a time of it: where, or all of the picture. */
function hiddenAt({ masks }: LessonDocument, part: Part, us: number): (Box | 'all')[] {
  return coversOn(masks, part.angleId, part)
    .filter(({ startUs, endUs }) => us >= startUs && us < endUs)
    .map(({ form, keys, startUs }) => {
      const own = keys.map(({ afterUs, box }) => ({ afterUs: afterUs - startUs, box }));
      return form === 'all' ? 'all' : boxAt(own, us - startUs);
    });
}

const isHushedAt = ({ masks }: LessonDocument, part: Part, us: number): boolean =>
  hushesOn(masks, part).some(({ startUs, endUs }) => us >= startUs && us < endUs);

/** Times of each file at which something of it is hidden, and how. */
interface Seen {
  fileId: string;
  us: number;
  hidden: (Box | 'all')[];
  isHushed: boolean;
}

function seenIn(document: LessonDocument): Seen[] {
  return document.parts.flatMap((part) => {
    const covers = coversOn(document.masks, part.angleId, part);
    const times = [...covers, ...hushesOn(document.masks, part)].flatMap(({ startUs, endUs }) => {
      const [from, to] = [Math.max(0, startUs), Math.min(part.durationUs, endUs) - 1];
      return [from, Math.floor((from + to) / 2), Math.floor((3 * from + to) / 4), to];
    });
    return times
      .filter((us) => us >= 0 && us < part.durationUs && toLessonUs(part, us) >= 0)
      .map((us) => ({
        ...{ fileId: part.fileId, us },
        hidden: hiddenAt(document, part, us),
        isHushed: isHushedAt(document, part, us),
      }));
  });
}

const isNear = (a: Box | 'all', b: Box | 'all'): boolean =>
  a === 'all' || b === 'all' ? a === b : Math.abs(a.x - b.x) < 1e-3;

/** Everything that was hidden, and is in the lesson, is hidden as it was. */
function expectHidden(document: LessonDocument, seen: readonly Seen[]): void {
  for (const { fileId, us, hidden, isHushed } of seen) {
    const part = document.parts.find((row) => row.fileId === fileId);
    if (!part || toLessonUs(part, us) < 0) continue;
    const now = hiddenAt(document, part, us);
    for (const was of hidden) {
      expect(now.some((is) => isNear(is, was))).toBe(true);
    }
    if (isHushed) expect(isHushedAt(document, part, us)).toBe(true);
  }
}

type Step = { what: (typeof STEPS)[number]; which: number; by: number };
const STEPS = ['shift', 'rate', 'place', 'order', 'rearrange', 'drop', 'bring back'] as const;

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...STEPS),
  which: fc.nat(5),
  by: fc.oneof(
    fc.integer({ min: -20 * S, max: 20 * S }),
    fc.constantFrom(-S, -40_000, 40_000, S, 0),
  ),
});

function opsOf(
  document: LessonDocument,
  { what, which, by }: Step,
  gone: readonly Part[],
): RowOp[] {
  const first = firstAngle(document);
  const other = document.angles.filter((angle) => angle !== first)[0];
  const parts = partsOf(document);
  if (!first || !other) return [];
  const arranged = (rows: readonly Part[]) => arrangeParts(document, first.id, rows, LATER);
  switch (what) {
    case 'shift':
      return shiftAngle(document, other.id, by, LATER);
    case 'rate':
      return setRate(document, other.id, rateOf(by % 300), LATER);
    case 'place': {
      const rows = partsOf(document, other.id);
      const row = rows[which % rows.length];
      const place = { offsetUs: (row?.offsetUs ?? 0) + by, rate: 1 + by / 1e12 };
      return row ? placeParts(document, other.id, [{ partId: row.id, ...place }], LATER) : [];
    }
    case 'order':
      return orderAngles(document, [other.id, first.id], LATER);
    case 'rearrange': {
      const at = which % Math.max(1, parts.length);
      return arranged([...parts.slice(at), ...parts.slice(0, at)]);
    }
    case 'drop':
      return parts.length > 1 ? arranged(parts.filter((_, at) => at !== which % parts.length)) : [];
    case 'bring back': {
      const [back] = gone.filter(
        ({ fileId }) => !document.parts.some((part) => part.fileId === fileId),
      );
      if (!back) return [];
      const part = { ...back, id: newId(), angleId: first.id, rate: 1 };
      return arranged(parts.toSpliced(which, 0, part));
    }
  }
}

const camera: fc.Arbitrary<Camera> = fc.record({
  offsetUs: fc.integer({ min: -10 * S, max: 20 * S }),
  rate: fc.constantFrom(1, 1.0001, 0.9998),
  parts: fc.array(
    fc.record({
      durationUs: fc.integer({ min: S, max: 30 * S }),
      gapBeforeUs: fc.oneof(fc.constant(0), fc.nat(5 * S)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  masks: fc.array(
    fc.record({
      startUs: fc.nat(60 * S),
      lengthUs: fc.integer({ min: 3, max: 40 * S }),
      xs: fc.array(fc.double({ min: 0, max: 0.8, noNaN: true }), { maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
});

describe('what is hidden', () => {
  it('stays so whatever is done with cameras and parts, and each edit is taken back whole', () => {
    fc.assert(
      fc.property(
        camera,
        camera,
        fc.array(fc.tuple(fc.nat(60 * S), fc.integer({ min: 3, max: 30 * S })), { maxLength: 2 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (one, two, sounds, steps) => {
          let document = lessonOf([one, two], sounds);
          const all = document.parts;
          const seen = seenIn(document);
          for (const each of steps) {
            const ops = opsOf(document, each, all);
            for (const op of ops) expect(RowOp.safeParse(op).error).toBeUndefined();
            const next = applyOps(document, ops);
            expectHidden(next, seen);
            expect(applyOps(next, invert(ops))).toEqual(document);
            document = next;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** A front camera of two parts, end to end, and a table camera of one that began at the same time. */
function twoCameras(masks: (front: string, table: string) => readonly Mask[]) {
  const part = { gapBeforeUs: 0 };
  const two = [10, 20].map((s) => ({ ...part, durationUs: s * S }));
  const one = [{ ...part, durationUs: 30 * S }];
  const place = { offsetUs: 0, rate: 1, masks: [] };
  const before = lessonOf(
    [
      { ...place, parts: two },
      { ...place, parts: one },
    ],
    [],
  );
  const idOf = (name: string) => before.angles.find((angle) => angle.name === name)?.id ?? '';
  const [front, table] = [idOf('Camera 1'), idOf('Camera 2')];
  const [first, second] = partsOf(before, front);
  if (!first || !second) throw new Error('there are two');
  return { before: { ...before, masks: [...masks(front, table)] }, front, table, first, second };
}

const places = ({ masks }: LessonDocument) =>
  masks
    .map(({ startUs, endUs, adrift }) => (adrift ? 'adrift' : `${startUs / S} to ${endUs / S}`))
    .toSorted();

describe('a camera that is moved', () => {
  it('takes what is hidden of it along, with its positions, and what is drawn on it', () => {
    const { before, front, table } = twoCameras((a, b) => [
      maskRow(
        b,
        4 * S,
        8 * S,
        areaOf([
          [0, 0.1],
          [S, 0.5],
        ]),
      ),
      maskRow(a, 4 * S, 8 * S, WHOLE),
    ]);
    const drawing: Drawing = {
      ...{ id: newId(), authorId: me.id, createdAt: LATER, changedAt: LATER },
      ...{ lessonId: before.lesson.id, angleId: table, momentId: null, private: true },
      ...{ startUs: 2 * S, endUs: 3 * S, colour: 'sky', size: 0.01, adrift: null },
      shape: { type: 'number', at: { x: 0, y: 0 }, number: 1 },
    };
    const document = { ...before, drawings: [drawing] };
    const after = applyOps(document, shiftAngle(document, table, 3 * S, LATER));
    expect(after.drawings[0]).toMatchObject({ startUs: 5 * S, endUs: 6 * S });
    expect(after.masks.find(({ angleId }) => angleId === table)).toMatchObject({
      ...{ startUs: 7 * S, endUs: 11 * S },
      what: areaOf([
        [0, 0.1],
        [S, 0.5],
      ]),
    });
    expect(after.masks.find(({ angleId }) => angleId === front)).toBe(before.masks[1]);
  });

  it('keeps what came to lie before the lesson, and shows it hidden as one when it is back', () => {
    const keys = areaOf([
      [0, 0.1],
      [3 * S, 0.7],
    ]);
    const { before, table } = twoCameras((_, b) => [maskRow(b, S, 5 * S, keys)]);
    const [was] = before.masks;
    let document = before;
    for (const by of [-2 * S, -1.5 * S]) {
      document = applyOps(document, shiftAngle(document, table, by, LATER));
    }
    expect(places(document)).toEqual(['0 to 1.5', 'adrift']);
    document = applyOps(document, shiftAngle(document, table, -9 * S, LATER));
    expect(places(document)).toEqual(['adrift']);
    document = applyOps(document, shiftAngle(document, table, 12.5 * S, LATER));
    expect(document.masks).toEqual([{ ...was, changedAt: LATER }]);
  });

  it('has its sound hidden where it is now, and the others where they are', () => {
    const { before, table } = twoCameras(() => [maskRow(null, 4 * S, 6 * S, TONE)]);
    const near = applyOps(before, shiftAngle(before, table, S, LATER));
    expect(places(near)).toEqual(['4 to 7']);
    const far = applyOps(before, shiftAngle(before, table, 10 * S, LATER));
    expect(places(far)).toEqual(['14 to 16', '4 to 6']);
    const [file] = partsOf(before, table);
    const files = before.files.map((row) =>
      row.id === file?.fileId ? viewOf(row.id, false) : row,
    );
    const deaf = { ...before, files };
    expect(applyOps(deaf, shiftAngle(deaf, table, S, LATER)).masks).toBe(deaf.masks);
  });

  it('whose clock is the lesson’s has its positions at the same pictures', () => {
    const { before, front, table } = twoCameras((_, b) => [
      maskRow(
        b,
        10 * S,
        20 * S,
        areaOf([
          [0, 0.1],
          [10 * S, 0.5],
        ]),
      ),
    ]);
    const fast = applyOps(before, setRate(before, table, 1.001, LATER));
    expect(fast.masks[0]).toMatchObject({ startUs: 10.01 * S, endUs: 20.02 * S });
    const after = applyOps(fast, orderAngles(fast, [table, front], LATER));
    expect(after.masks[0]).toMatchObject({
      ...{ startUs: 10 * S, endUs: 20 * S },
      what: areaOf([
        [0, 0.1],
        [10 * S, 0.5],
      ]),
    });
  });
});

describe('a camera that is taken out', () => {
  it('is hidden as it was when its file comes back, as a camera of its own', () => {
    const { before, table } = twoCameras((a, b) => [
      maskRow(b, 2 * S, 3 * S, WHOLE),
      maskRow(null, 4 * S, 5 * S, TONE),
      maskRow(a, 7 * S, 8 * S, WHOLE),
    ]);
    const [file] = partsOf(before, table);
    const without = applyOps(before, removeAngle(before, table, LATER));
    expect(places(without)).toEqual(['4 to 5', '7 to 8', 'adrift', 'adrift']);
    const angle = angleRow(before.lesson.id, { position: 1 });
    const back = file ? [{ ...file, id: newId(), angleId: angle.id }] : [];
    const after = applyOps(without, arrangeParts(without, angle.id, back, LATER, 10 * S));
    expect(places(after)).toEqual(['12 to 13', '14 to 15', '4 to 5', '7 to 8']);
    expect(after.masks.find(({ startUs }) => startUs === 12 * S)?.angleId).toBe(angle.id);
  });
});

describe('parts that are put in another order, or taken out', () => {
  it('leave what is hidden of another camera alone', () => {
    const { before, front, first, second } = twoCameras((_, b) => [maskRow(b, 0, 15 * S, WHOLE)]);
    for (const parts of [[second, first], [second]]) {
      const after = applyOps(before, arrangeParts(before, front, parts, LATER));
      expect(after.masks).toBe(before.masks);
    }
  });

  it('part what is hidden over their join, each with its own positions, and make it one again', () => {
    const keys = areaOf([
      [0, 0],
      [4 * S, 0.8],
    ]);
    const { before, front, first, second } = twoCameras((a) => [maskRow(a, 8 * S, 12 * S, keys)]);
    const [was] = before.masks;
    const turned = applyOps(before, arrangeParts(before, front, [second, first], LATER));
    expect(places(turned)).toEqual(['0 to 2', '28 to 30']);
    expect(turned.masks.find(({ startUs }) => startUs === 0)?.what).toEqual(
      areaOf([
        [0, 0.4],
        [2 * S, 0.8],
      ]),
    );
    expect(turned.masks.find(({ startUs }) => startUs > 0)?.what).toEqual(
      areaOf([
        [0, 0],
        [2 * S, 0.4],
      ]),
    );
    const back = applyOps(turned, arrangeParts(turned, front, [first, second], LATER));
    expect(back.masks).toEqual([{ ...was, changedAt: LATER }]);
    const without = applyOps(before, arrangeParts(before, front, [second], LATER));
    expect(places(without)).toEqual(['0 to 2', 'adrift']);
  });

  it('leave sound hidden as long as a camera hears it, and hide it again with its file', () => {
    const { before, front, table, first, second } = twoCameras(() => [
      maskRow(null, 4 * S, 6 * S, TONE),
    ]);
    const without = applyOps(before, arrangeParts(before, front, [second], LATER));
    expect(places(without)).toEqual(['4 to 6', 'adrift']);
    const anew = { ...first, id: newId() };
    const parts = [...partsOf(without, front), anew];
    const again = applyOps(without, arrangeParts(without, front, parts, LATER));
    expect(places(again)).toEqual(['24 to 26', '4 to 6']);
    const [only] = partsOf(before, table);
    const same = arrangeParts(without, table, only ? [only, anew] : [], LATER);
    expect(places(applyOps(without, same))).toEqual(['34 to 36', '4 to 6']);
  });

  it('let a file that comes back on another camera be hidden there', () => {
    const { before, front, table, first, second } = twoCameras((a) => [
      maskRow(a, 2 * S, 3 * S, WHOLE),
    ]);
    const without = applyOps(before, arrangeParts(before, front, [second], LATER));
    const [only] = partsOf(without, table);
    const parts = only ? [only, { ...first, id: newId(), angleId: table }] : [];
    const after = applyOps(without, arrangeParts(without, table, parts, LATER));
    expect(after.masks).toMatchObject([{ angleId: table, startUs: 32 * S, adrift: null }]);
  });
});
