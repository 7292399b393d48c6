/** docs/gestures.md names tests: each of them exists, and every gesture has one. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(__dirname, '../../..');
const text = readFileSync(resolve(ROOT, 'docs/gestures.md'), 'utf8');

/** What a short name stands for. */
interface Named {
  spec: string;
  title: string;
}

function namedIn(document: string): Map<string, Named> {
  const named = new Map<string, Named>();
  let spec = '';
  for (const line of document.split('\n')) {
    spec = /^### (\S+\.spec\.ts)$/.exec(line)?.[1] ?? spec;
    const [, mark, title] = /^- \*\*([A-Z]\d+)\*\* (.+)$/.exec(line) ?? [];
    if (mark !== undefined && title !== undefined) named.set(mark, { spec, title });
  }
  return named;
}

/** The titles in a spec, as patterns: `${name}` stands for anything. */
function titlesIn(spec: string): RegExp[] {
  const source = readFileSync(resolve(ROOT, 'tests/e2e', spec), 'utf8');
  return [...source.matchAll(/\btest\(\s*(['"`])(.+?)\1,/g)].map(([, , title = '']) => {
    const fixed = title
      .split(/\$\{.+?\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${fixed.join('.+')}$`);
  });
}

const named = namedIn(text);
const marksIn = (cell: string): string[] => cell.match(/\b[A-Z]\d+\b/g) ?? [];
/** The cells of each gesture: what, pointer, keyboard, tests by pointer, tests by keyboard. */
const gestures = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, ...cells]) => cells.slice(0, 5));

describe('docs/gestures.md', () => {
  it('has many gestures and tests', () => {
    expect(gestures.length).toBeGreaterThan(50);
    expect(named.size).toBeGreaterThan(50);
  });

  it.each([...named])('%s is the title of a test that exists', (_mark, { spec, title }) => {
    expect(titlesIn(spec).filter((pattern) => pattern.test(title))).toHaveLength(1);
  });

  it.each(gestures)('%s: each way that is told has a test', (_what, ...cells) => {
    const [pointer = '', keyboard = '', byPointer = '', byKey = ''] = cells;
    expect(marksIn(byPointer).length > 0).toBe(pointer !== '');
    expect(marksIn(byKey).length > 0).toBe(keyboard !== '');
    for (const mark of [...marksIn(byPointer), ...marksIn(byKey)]) {
      expect(named.has(mark), mark).toBe(true);
    }
  });

  it('names no test for nothing', () => {
    const [tables = ''] = text.split('## Tests');
    expect([...named.keys()].filter((mark) => !marksIn(tables).includes(mark))).toEqual([]);
  });
});
