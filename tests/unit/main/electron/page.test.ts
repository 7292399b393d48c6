import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagePath, POLICY } from '../../../../src/main/electron/page';

describe('app://plenary', () => {
  it.each([
    ['app://plenary/', ['index.html']],
    ['app://plenary/index.html', ['index.html']],
    ['app://plenary/index.html#/lessons/1', ['index.html']],
    ['app://plenary/assets/index-B9CI_x.js?v=1', ['assets', 'index-B9CI_x.js']],
  ])('%s', (url, segments) => {
    expect(pagePath(url)).toEqual(segments);
  });

  it.each([
    'app://other/index.html',
    'app://plenary.evil/index.html',
    'app://plenary@evil/index.html',
    'app://plenary',
    'app://plenary/../main/index.js',
    'app://plenary/..%2fmain/index.js',
    'app://plenary/%2e%2e/main/index.js',
    'app://plenary/.hidden',
    'app://plenary/a/./b.js',
    'app://plenary//etc/passwd',
    'app://plenary/a\\..\\b.js',
    'app://plenary/a.js%00.png',
    'file:///etc/passwd',
  ])('%s is nothing', (url) => {
    expect(pagePath(url)).toBeNull();
  });

  it('never climbs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (rest) => {
        const segments = pagePath(`app://plenary/${rest}`);
        for (const segment of segments ?? []) {
          expect(segment).toMatch(/^[\w.-]+$/);
          expect(segment.startsWith('.')).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('allows no script but its own files', () => {
    const rules = new Map(
      POLICY.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    );
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    for (const sources of rules.values()) {
      for (const source of sources) {
        expect([
          "'none'",
          "'self'",
          "'unsafe-inline'",

          'data:',
          'blob:',
          'footage:',
          'voice:',
        ]).toContain(source);
      }
    }
  });
});
