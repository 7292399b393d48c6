import { describe, expect, it } from 'vitest';
import {
  cameraToCut,
  camerasOf,
  clipChoices,
  filmed,
  filmedIn,
  inReelOrder,
  nameFor,
  nameTrouble,
  rangeFor,
  requestsFor,
} from '../../../../src/renderer/features/clips/clip-choices';
import { newId } from '../../../../src/shared/domain/ids';
import { ANGLE, file, lesson, moment, part } from '../lesson-rows';

const S = 1_000_000;
const range = { startUs: 12 * S, endUs: 20 * S };

describe('what can be exported', () => {
  it('is the selection first, then moments that have a picture, by time', () => {
    const late = moment({ startUs: 40 * S, endUs: 50 * S });
    const early = moment({ startUs: 5 * S, endUs: 6 * S });
    const lost = moment({ adrift: { fileId: 'f', startUs: 0, endUs: 1 } });
    const document = lesson({ moments: [late, lost, early] });
    expect(clipChoices(document, range).map((choice) => choice.id)).toEqual([
      'selection',
      early.id,
      late.id,
    ]);
    expect(clipChoices(document, null)).toHaveLength(2);
  });

  it('of a point is a stretch after it, kept inside the lesson', () => {
    expect(rangeFor(moment({ startUs: 10 * S }), 60 * S)).toEqual({
      startUs: 10 * S,
      endUs: 20 * S,
    });
    expect(rangeFor(moment({ startUs: 55 * S }), 60 * S)).toEqual({
      startUs: 55 * S,
      endUs: 60 * S,
    });
    expect(rangeFor(moment({ startUs: 60 * S }), 60 * S)).toBeNull();
  });
});

describe('a clip’s name', () => {
  const title = 'Area of triangles';

  it('has the first words of a shared note, cut between words', () => {
    const note = 'She returns to the first answer and lets them revise it in front of everyone.';
    const name = nameFor(title, range, moment({ note, private: false }));
    expect(name).toBe('Area of triangles 0.12 She returns to the first answer and lets them');
  });

  it('has the kind where a shared moment has no note', () => {
    expect(nameFor(title, range, moment({ private: false, kind: 'strength' }))).toBe(
      'Area of triangles 0.12 Strength',
    );
  });

  it('says nothing of a private moment', () => {
    expect(nameFor(title, range, moment({ note: 'a worry', kind: 'wondering' }))).toBe(
      'Area of triangles 0.12',
    );
  });

  it('is one that a disk takes', () => {
    expect(nameFor('8B: what/why?', { startUs: 3_700 * S, endUs: 3_800 * S }, null)).toBe(
      '8B what why 1.01.40',
    );
  });

  it.each([
    ['', 'Give it a name.'],
    ['   ', 'Give it a name.'],
    ['x'.repeat(121), 'Use a shorter name.'],
    ['Wait time', ''],
  ])('%j: %s', (name, trouble) => {
    expect(nameTrouble(name)).toBe(trouble);
  });
});

it('asks for what was chosen and nothing else, under the names as typed', () => {
  const one = moment({ startUs: 5 * S, endUs: 6 * S });
  const two = moment({ startUs: 8 * S, endUs: 9 * S });
  const choices = clipChoices(lesson({ moments: [one, two] }), range);
  const asked = requestsFor(choices, new Set(['selection', two.id]), new Map([[two.id, ' Two ']]));
  expect(asked).toEqual([
    { name: 'Area of triangles 0.12', ...range },
    { name: 'Two', startUs: 8 * S, endUs: 9 * S },
  ]);
});

describe('a reel', () => {
  const shared = moment({ startUs: 5 * S, endUs: 6 * S, private: false, note: 'They wait.' });
  const kept = moment({ startUs: 8 * S, endUs: 9 * S, private: true, note: 'Not for others' });
  const choices = clipChoices(lesson({ moments: [shared, kept] }), range);
  const all = new Set(choices.map(({ id }) => id));

  it('stands in the order that was made by hand, what was chosen later behind it', () => {
    const ids = (order: string[]) => inReelOrder(choices, all, order).map(({ id }) => id);
    expect(ids([])).toEqual(['selection', shared.id, kept.id]);
    expect(ids([kept.id, 'selection'])).toEqual([kept.id, 'selection', shared.id]);
    expect(inReelOrder(choices, new Set([shared.id]), [kept.id]).map(({ id }) => id)).toEqual([
      shared.id,
    ]);
  });

  it('has titles as typed, else the first words; of what is private only when it was', () => {
    const asked = requestsFor(choices, all, new Map(), new Map([['selection', ' Waiting ']]));
    expect(asked.map(({ title }) => title)).toEqual(['Waiting', 'They wait', 'From 0:08']);
  });
});

describe('the camera a clip is cut from', () => {
  const room = lesson();
  const [front] = room.angles;
  if (!front) throw new Error('a lesson has a camera');
  const [table, recorder] = ['Table', 'Recorder'].map((name, at) => ({
    ...front,
    ...{ id: newId(), name, position: at + 1 },
  }));
  if (!table || !recorder) throw new Error('both were made');
  const [seen, heard] = [file(), file({ picture: null })];
  const document = {
    ...room,
    angles: [recorder, table, front],
    files: [...room.files, seen, heard],
    parts: [
      ...room.parts,
      part({ angleId: table.id, fileId: seen.id, offsetUs: 10 * S, durationUs: 20 * S }),
      part({ angleId: recorder.id, fileId: heard.id }),
    ],
  };

  it('is one with a picture, in the order of the lesson', () => {
    expect(camerasOf(document).map(({ name }) => name)).toEqual([front.name, 'Table']);
  });

  it('is the one watched large to begin with; the first where that has no picture', () => {
    expect(cameraToCut(document, null)).toBe(ANGLE);
    expect(cameraToCut(document, table.id)).toBe(table.id);
    expect(cameraToCut(document, recorder.id)).toBe(ANGLE);
  });

  it('was recording in some of the stretch', () => {
    expect(filmed(document, table.id, { startUs: 5 * S, endUs: 11 * S })).toBe(true);
    expect(filmed(document, table.id, { startUs: 5 * S, endUs: 10 * S })).toBe(false);
    expect(filmed(document, table.id, { startUs: 30 * S, endUs: 31 * S })).toBe(false);
    expect(filmed(document, ANGLE, { startUs: 5 * S, endUs: 10 * S })).toBe(true);
  });

  it('films in a codec that is told where a stretch is of it', () => {
    const picture = seen.picture && { ...seen.picture, codec: 'hevc' };
    const files = document.files.map((one) => (one === seen ? { ...one, picture } : one));
    const told = (angleId: string, startUs: number, endUs: number) =>
      filmedIn('hevc', { ...document, files }, angleId, [{ startUs, endUs }]);
    expect(told(table.id, 5 * S, 11 * S)).toBe(true);
    expect(told(table.id, 5 * S, 10 * S)).toBe(false);
    expect(told(ANGLE, 5 * S, 11 * S)).toBe(false);
  });
});
