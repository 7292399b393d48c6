/** A lesson for tests of the page's pure parts. */
import type { LessonDocument } from '../../../src/shared/domain/document';
import { type Id, newId } from '../../../src/shared/domain/ids';
import type { FileView, Part } from '../../../src/shared/domain/lesson';
import type { Mask, MaskWhat } from '../../../src/shared/domain/mask';
import { type Moment, PLAIN_MOMENT } from '../../../src/shared/domain/moment';
import { instant } from '../../../src/shared/domain/row';

export const AT = '2026-11-10T09:00:00.000Z';
export const ME = newId(1);
export const LESSON = newId(2);
export const ANGLE = newId(3);

let made = 0;
const row = (id: Id) => ({ id, authorId: ME, createdAt: AT, changedAt: AT });

export function moment(over: Partial<Moment> = {}): Moment {
  const startUs = over.startUs ?? 1_000_000;
  return {
    ...PLAIN_MOMENT,
    ...row(over.id ?? newId()),
    lessonId: LESSON,
    kind: 'noticing',
    startUs,
    endUs: startUs,
    ...over,
  };
}

export function file(over: Partial<FileView> = {}): FileView {
  return {
    id: newId(),
    name: 'lesson.mp4',
    bytes: 1000,
    durationUs: 60_000_000,
    firstFrameUs: 0,
    recordedAt: null,
    container: 'mov',
    picture: {
      codec: 'h264',
      width: 1280,
      height: 720,
      rotation: 0,
      fps: 25,
      variable: false,
      interlaced: false,
      hdr: false,
    },
    sound: null,
    handling: 'direct',
    trouble: '',
    present: true,
    copied: false,
    cloud: false,
    ...over,
  };
}

export function part(over: Partial<Part> = {}): Part {
  return {
    ...row(over.id ?? newId()),
    lessonId: LESSON,
    angleId: ANGLE,
    fileId: newId(),
    position: 0,
    offsetUs: 0,
    rate: 1,
    gapBeforeUs: 0,
    durationUs: 60_000_000,
    ...over,
  };
}

/** Of the first ten seconds; no two are made at the same instant. */
export function mask(what: MaskWhat, over: Partial<Mask> = {}): Mask {
  return {
    ...{ ...row(newId()), lessonId: LESSON, angleId: what.type === 'sound' ? null : ANGLE },
    ...{ startUs: 0, endUs: 10_000_000, what, adrift: null },
    createdAt: instant(Date.parse(AT) + ++made),
    ...over,
  };
}

export function lesson(over: Partial<LessonDocument> = {}): LessonDocument {
  const mp4 = file();
  return {
    lesson: {
      ...row(LESSON),
      title: 'Area of triangles',
      subject: 'Maths',
      className: '8B',
      taughtOn: '2026-11-10',
      teacher: 'PW',
      notes: '',
      purpose: 'professional discussion',
      permission: '',
      keepUntil: '2027-07-31',
      notShown: '',
      keepReason: '',
      focusId: null,
      liveStartedAt: null,
      liveEndedAt: null,
      made: false,
    },
    angles: [{ ...row(ANGLE), lessonId: LESSON, position: 0, name: 'Back of the room' }],
    parts: [part({ fileId: mp4.id })],
    moments: [],
    replies: [],
    drawings: [],
    masks: [],
    narrations: [],
    captions: [],
    focuses: [],
    nextSteps: [],
    files: [mp4],
    people: [{ id: ME, name: 'PW', createdAt: AT, changedAt: AT }],
    ...over,
  };
}
