/** Whatever people write into a pack stays words: read back by an HTML parser, it makes no element. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClipFacts, PackFacts } from '../../../src/main/services/pack/facts';
import { handoutPage } from '../../../src/main/services/pack/handout';
import { plainLine, plainText } from '../../../src/main/services/pack/html';
import { packPage } from '../../../src/main/services/pack/page';

const CLIP: ClipFacts = {
  name: 'Name',
  question: 'Question',
  notes: ['Note'],
  length: '1 second',
  file: 'clips/01 Name.mp4',
  picture: 'pictures/01.jpg',
  size: { width: 640, height: 360 },
  cues: [{ startUs: 0, endUs: 1_000_000, text: 'Said' }],
};

const PLAIN: PackFacts = {
  title: 'Title',
  introduction: 'Introduction',
  taughtOn: '10 March 2026',
  focus: 'Focus',
  discussion: true,
  name: 'AB',
  deleteBy: '31 December 2026',
  handout: true,
  clips: [CLIP],
};

function packOf(words: string): PackFacts {
  const clip = { ...CLIP, name: words, question: words, notes: [words] };
  const cues = [{ startUs: 0, endUs: 1_000_000, text: words }];
  return {
    ...{ ...PLAIN, title: words, introduction: words, focus: words, name: words },
    clips: [{ ...clip, cues, file: `clips/01 ${words.replaceAll('/', '_')}.mp4` }],
  };
}

const parsed = (source: string): Document => new DOMParser().parseFromString(source, 'text/html');

/** Names of the elements in order, each with its attributes' names. */
function shapeOf(source: string): string[] {
  return [...parsed(source).querySelectorAll('*')].map((element) =>
    [element.tagName, ...element.getAttributeNames()].join(' '),
  );
}

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</title></style></script><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt; &amp; &#60;script&#62;',
  '<!-- --> <![CDATA[x]]> <?php ?>',
  '{{7*7}} ${1} \\u003cscript\\u003e',
  'javascript:alert(1)',
  'WEBVTT\n\n00:00.000 --> 00:01.000\n<c>x',
  '\u202egnp.exe\u202c',
  '\ud83d half \udc00',
  '\u0000\u0001\u000b\ufffe nothing',
  '<textarea><plaintext><noscript>',
];

const anyWords = fc
  .oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '&',
          '/',
          '=',
          '!',
          '-',
          ' ',
          '\n',
          'a',
          'lt;',
          '#x3c;',
        ),
        { minLength: 1, maxLength: 40 },
      )
      .map((all) => all.join('')),
  )
  .filter((words) => plainLine(words) !== '');

/** The one text of a place, as it is shown. */
const textOf = (source: Document, where: string): string | null | undefined =>
  source.querySelector(where)?.textContent;

test('words are read back as they were written, and make no element and no attribute', () => {
  const usual = shapeOf(packPage(PLAIN));
  const onPaper = shapeOf(handoutPage(PLAIN));
  fc.assert(
    fc.property(anyWords, (words) => {
      const pack = packOf(words);
      const source = packPage(pack);
      expect(shapeOf(source)).toEqual(usual);
      const page = parsed(source);
      expect(textOf(page, 'h1')).toBe(plainLine(words));
      expect(textOf(page, 'title')).toBe(plainLine(words));
      for (const where of [
        '.introduction',
        '.question .asked',
        '.focus .asked',
        '.notes li',
        '.line',
      ]) {
        expect(textOf(page, where), where).toBe(plainText(words));
      }
      expect(page.querySelector('video')?.getAttribute('aria-label')).toBe(
        `Clip 1: ${plainLine(words)}`,
      );
      const handout = handoutPage(pack);
      expect(shapeOf(handout)).toEqual(onPaper);
      expect(textOf(parsed(handout), '.asked')).toBe(plainText(words));
    }),
    { numRuns: 200 },
  );
});

test('its policy lets nothing in, and it has no script, no style of its own on an element, no address', () => {
  const page = parsed(packPage(packOf(HOSTILE.join(' '))));
  const policy = page.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src 'self' file:; /,
  );
  expect(policy).not.toMatch(/unsafe|script-src|http|\*/);
  expect(
    page.querySelectorAll('script, iframe, object, embed, base, form, link, [style]').length,
  ).toBe(0);
  for (const element of page.querySelectorAll('[src], [href], [poster]')) {
    for (const name of ['src', 'href', 'poster']) {
      const address = element.getAttribute(name);
      if (address !== null) {
        expect(address).toMatch(
          /^(#|clips\/|pictures\/|handout\.pdf$|data:text\/vtt;charset=utf-8;base64,)/,
        );
      }
    }
  }
});

test('one h1, each clip a section by its name, and what it is for only where that was chosen', () => {
  const page = parsed(packPage(PLAIN));
  expect(page.documentElement.lang).toBe('en-GB');
  expect(page.querySelectorAll('h1').length).toBe(1);
  expect(
    [...page.querySelectorAll('main section')].map((one) => one.getAttribute('aria-labelledby')),
  ).toEqual(['clip-1-name']);
  expect(page.body.textContent).toContain('For professional discussion. Not for appraisal.');
  expect(page.body.textContent).toContain('by 31 December 2026');
  const quiet = parsed(
    packPage({
      ...PLAIN,
      discussion: false,
      handout: false,
      clips: [{ ...CLIP, question: '', notes: [], cues: [], picture: null, size: null }],
    }),
  );
  expect(quiet.body.textContent).not.toContain('professional discussion');
  expect(quiet.querySelector('.question, .notes, details, track, .handout')).toBeNull();
});
