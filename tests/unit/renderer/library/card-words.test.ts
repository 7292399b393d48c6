import { describe, expect, it } from 'vitest';
import {
  aboutWords,
  cardState,
  dayWords,
  isSoon,
  keepWords,
} from '../../../../src/renderer/features/library/card-words';
import { moved } from '../../../../src/renderer/features/library/moved';
import { makeCard } from '../../../fixtures/lesson-cards';

describe('what a card says', () => {
  it('names the month a lesson is kept until, and the day once it is near', () => {
    expect(keepWords('2027-07-31', '2026-11-10')).toBe('Keep until Jul 2027');
    expect(keepWords('2026-11-30', '2026-11-16')).toBe('Keep until 30 Nov: decide');
    expect(keepWords('2026-11-30', '2026-11-15')).toBe('Keep until Nov 2026');
    expect(keepWords('2026-11-30', '2027-02-01')).toBe('Keep until 30 Nov 2026: decide');
  });

  it('asks from two weeks before the day, and goes on asking after it', () => {
    expect(isSoon('2026-11-30', '2026-11-15')).toBe(false);
    expect(isSoon('2026-11-30', '2026-11-16')).toBe(true);
    expect(isSoon('2026-11-30', '2029-01-01')).toBe(true);
  });

  it('says what it is about, leaving out what is not known', () => {
    expect(aboutWords(makeCard(1), '2026-12-01')).toBe('Maths · 8B · Tue 10 Nov');
    expect(aboutWords(makeCard(1, { subject: '', taughtOn: null }), '2026-12-01')).toBe('8B');
    expect(dayWords('2025-11-10', '2026-12-01')).toBe('10 Nov 2025');
  });

  it('puts what is missing before what is odd, and that before what is being made', () => {
    const all = { missing: ['a.mp4'], troubled: ['b.mp4'], playable: 0.641 };
    expect(cardState(makeCard(1, {}, all)).text).toBe('File moved: find it…');
    expect(cardState(makeCard(1, {}, { ...all, missing: [] })).text).toBe('Not whole: b.mp4');
    expect(cardState(makeCard(1, {}, { playable: 0.649 }), true).text).toBe(
      'Preparing a playable copy, 64%',
    );
    expect(cardState(makeCard(1, {}, { playable: 1 }), true).text).toBe('42 moments');
  });

  it('says that a copy is being prepared only while it is', () => {
    expect(cardState(makeCard(1, {}, { playable: 0 })).text).toBe('42 moments');
  });

  it('says that permission is not noted, except of the made lesson', () => {
    expect(cardState(makeCard(1, { permission: ' ' }, { momentCount: 1 })).text).toBe(
      '1 moment · Permission not noted',
    );
    expect(cardState(makeCard(1, { permission: '', made: true })).text).toBe('42 moments');
  });
});

describe('moving an entry of a list', () => {
  it('takes it out and puts it in elsewhere', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });

  it('leaves the list as it is where there is no such place', () => {
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
  });
});
