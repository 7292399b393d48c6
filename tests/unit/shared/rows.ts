/** Rows to test with: plain values, any of them overridden. */
import type { LessonDocument } from '../../../src/shared/domain/document';
import { newId } from '../../../src/shared/domain/ids';
import type { Angle, Lesson, Part } from '../../../src/shared/domain/lesson';
import { type Moment, PLAIN_MOMENT } from '../../../src/shared/domain/moment';

export const NOW = '2026-03-12T10:00:00.000Z';
export const NOW_MS = Date.parse(NOW);

export const me = { id: newId(NOW_MS), name: 'RK', createdAt: NOW, changedAt: NOW };

const row = () => ({ id: newId(NOW_MS), authorId: me.id, createdAt: NOW, changedAt: NOW });

export function lessonRow(over: Partial<Lesson> = {}): Lesson {
  return {
    ...row(),
    title: 'Area of triangles',
    subject: 'Maths',
    className: '8B',
    taughtOn: '2026-03-10',
    teacher: 'RK',
    notes: '',
    purpose: 'Professional discussion',
    permission: '',
    keepUntil: '2026-07-31',
    notShown: '',
    keepReason: '',
    focusId: null,
    liveStartedAt: null,
    liveEndedAt: null,
    made: false,
    ...over,
  };
}

export function angleRow(lessonId: string, over: Partial<Angle> = {}): Angle {
  return { ...row(), lessonId, position: 0, name: 'Camera 1', ...over };
}

export function partRow(angle: Angle, over: Partial<Part> = {}): Part {
  return {
    ...row(),
    lessonId: angle.lessonId,
    angleId: angle.id,
    fileId: newId(NOW_MS),
    position: 0,
    offsetUs: 0,
    rate: 1,
    gapBeforeUs: 0,
    durationUs: 10_000_000,
    ...over,
  };
}

export function momentRow(lessonId: string, over: Partial<Moment> = {}): Moment {
  return {
    ...PLAIN_MOMENT,
    ...row(),
    lessonId,
    kind: 'noticing',
    startUs: 1_000_000,
    endUs: 2_000_000,
    note: 'Wait time after the question.',
    ...over,
  };
}

export function documentOf(over: Partial<LessonDocument> = {}): LessonDocument {
  const lesson = over.lesson ?? lessonRow();
  const angle = angleRow(lesson.id);
  return {
    lesson,
    angles: [angle],
    parts: [],
    moments: [],
    replies: [],
    drawings: [],
    masks: [],
    narrations: [],
    captions: [],
    focuses: [],
    nextSteps: [],
    files: [],
    people: [me],
    ...over,
  };
}
