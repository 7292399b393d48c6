import { describe, expect, it } from 'vitest';
import {
  changed,
  heldTo,
  markLabel,
  momentOf,
  tagged,
} from '../../../../src/renderer/features/moments/edits';
import { Moment } from '../../../../src/shared/domain/moment';
import { LESSON, ME, moment } from '../lesson-rows';

const END = 60_000_000;

describe('a mark', () => {
  it('makes a whole row, private until someone says otherwise', () => {
    const made = momentOf({ kind: 'question', startUs: 5, endUs: 9 }, LESSON, ME);
    expect(Moment.parse(made)).toEqual(made);
    expect(made).toMatchObject({ private: true, note: '', kind: 'question', authorId: ME });
    expect(made).toMatchObject({ startUs: 5, endUs: 9, tags: [], liveUs: null });
  });

  it('is called by its kind in undo', () => {
    expect(markLabel('next-step')).toBe('Mark next step');
  });
});

describe('holding', () => {
  const row = moment({ startUs: 6_000_000 });

  it('makes a range up to where it was let go', () => {
    expect(heldTo(row, 15_000_000, END)?.after).toMatchObject({
      startUs: 6_000_000,
      endUs: 15_000_000,
    });
  });

  it('ends with the lesson, and is a point when nothing went by', () => {
    expect(heldTo(row, 99_000_000, END)?.after).toMatchObject({ endUs: END });
    expect(heldTo(row, 6_000_000, END)).toBeNull();
    expect(heldTo(row, 1_000_000, END)).toBeNull();
  });
});

describe('a change', () => {
  it('carries the row as it was and as it is', () => {
    const row = moment({ changedAt: '2026-01-01T00:00:00.000Z' });
    const op = changed(row, { note: 'x' });
    expect(op?.before).toBe(row);
    expect(op?.after).toMatchObject({ id: row.id, note: 'x' });
    expect(op?.after?.changedAt).not.toBe(row.changedAt);
  });

  it('puts a tag on once, and takes it off', () => {
    const row = moment({ tags: ['wait time'] });
    expect(tagged(row, 'wait time', true)).toBeNull();
    expect(tagged(row, 'hands up', true)?.after).toMatchObject({ tags: ['wait time', 'hands up'] });
    expect(tagged(row, 'wait time', false)?.after).toMatchObject({ tags: [] });
  });

  it('to the same is none', () => {
    const row = moment({ note: 'x', kind: 'question' });
    expect(changed(row, { note: 'x', kind: 'question' })).toBeNull();
  });
});
