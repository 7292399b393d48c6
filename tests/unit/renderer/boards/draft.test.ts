import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BoardContent } from '../../../../src/shared/domain/board';
import { FIRST_BOARD } from '../../../../src/shared/domain/kinds';
import {
  BOARD_KEYS,
  contentOf,
  draftOf,
  freeKey,
  newKind,
  problemsOf,
  wordsOf,
} from '../../../../src/renderer/features/boards/draft';

const FOLDER = join(import.meta.dirname, '../../../../resources/boards');
const starters = readdirSync(FOLDER).map((name) => {
  const { format, ...content } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as object & {
    format: string;
  };
  return [name, format, BoardContent.parse(content)] as const;
});

describe('a board while it is written', () => {
  it('is what it was when nothing is changed', () => {
    expect(contentOf(draftOf(FIRST_BOARD))).toEqual(FIRST_BOARD);
  });

  it('loses keys that the room itself is on', () => {
    const [kind] = FIRST_BOARD.kinds;
    if (!kind) throw new Error('no kind');
    const draft = draftOf({ ...FIRST_BOARD, kinds: [{ ...kind, key: 'k' }] });
    expect(contentOf(draft).kinds[0]?.key).toBe('');
  });

  it('gives a new kind a key that nobody has', () => {
    const draft = draftOf(FIRST_BOARD);
    expect(freeKey(draft)).toBe('6');
    expect(newKind(draft)).toMatchObject({ key: '6', name: '' });
    const full = {
      ...draft,
      tags: BOARD_KEYS.map((key) => ({ id: key, name: key, key, followUps: '' })),
    };
    expect(freeKey(full)).toBe('');
  });

  it('says what is to be mended, and where', () => {
    const draft = draftOf(FIRST_BOARD);
    const [first, second] = draft.kinds;
    if (!first || !second) throw new Error('no kinds');
    const problems = problemsOf({
      ...draft,
      name: ' ',
      kinds: [first, { ...second, key: first.key }, { ...first, id: 'x', key: '', name: '' }],
      tags: [
        { id: 't1', name: 'Hands up', key: '', followUps: '' },
        { id: 't2', name: 'hands up ', key: '', followUps: '' },
      ],
    });
    expect([...problems.keys()].sort()).toEqual(['', 't2', second.id, 'x'].sort());
    expect(problems.get(second.id)).toBe('1 is already the key of Noticing.');
  });

  it('reads words between commas, each once', () => {
    expect(wordsOf(' hands  up, cold call,,hands up ')).toEqual(['hands up', 'cold call']);
    expect(wordsOf('x'.repeat(90))).toEqual(['x'.repeat(40)]);
  });
});

describe('the boards that come with Plenary', () => {
  it('are six, a blank one last', () => {
    expect(starters).toHaveLength(6);
    expect(starters.at(-1)?.[2].name).toBe('Blank board');
  });

  it.each(starters)('%s keeps to its rules', (_, format, content) => {
    expect(format).toBe('plenary-board-1');
    expect(problemsOf(draftOf(content)).size).toBe(0);
    expect(contentOf(draftOf(content))).toEqual(content);
    // Words for noticing: nothing that rates a person.
    expect(JSON.stringify(content)).not.toMatch(
      /apprais|evaluat|assess|grade|score|rating|rubric|target|outstanding|inadequate|student|off.?task/i,
    );
  });
});
