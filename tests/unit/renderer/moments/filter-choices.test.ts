import { describe, expect, it } from 'vitest';
import {
  askedFor,
  choicesIn,
  toggled,
} from '../../../../src/renderer/features/moments/filter-choices';
import { filterCount } from '../../../../src/shared/domain/filtering';
import { newId } from '../../../../src/shared/domain/ids';
import { type MomentFilter, NO_FILTER } from '../../../../src/shared/domain/saved-view';
import { me, momentRow } from '../../shared/rows';

const names = { kind: (id: string) => id, person: () => 'You', focus: () => 'waiting' };

describe('what can be asked for', () => {
  it('is only what the lesson has', () => {
    const lessonId = newId();
    const moments = [
      momentRow(lessonId, { kind: 'question', tags: ['talk'] }),
      momentRow(lessonId, { kind: 'question' }),
    ];
    const choices = choicesIn({ moments, focuses: [] }, names);
    expect(choices.kinds.map(({ id }) => id)).toEqual(['question']);
    expect(choices.tags.map(({ id }) => id)).toEqual(['talk']);
    expect(choices.people).toEqual([{ id: me.id, name: 'You' }]);
    expect(choices.focuses).toEqual([]);
  });

  it('can be taken back one by one until nothing is asked', () => {
    const filter: MomentFilter = {
      ...{ kinds: ['question', 'strength'], tags: ['talk'], authorIds: [me.id] },
      ...{ focusIds: [newId()], text: '', shared: 'shared', has: ['note', 'voice'] },
    };
    let left = filter;
    let steps = 0;
    for (let next = askedFor(left, names)[0]; next; next = askedFor(left, names)[0]) {
      expect(filterCount(next.without)).toBe(filterCount(left) - 1);
      left = next.without;
      steps++;
    }
    expect(steps).toBe(8);
    expect(left).toEqual(NO_FILTER);
  });

  it('is toggled', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
