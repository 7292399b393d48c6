import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  type ClipChoice,
  marksIn,
  marksWords,
} from '../../../../src/renderer/features/clips/clip-choices';
import { howLarge, orderOf } from '../../../../src/renderer/features/clips/order';
import {
  type HowToExport,
  isWrittenOn,
  moreWords,
  reelOf,
} from '../../../../src/renderer/features/clips/use-how';
import { newId } from '../../../../src/shared/domain/ids';
import type { Mask } from '../../../../src/shared/domain/mask';
import { ANGLE, AT, file, LESSON, lesson, ME, part } from '../lesson-rows';

const S = 1_000_000;
const nothing = () => undefined;

function how(change: Partial<HowToExport> = {}): HowToExport {
  return {
    ...{ form: 'exact', joined: false, name: 'Waiting', titles: true, gapUs: 0, colours: null },
    ...{ notes: 'off', marks: { discussion: false, name: '' }, masked: true, more: false },
    ...{ speeds: new Map(), wordings: new Map(), order: [] },
    ...{ setForm: nothing, setJoined: nothing, setName: nothing, setTitles: nothing },
    ...{ setGapUs: nothing, setColours: nothing, setNotes: nothing, setMarks: nothing },
    ...{ setMasked: nothing, setSpeed: nothing, setWording: nothing, setOrder: nothing },
    setMore: nothing,
    ...change,
  };
}

const choice = (id: string, from: number, change: Partial<ClipChoice> = {}): ClipChoice => ({
  ...{
    id,
    kind: 'question',
    note: 'Why?',
    private: false,
    name: `Clip ${id}`,
    title: `Title ${id}`,
  },
  ...{ startUs: from * S, endUs: (from + 10) * S },
  ...change,
});

const mask = (change: Partial<Mask> = {}): Mask => ({
  ...{ id: newId(), authorId: ME, createdAt: AT, changedAt: AT, lessonId: LESSON },
  ...{ angleId: ANGLE, startUs: 0, endUs: 15 * S, adrift: null },
  what: { type: 'picture', look: 'blur' },
  ...change,
});
const sound = mask({ angleId: null, what: { type: 'sound', sounds: 'silence' } });

const picked = [choice('a', 0), choice('b', 20)];
const order = (change: Partial<HowToExport> = {}) => {
  const chosen = how(change);
  const reel = reelOf(chosen, picked.length);
  return orderOf({ lessonId: LESSON, angleId: ANGLE, picked, names: new Map(), how: chosen, reel });
};

describe('an order', () => {
  it('says nothing of what is as it comes', () => {
    expect(order()).toEqual({
      ...{ lessonId: LESSON, angleId: ANGLE, form: 'exact', reel: undefined },
      marks: { discussion: false, name: '' },
      clips: [
        { name: 'Clip a', momentId: 'a', startUs: 0, endUs: 10 * S },
        { name: 'Clip b', momentId: 'b', startUs: 20 * S, endUs: 30 * S },
      ],
    });
  });

  it('says how fast, where notes go, what is between, in which colours, and that nothing is hidden', () => {
    const colours = { background: '#123456', text: '#ffffff' };
    const asked = order({
      ...{ joined: true, gapUs: 2 * S, colours, notes: 'file', masked: false },
      speeds: new Map([['b', 'again']]),
    });
    expect(asked).toMatchObject({
      ...{ notes: 'file', masked: false },
      reel: { name: 'Waiting', titles: true, gapUs: 2 * S, colours },
    });
    expect(asked.clips.map(({ speed, caption }) => [speed, caption])).toEqual([
      [undefined, 'Why?'],
      ['again', 'Why?'],
    ]);
  });

  it('of sound alone has neither speeds nor notes nor colours', () => {
    const asked = order({
      ...{ form: 'sound', joined: true, notes: 'picture' },
      ...{ colours: { background: '#123456', text: '#ffffff' } },
      speeds: new Map([['a', 'half']]),
    });
    expect(asked.notes).toBeUndefined();
    expect(asked.clips.every(({ speed, caption }) => speed === undefined && !caption)).toBe(true);
    expect(asked.reel).toEqual({ name: 'Waiting', titles: true });
  });

  it('never has the note of a private moment', () => {
    const own = [choice('a', 0, { private: true })];
    const asked = orderOf({
      ...{ lessonId: LESSON, angleId: ANGLE, picked: own, names: new Map() },
      ...{ how: how({ notes: 'file' }), reel: undefined },
    });
    expect(JSON.stringify(asked)).not.toContain('Why?');
    // What is typed for it by hand is the person’s own, and stays.
    expect(asked.clips[0]?.momentId).toBeUndefined();
  });

  it('is said in a few words where it is out of sight', () => {
    expect(moreWords(how(), ['a'])).toBe('');
    const chosen = how({
      ...{ notes: 'file', joined: true, gapUs: S, speeds: new Map([['a', 'half']]) },
      marks: { discussion: true, name: '', timer: true },
    });
    expect(moreWords(chosen, ['a', 'b'])).toBe('speed, notes, timer, words, black between');
    expect(isWrittenOn(how({ notes: 'file' }))).toBe(false);
    expect(isWrittenOn(how({ notes: 'picture' }))).toBe(true);
  });
});

describe('what is hidden', () => {
  const document = lesson({
    masks: [mask(), mask({ angleId: newId() }), mask({ startUs: 40 * S, endUs: 41 * S }), sound],
  });

  it('is counted once, in the chosen stretches of the camera', () => {
    const overlapping = [choice('a', 0), choice('c', 5)];
    expect(marksIn(document, ANGLE, overlapping)).toEqual([document.masks[0], sound]);
    expect(marksIn(document, undefined, overlapping)).toEqual([]);
  });

  it('is said in words', () => {
    expect(marksWords([])).toBe('Nothing is marked in these stretches.');
    expect(marksWords([mask()])).toBe('1 part of the picture is marked.');
    expect(marksWords([mask(), mask(), sound], 'hidden')).toBe(
      '2 parts of the picture and 1 stretch of sound are hidden.',
    );
  });
});

describe('how large it is likely to be', () => {
  const [film] = [
    file({ bytes: 60_000_000, sound: { codec: 'aac', channels: 2, sampleRate: 48_000 } }),
  ];
  const parts = film ? [part({ fileId: film.id, durationUs: 60 * S })] : [];
  const document = lesson({ files: film ? [film] : [], parts });
  const bytes = (change: Partial<HowToExport> = {}, of = document) =>
    bytesOf(of, ANGLE, picked, howLarge(of, ANGLE, picked, how(change)));

  it('is what is copied, until something lies over it or it is slowed', () => {
    expect(bytes()).toBe(20_000_000);
    const encoded = bytes({ marks: { discussion: false, name: '', timer: true } });
    expect(encoded).toBeLessThan(20_000_000);
    // One of two has something to hide.
    const masked = lesson({ ...document, masks: [mask()] });
    expect(bytes({}, masked)).toBe(10_000_000 + encoded / 2);
    expect(bytes({ masked: false }, masked)).toBe(20_000_000);
  });

  it('counts what is seen twice, and what stands still between', () => {
    const slow = (speed: 'half' | 'again') =>
      bytes({
        speeds: new Map([
          ['a', speed],
          ['b', speed],
        ]),
      });
    expect(slow('again')).toBeGreaterThan(slow('half') * 1.5);
    // Two cards of four seconds and three of black, each with silence that takes room.
    expect(bytes({ joined: true, gapUs: 3 * S })).toBe(20_000_000 + 11 * 20_000);
    expect(bytes({ joined: true, titles: false })).toBe(20_000_000);
  });
});
