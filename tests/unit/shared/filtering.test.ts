import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aroundOf,
  filterCount,
  matches,
  shownOf,
  threadsOf,
} from '../../../src/shared/domain/filtering';
import { newId } from '../../../src/shared/domain/ids';
import type { Moment } from '../../../src/shared/domain/moment';
import type { Reply } from '../../../src/shared/domain/reply';
import { type MomentFilter, NO_FILTER } from '../../../src/shared/domain/saved-view';
import { takenOut } from '../../../src/shared/domain/taking-out';
import { me, momentRow, NOW } from './rows';

const lessonId = newId();
const moment = (over: Partial<Moment> = {}) => momentRow(lessonId, over);
const reply = (momentId: string, text: string, over: Partial<Reply> = {}): Reply => ({
  ...{ id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW },
  ...{ lessonId, momentId, text, private: true, ...over },
});
const NOTHING = aroundOf({ replies: [], drawings: [] });
const passes = (row: Moment, filter: Partial<MomentFilter>, around = NOTHING) =>
  matches(row, { ...NO_FILTER, ...filter }, around);

describe('a filter', () => {
  it('that asks for nothing lets everything through', () => {
    expect(passes(moment(), {})).toBe(true);
    expect(filterCount(NO_FILTER)).toBe(0);
    expect(filterCount({ ...NO_FILTER, text: '  ' })).toBe(0);
  });

  it('lets any of the values of one thing through, and needs every thing', () => {
    const row = moment({ kind: 'question', tags: ['talk', 'wait'], private: false });
    expect(passes(row, { kinds: ['question', 'strength'] })).toBe(true);
    expect(passes(row, { kinds: ['strength'] })).toBe(false);
    expect(passes(row, { kinds: ['question'], tags: ['wait', 'other'] })).toBe(true);
    expect(passes(row, { kinds: ['question'], tags: ['other'] })).toBe(false);
    expect(passes(row, { shared: 'shared' })).toBe(true);
    expect(passes(row, { shared: 'private' })).toBe(false);
    expect(passes(row, { authorIds: [row.authorId] })).toBe(true);
    expect(passes(row, { authorIds: [newId()] })).toBe(false);
    expect(passes(row, { focusIds: [newId()] })).toBe(false);
  });

  it('asks what a moment has, each of it', () => {
    const bare = moment({ note: ' ' });
    const full = moment({
      ...{ note: 'x', links: [bare.id], inSession: true },
      voice: { id: newId(), durationUs: 1, levels: [] },
    });
    const around = aroundOf({
      replies: [reply(full.id, 'yes')],
      drawings: [{ momentId: full.id } as never],
    });
    const has: MomentFilter['has'] = ['note', 'voice', 'drawing', 'reply', 'link', 'in-session'];
    expect(passes(full, { has }, around)).toBe(true);
    for (const one of has) expect(passes(bare, { has: [one] }, around), one).toBe(false);
  });

  it('finds words in note, tags and replies together', () => {
    const row = moment({ note: 'Nobody filled the gap', tags: ['wait time'] });
    const around = aroundOf({ replies: [reply(row.id, 'Who else had a hand up?')], drawings: [] });
    expect(passes(row, { text: 'gap wai hand' }, around)).toBe(true);
    expect(passes(row, { text: '"hand up"' }, around)).toBe(true);
    expect(passes(row, { text: 'hand' })).toBe(false);
    expect(passes({ ...row, note: 'changed' }, { text: 'gap' }, around)).toBe(false);
  });
});

describe('what is shown', () => {
  it('is the same list while nothing is asked for, and in the same order when something is', () => {
    const rows = [moment({ kind: 'question' }), moment(), moment({ kind: 'question' })];
    expect(shownOf(rows, NO_FILTER, [], () => NOTHING)).toBe(rows);
    expect(shownOf(rows, { ...NO_FILTER, kinds: ['question'] }, [], () => NOTHING)).toEqual([
      rows[0],
      rows[2],
    ]);
    expect(shownOf(rows, NO_FILTER, [me.id], () => NOTHING)).toEqual([]);
    const kept = rows[1]?.id ?? null;
    const strengths: MomentFilter = { ...NO_FILTER, kinds: ['strength'] };
    expect(shownOf(rows, strengths, [me.id], () => NOTHING, kept)).toEqual([rows[1]]);
  });

  it('and what is not, make the whole, whatever is asked', () => {
    const some = fc.record({
      kind: fc.constantFrom('question', 'strength'),
      note: fc.constantFrom('', 'wait', 'hand up'),
      private: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 20 }),
        fc.constantFrom('wa', 'up', ''),
        (rows, text) => {
          const all = rows.map((row) => moment(row));
          const filter: MomentFilter = { ...NO_FILTER, text, kinds: ['question'] };
          const shown = new Set(shownOf(all, filter, [], () => NOTHING));
          for (const row of all) expect(shown.has(row)).toBe(matches(row, filter, NOTHING));
        },
      ),
    );
  });
});

describe('threads', () => {
  it('are in the order they were said, whatever order they are kept in', () => {
    const row = moment();
    const at = (minute: number) => `2026-03-12T10:0${minute}:00.000Z`;
    const replies = [3, 1, 2].map((minute) =>
      reply(row.id, `${minute}`, { createdAt: at(minute) }),
    );
    const other = reply(newId(), 'elsewhere');
    const threads = threadsOf([...replies, other]);
    expect(threads.get(row.id)?.map(({ text }) => text)).toEqual(['1', '2', '3']);
    expect(threads.size).toBe(2);
  });

  it('go with their moment when it is deleted', () => {
    const [going, staying] = [moment(), moment()];
    const replies = [reply(going.id, 'a'), reply(staying.id, 'b'), reply(going.id, 'c')];
    const ops = takenOut({ moments: [going, staying], replies }, [going.id]);
    expect(ops.map(({ table, before }) => [table, before?.id])).toEqual([
      ['reply', replies[0]?.id],
      ['reply', replies[2]?.id],
      ['moment', going.id],
    ]);
    expect(ops.every(({ after }) => after === null)).toBe(true);
  });
});
