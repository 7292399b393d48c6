// The made lesson as a script: who says what when, what is drawn on the board, who raises a hand.
// Read by the picture (scene.mjs, in a page) and by the sound (sound.mjs, in Node).
// All times are seconds of the lesson.

export const FPS = 25;
export const WIDTH = 1280;
export const HEIGHT = 720;
export const LENGTH = 54;

/** Who speaks: what the speech program is told, and the pitch of the tone that stands in for it. */
export const VOICES = {
  teacher: { args: ['-v', 'en-gb+f3', '-p', '42', '-s', '150'], hertz: 210 },
  amira: { args: ['-v', 'en-gb+f5', '-p', '78', '-s', '155'], hertz: 330 },
  tom: { args: ['-v', 'en-gb+m3', '-p', '85', '-s', '160'], hertz: 280 },
};

/** @type {{at: number, until: number, who: keyof typeof VOICES, text: string}[]} */
export const LINES = [
  {
    at: 0.8,
    until: 4.9,
    who: 'teacher',
    text: "Good morning, eight B. Today we're finding the area of a triangle.",
  },
  { at: 6.0, until: 8.6, who: 'teacher', text: 'Here is one. Watch where I put the height.' },
  {
    at: 13.2,
    until: 16.6,
    who: 'teacher',
    text: 'What do you notice, if I draw a rectangle around it?',
  },
  { at: 24.9, until: 25.5, who: 'teacher', text: 'Amira.' },
  {
    at: 26.2,
    until: 31.2,
    who: 'amira',
    text: 'The triangle is half of it. The two little ones make another one the same.',
  },
  {
    at: 32.2,
    until: 35.6,
    who: 'teacher',
    text: 'How could you convince someone that they are the same?',
  },
  { at: 37.2, until: 39.4, who: 'tom', text: 'Cut them off, turn them round, and they fit.' },
  { at: 40.6, until: 43.4, who: 'teacher', text: 'So, half, times the base, times the height.' },
  {
    at: 47.6,
    until: 51.2,
    who: 'teacher',
    text: 'Thirty seconds on your own, then tell your partner.',
  },
];

/** What goes on the board. `text` is written from (x, y) on the base line, `path` is drawn. */
export const STROKES = [
  { from: -1, until: 0, text: 'Area of a triangle', x: 242, y: 142, scale: 1.75 },
  { from: 6.6, until: 9.6, path: 'M262 344 L500 344 L408 188 L262 344', width: 5 },
  { from: 9.9, until: 10.8, path: 'M408 188 L408 344', width: 3.5, dash: true },
  { from: 11.0, until: 11.5, text: 'h', x: 418, y: 292, scale: 1.7 },
  { from: 11.8, until: 12.3, text: 'b', x: 352, y: 372, scale: 1.35 },
  { from: 14.4, until: 16.8, path: 'M262 344 L262 188 L500 188 L500 344', width: 4, dash: true },
  { from: 40.9, until: 45.6, text: '½ × b × h', x: 590, y: 282, scale: 2.9 },
];

/** Raised hands: which pupil (0 to 5 from the left), from when, until when. */
export const HANDS = [
  { pupil: 3, from: 20.3, until: 26.1 },
  { pupil: 1, from: 21.8, until: 27.0 },
  { pupil: 4, from: 23.4, until: 27.4 },
  { pupil: 4, from: 34.9, until: 37.1 },
  { pupil: 0, from: 35.8, until: 38.2 },
];
export const SPEAKER = { amira: 3, tom: 4 };

/** Heads bent over exercise books. */
export const WRITING = { from: 51.0, until: LENGTH + 5 };

/** Where the teacher stands when not writing: [from, x]. */
export const PLACES = [
  [0, 330],
  [12.6, 640],
  [14.2, 560],
  [17.2, 690],
  [26.0, 745],
  [31.8, 660],
  [46.2, 500],
];

/** What goes into lesson.json beside the film. */
export const LESSON = {
  title: 'Area of triangles (a made lesson)',
  subject: 'Maths',
  className: '8B',
  moments: [
    {
      kind: 'question',
      startUs: 13_000_000,
      endUs: 17_000_000,
      note: 'What do you notice? She asks before she explains.',
    },
    {
      kind: 'noticing',
      startUs: 17_000_000,
      endUs: 25_000_000,
      note: 'Seven seconds of silence, then three hands. Nobody filled the gap.',
    },
    {
      kind: 'next-step',
      startUs: 47_600_000,
      endUs: 47_600_000,
      note: 'Try the thirty seconds of writing before the hands go up.',
    },
  ],
};
