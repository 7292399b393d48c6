/** What is set of a session: only what may leave, and whatever people wrote stays words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certificatesPrint } from '../../../../../src/main/services/session-record/certificate';
import {
  daysWords,
  type FactsFrom,
  recordFacts,
} from '../../../../../src/main/services/session-record/facts';
import { handoutPrint, slipPrint } from '../../../../../src/main/services/session-record/handout';
import {
  certificateName,
  isOfSession,
  outputName,
  pictureName,
} from '../../../../../src/main/services/session-record/layout';
import { recordPage } from '../../../../../src/main/services/session-record/record-page';
import { recordPrint } from '../../../../../src/main/services/session-record/record-print';
import { newId } from '../../../../../src/shared/domain/ids';
import { instant } from '../../../../../src/shared/domain/row';
import {
  type Capture,
  type ItemKind,
  type ItemOf,
  plainItem,
  type Session,
  type SessionItem,
} from '../../../../../src/shared/domain/session';
import { heldDays, namesIn, peopleOf } from '../../../../../src/shared/domain/session-record';
import { NEW_RUN } from '../../../../../src/shared/domain/session-run';

const made = () => ({
  ...{ id: newId(), authorId: newId(), createdAt: instant(), changedAt: instant() },
});

function item<K extends ItemKind>(kind: K, change: Partial<ItemOf<K>> = {}): SessionItem {
  return Object.assign({ id: newId() }, plainItem(kind), change) as SessionItem;
}

const LESSON = newId();
const NOTES = 'Notes for the console alone';

function from(change: Partial<FactsFrom> = {}, items?: SessionItem[]): FactsFrom {
  const what = { type: 'range' as const, lessonId: LESSON, startUs: 759e6, endUs: 778e6 };
  const session: Session = {
    ...made(),
    ...{ title: 'Wait time', intention: 'Why', heldOn: '2026-11-12', slotMinutes: 50 },
    ...{ people: [], groups: ['Reds', 'Blues'] },
    items: items ?? [
      item('welcome', { notes: NOTES }),
      item('watch', { what, question: 'What do they do?', notes: NOTES }),
      item('discuss', { prompt: 'Why?', notes: NOTES }),
      item('break', { text: 'Tea and biscuits' }),
      item('reflect', { prompt: 'What stays?' }),
      item('next-steps', { prompt: 'What next?' }),
    ],
  };
  return {
    ...{ session, run: NEW_RUN, captures: [], parked: [], steps: [], department: 'Maths' },
    ...{ agreements: ['Be kind'], pictures: new Map(), deleteBy: null },
    watched: () => ({ lessonTitle: 'Triangles', told: true }),
    ...change,
  };
}

function capture(facts: FactsFrom, change: Partial<Capture>): Capture {
  const [, watch, discuss] = facts.session.items;
  return {
    ...made(),
    ...{ sessionId: facts.session.id, itemId: discuss?.id ?? '', groupName: '', text: 'words' },
    watched: { itemId: watch?.id ?? '', lessonId: LESSON, atUs: 4e6 },
    ...change,
  };
}

describe('a record', () => {
  test('tells what was watched, and where what was said is about', () => {
    const facts = from();
    const captures = [
      capture(facts, { text: 'All' }),
      capture(facts, { groupName: 'Blues', text: 'Blue' }),
      capture(facts, { groupName: 'Reds', text: ' Red ' }),
      capture(facts, { groupName: 'Others', text: 'Other' }),
      capture(facts, { groupName: 'Reds', text: '   ' }),
      capture(facts, { itemId: newId(), text: 'Of an item that is gone' }),
    ];
    const record = recordFacts({ ...facts, captures });
    const discuss = record.items[2];
    expect(discuss?.said.map(({ group, text }) => `${group}: ${text}`)).toEqual([
      'Reds: Red',
      'Blues: Blue',
      'Others: Other',
      'Together: All',
    ]);
    expect(discuss?.said[0]?.about).toBe('at 12:43 of Triangles');
    expect(record.items[1]?.watched).toBe('Triangles, 12:39 to 12:58');
    expect(record.alsoSaid.map(({ text }) => text)).toEqual(['Of an item that is gone']);
    expect(record.days).toBe('12 November 2026');
  });

  test('tells nothing of what is private or gone', () => {
    const facts = from({ watched: () => ({ lessonTitle: 'Triangles', told: false }) });
    const record = recordFacts({ ...facts, captures: [capture(facts, {})] });
    for (const page of [recordPage(record), recordPrint(record), handoutPrint(record, 50)]) {
      expect(page).not.toContain('Triangles');
      expect(page).not.toContain('12:');
    }
  });

  test('holds no console notes and no break, and says what it is for', () => {
    const record = recordFacts(from());
    for (const page of [recordPage(record), recordPrint(record)]) {
      expect(page).toContain('It is not an appraisal of anyone');
      expect(page).toContain('No next steps were written down.');
      expect(page).not.toContain(NOTES);
      expect(page).not.toContain('Tea');
      expect(page).not.toContain('<script');
    }
  });

  test('of an empty session is whole', () => {
    const record = recordFacts(from({ department: '', agreements: [] }, []));
    expect(recordPage(record)).toContain('<h1 dir="auto">Wait time</h1>');
    expect(slipPrint(record)).toBeNull();
    expect(handoutPrint(record, 1)).toContain('1 minute');
  });

  test('is words only, whatever was written', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('</title><script>x</script>', '"><img src=x>', '&lt;b&gt;', "';--"),
    );
    const elements = (page: string): string[] =>
      [...page.matchAll(/<(\w+)/g)].map(([, name = '']) => name);
    const plain = recordFacts(from());
    const expected = [
      elements(recordPage(plain)),
      elements(recordPrint(plain)),
      elements(handoutPrint(plain, 50)),
    ];
    fc.assert(
      fc.property(texts, (text) => {
        const facts = from();
        const { session } = facts;
        const record = {
          ...recordFacts({ ...facts, session: { ...session, title: `a${text}` } }),
          ...{ intention: `a${text}`, department: `a${text}` },
        };
        const pages = [recordPage(record), recordPrint(record), handoutPrint(record, 50)];
        expect(pages.map(elements)).toEqual(expected);
      }),
      // Each page has its letters with it.
      { numRuns: 40 },
    );
  });
});

test('certificates hold what is one’s own, and long words are made smaller', () => {
  const same = { department: '', title: 'Wait time', days: '', minutes: 1, focus: '' };
  const page = certificatesPrint([
    { ...same, name: 'RK', steps: [{ text: 'Count to five', className: '8B' }] },
    { ...same, name: 'A'.repeat(80), steps: [], focus: 'x'.repeat(5_000) },
  ]);
  expect(page.match(/class="sheet"/g)).toHaveLength(2);
  expect(page).toContain('My next step');
  expect(page).toContain('1 minute');
  expect(page).toContain('small');
  expect(page).not.toContain('x'.repeat(1_400));
});

test('days are said without saying a month twice', () => {
  expect(daysWords([])).toBe('');
  expect(daysWords(['2026-11-12'])).toBe('12 November 2026');
  expect(daysWords(['2026-11-12', '2026-11-19'])).toBe('12 and 19 November 2026');
  expect(daysWords(['2026-11-30', '2026-12-07'])).toBe('30 November and 7 December 2026');
  expect(daysWords(['2026-12-31', '2027-01-07', '2027-01-14'])).toBe(
    '31 December 2026, 7 and 14 January 2027',
  );
});

test('people are known by their names as people write them', () => {
  expect(namesIn(['RK', ' rk ', '', 'AB'])).toEqual(['RK', 'AB']);
  expect(peopleOf({ people: ['RK'] }, [{ who: 'rk' }, { who: 'EF' }, { who: '' }])).toEqual([
    'RK',
    'EF',
  ]);
});

test('days are those on which it was held, else the one it was planned for', () => {
  const sitting = { seenAt: '', endedAt: null, heldMs: 0, spentMs: {} };
  const sittings = ['2026-11-19T12:00:00.000Z', '2026-11-12T12:00:00.000Z'].map((startedAt) => ({
    ...{ ...sitting, id: newId(), startedAt },
  }));
  expect(heldDays({ heldOn: '2026-11-01' }, { sittings })).toEqual(['2026-11-12', '2026-11-19']);
  expect(heldDays({ heldOn: '2026-11-01' }, { sittings: [] })).toEqual(['2026-11-01']);
  expect(heldDays({ heldOn: null }, { sittings: [] })).toEqual([]);
});

test('names are fit for any disk, and only those are a session’s', () => {
  expect(outputName('INSET: a/b', 'record')).toBe('INSET a b record');
  expect(outputName('x'.repeat(200), 'look again')).toBe(`${'x'.repeat(60)} look again`);
  expect(certificateName('A/B: c', 0, 3)).toBe('Certificate 01 A B c.pdf');
  const ours = ['index.html', 'record.pdf', pictureName(0), certificateName('RK', 120, 200)];
  expect(ours.every(isOfSession)).toBe(true);
  for (const path of ['mine.pdf', 'pictures/x.jpg', 'Certificate.pdf', 'Certificate 1 a/b.pdf']) {
    expect(isOfSession(path), path).toBe(false);
  }
});
