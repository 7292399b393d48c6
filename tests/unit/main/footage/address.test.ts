import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../../src/main/footage/address';
import { newId } from '../../../../src/shared/domain/ids';

const id = newId();

describe('addresses', () => {
  it('reads each kind', () => {
    expect(parseAddress(`footage://part/${id}`)).toEqual({ kind: 'part', id });
    expect(parseAddress(`footage://poster/${id}`)).toEqual({ kind: 'poster', id });
    expect(parseAddress(`footage://frames/${id}`)).toEqual({ kind: 'frames', id });
    expect(parseAddress(`footage://peaks/${id}`)).toEqual({ kind: 'peaks', id });
    expect(parseAddress(`footage://thumb/${id}/0`)).toEqual({ kind: 'thumb', id, n: 0 });
    expect(parseAddress(`footage://thumb/${id}/15360`)).toEqual({ kind: 'thumb', id, n: 15_360 });
    expect(parseAddress(`footage://voice/${id}`)).toEqual({ kind: 'voice', id });
    expect(parseAddress(`footage://voice/${id}/1`)).toBeNull();
    expect(parseAddress(`footage://clip/${id}`)).toEqual({ kind: 'clip', id });
    expect(parseAddress(`footage://still/${id}`)).toEqual({ kind: 'still', id });
    expect(parseAddress(`footage://pdf/${id}`)).toEqual({ kind: 'pdf', id });
    expect(parseAddress(`footage://pdf/${id}/1`)).toBeNull();
    expect(parseAddress(`footage://piece/${id}/0`)).toEqual({ kind: 'piece', id, n: 0 });
    expect(parseAddress(`footage://piece/${id}/1799`)).toEqual({ kind: 'piece', id, n: 1799 });
    expect(parseAddress(`footage://review/${id}/7`)).toEqual({ kind: 'review', id, n: 7 });
    expect(parseAddress(`footage://preview/${id}/7`)).toEqual({ kind: 'preview', id, n: 7 });
  });

  it('lets a query ask anew', () => {
    expect(parseAddress(`footage://poster/${id}?v=3`)).toEqual({ kind: 'poster', id });
  });

  it.each([
    `footage://part/${id}/`,
    `footage://part/${id}/0`,
    `footage://part/${id.toUpperCase()}`,
    `footage://part/${id}%00`,
    `footage://part/${id}\0`,
    `footage://part/${id}%2f..%2f..%2fetc%2fpasswd`,
    `footage://part/../${id}`,
    `footage://part/..%2f${id}`,
    `footage://part/${id}/../../etc/passwd`,
    `footage://part/${id}\\..\\..`,
    `footage://part//${id}`,
    `footage://part/${id}?v=../x`,
    `footage://part/${id}#x`,
    `footage://part@evil/${id}`,
    `footage://part:80/${id}`,
    `footage://user:pw@part/${id}`,
    `footage://other/${id}`,
    `footage://clip/${id}/0`,
    `footage://clip/${id}.mp4`,
    `footage://clip/..%2f${id}`,
    `footage://still/${id}/..`,
    `footage://peaks/${id}/0`,
    `footage://peaks/${id}/..`,
    `footage://thumb/${id}`,
    `footage://thumb/${id}/`,
    `footage://thumb/${id}/-1`,
    `footage://thumb/${id}/00`,
    `footage://thumb/${id}/1000000`,
    `footage://thumb/${id}/6/0`,
    `footage://thumb/${id}/0.jpg`,
    `footage://thumb/${id}/..%2f0`,
    `footage://piece/${id}`,
    `footage://piece/${id}/`,
    `footage://review/${id}`,
    `footage://preview/${id}`,
    `footage://piece/${id}/-1`,
    `footage://piece/${id}/01`,
    `footage://piece/${id}/1.5`,
    `footage://piece/${id}/1e3`,
    `footage://piece/${id}/1000000`,
    `footage://piece/${id}/٣`,
    `footage://piece/${id}/0/1`,
    `file://part/${id}`,
    `FOOTAGE://part/${id}`,
    ` footage://part/${id}`,
    `footage://part/${id}\n`,
    'footage://part/',
    'footage://',
    '',
  ])('refuses %j', (url) => {
    expect(parseAddress(url)).toBeNull();
  });

  /** What people have tried against servers, and anything else. */
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '..',
          '.',
          '/',
          '\\',
          '%2e',
          '%2E%2e',
          '%2f',
          '%5c',
          '%00',
          '\0',
          '%c0%af',
          '％２ｅ',
          '․․',
          '∕',
          '~',
          'C:',
          'etc/passwd',
          id,
          id.slice(0, 35),
          '//',
          '?',
          '#',
          '@',
          ':',
          ' ',
          '\n',
          '%',
        ),
        { maxLength: 12 },
      )
      .map((pieces) => pieces.join('')),
    fc.string({ minLength: 200, maxLength: 2_000 }),
  );

  it('answers only ids and small numbers, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ...(['part', 'poster', 'frames', 'peaks', 'voice', 'clip', 'still'] as const),
          ...(['thumb', 'piece', 'review'] as const),
        ),
        hostile,
        (kind, rest) => {
          const address = parseAddress(`footage://${kind}/${rest}`);
          if (address === null) return;
          expect(address.id).toMatch(/^[0-9a-f-]{36}$/);
          if ('n' in address) expect(Number.isSafeInteger(address.n)).toBe(true);
          const path = 'n' in address ? `${address.id}/${address.n}` : address.id;
          expect(rest.split('?')[0]).toBe(path);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('refuses whatever stands behind an id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (tail) => {
        fc.pre(!/^\?[\w=&.-]*$/.test(tail));
        expect(parseAddress(`footage://part/${id}${tail}`)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});
