// What the demo marks: three moments, each by key, with a note.

/**
 * On the made lesson the notes speak of what happens in it. `at` is in seconds; a key held down
 * until `holdUntil` makes a range.
 */
const MADE = [
  {
    at: 13.6,
    key: '2',
    kind: 'Question',
    note: 'What do you notice? She asks before she explains.',
  },
  {
    // The lead of four seconds is taken off: it begins with the silence, at 17.
    at: 21,
    holdUntil: 24.9,
    key: '1',
    kind: 'Noticing',
    note: 'Seven seconds of silence, then three hands. Nobody filled the gap.',
  },
  { at: 33, key: '4', kind: 'Strength', note: 'She asks how they could convince someone.' },
];

/** On anybody's footage: places through the lesson, and notes that claim nothing about it. */
const ANY = [
  { share: 0.2, key: '2', kind: 'Question', note: 'What might pupils have been thinking here?' },
  { share: 0.45, key: '1', kind: 'Noticing', note: 'Worth watching again together.', holds: true },
  { share: 0.7, key: '4', kind: 'Strength', note: 'Keep this for next time.' },
];

/**
 * @param {boolean} made whether the lesson is the made one
 * @param {number} seconds the lesson's length
 */
export const marksFor = (made, seconds) =>
  made
    ? MADE
    : ANY.map((mark) => ({
        ...mark,
        at: mark.share * seconds,
        holdUntil: mark.holds && mark.share * seconds + Math.min(6, seconds / 8),
      }));
