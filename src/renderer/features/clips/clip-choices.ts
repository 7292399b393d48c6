/** What can be exported as a clip, and what each would be called. Pure. */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { Angle } from '../../../shared/domain/lesson';
import {
  type ClipForm,
  type ClipRequest,
  type ClipSpeed,
  safeFileName,
} from '../../../shared/domain/clip';
import { likelyBytes, stillBytes } from '../../../shared/domain/clip-size';
import { type Mask, masksIn } from '../../../shared/domain/mask';
import { kindOf } from '../../stores/boards';
import {
  firstAngle,
  inOrder,
  lessonEndUs,
  partsOf,
  piecesOf,
} from '../../../shared/domain/lesson-time';
import { byTime, type Moment } from '../../../shared/domain/moment';
import { plainName, plainTitle } from '../../../shared/domain/leaving';
import { mayLeave } from '../../../shared/domain/privacy';
import { type Range, US_PER_SECOND } from '../../../shared/domain/time';

export interface ClipChoice extends Range {
  /** `selection`, or the moment's id. */
  id: string;
  /** What the person sees it by. */
  kind: string | null;
  note: string;
  private: boolean;
  name: string;
  /** What stands on its card in a reel. */
  title: string;
}

/** A point has no length: its clip holds what was seen before it was marked and a little after. */
const POINT_CLIP_US = 10 * US_PER_SECOND;
const NAME_CHARS = 48;

/** The first words of a note, cut between words. */
function firstWords(note: string): string {
  const line = note.trim().split(/\n/, 1)[0] ?? '';
  if (line.length <= NAME_CHARS) return line.replace(/[.!?]+$/, '');
  return line.slice(0, NAME_CHARS + 1).replace(/\s+\S*$/, '');
}

/**
 * A name to begin with. What a private moment says, and even its kind, stays out: the file's name
 * leaves with the file.
 */
export function nameFor(title: string, range: Range, moment: Moment | null): string {
  const place = plainName(title, range);
  if (!moment || !mayLeave(moment)) return place;
  const words = firstWords(moment.note) || kindOf(moment.kind).name;
  return safeFileName(`${place} ${words}`);
}

/** The first words of what was noticed, or its kind; of what is private neither leaves. */
function titleFor(range: Range, moment: Moment | null): string {
  if (!moment || !mayLeave(moment)) return plainTitle(range);
  return firstWords(moment.note) || kindOf(moment.kind).name;
}

/** The stretch a moment's clip holds; null when it has no picture. */
export function rangeFor(moment: Moment, endUs: number): Range | null {
  if (moment.adrift) return null;
  const untilUs = moment.endUs > moment.startUs ? moment.endUs : moment.startUs + POINT_CLIP_US;
  const range = { startUs: Math.min(moment.startUs, endUs), endUs: Math.min(untilUs, endUs) };
  return range.endUs > range.startUs ? range : null;
}

/** The selection first, then every moment that has a picture, in order of time. */
export function clipChoices(document: LessonDocument, selection: Range | null): ClipChoice[] {
  const { title } = document.lesson;
  const endUs = lessonEndUs(document);
  const choices: ClipChoice[] = [];
  if (selection) {
    const name = nameFor(title, selection, null);
    choices.push({
      ...{ ...selection, id: 'selection', kind: null, note: '', private: false, name },
      title: titleFor(selection, null),
    });
  }
  for (const moment of [...document.moments].sort(byTime)) {
    const range = rangeFor(moment, endUs);
    if (!range) continue;
    choices.push({
      ...range,
      id: moment.id,
      kind: moment.kind,
      note: moment.note,
      private: moment.private,
      name: nameFor(title, range, moment),
      title: titleFor(range, moment),
    });
  }
  return choices;
}

/** The angles a clip can be cut from: a recorder has no picture to cut. */
export function camerasOf(document: LessonDocument): Angle[] {
  const seen = new Set(document.files.filter(({ picture }) => picture).map(({ id }) => id));
  return inOrder(document.angles).filter((angle) =>
    partsOf(document, angle.id).some(({ fileId }) => seen.has(fileId)),
  );
}

/** The camera to begin with: the one that is watched large, where it has a picture. */
export function cameraToCut(document: LessonDocument, largeId: Id | null): Id | undefined {
  const cameras = camerasOf(document);
  return (cameras.find(({ id }) => id === largeId) ?? cameras[0] ?? firstAngle(document))?.id;
}

/** False when a camera was not recording at any time of a stretch. */
export function filmed(document: LessonDocument, angleId: Id, range: Range): boolean {
  return piecesOf(partsOf(document, angleId), range).length > 0;
}

/** Whether any of these stretches of a camera was filmed in a codec, as ffmpeg names it. */
export function filmedIn(
  codec: string,
  document: LessonDocument,
  angleId: Id | undefined,
  clips: readonly Range[],
): boolean {
  if (angleId === undefined) return false;
  const parts = partsOf(document, angleId);
  const used = new Set(
    clips.flatMap((clip) => piecesOf(parts, clip).map(({ part }) => part.fileId)),
  );
  return document.files.some(({ id, picture }) => used.has(id) && picture?.codec === codec);
}

/** What is wrong with a name, in words; empty when nothing is. */
export function nameTrouble(name: string): string {
  if (name.trim() === '') return 'Give it a name.';
  return name.trim().length > 120 ? 'Use a shorter name.' : '';
}

/**
 * The moment whose words go with a clip. What is private now leaves none: what is typed of it by hand
 * is the person's own.
 */
export function wordsOf({ id, kind, private: own }: ClipChoice): { momentId?: Id } {
  return kind === null || own ? {} : { momentId: id };
}

/**
 * The clips to ask for: what was chosen and nothing else, in the choices' order.
 * @param titles those that were typed; null where no titles are shown
 */
export function requestsFor(
  choices: readonly ClipChoice[],
  chosen: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
  titles: ReadonlyMap<string, string> | null = null,
  speeds: ReadonlyMap<string, ClipSpeed> = new Map(),
): ClipRequest[] {
  return choices
    .filter((choice) => chosen.has(choice.id))
    .map((choice) => {
      const { id, name, title, startUs, endUs } = choice;
      return {
        name: (names.get(id) ?? name).trim(),
        ...wordsOf(choice),
        ...(titles && { title: (titles.get(id) ?? title).trim() }),
        ...((speeds.get(id) ?? 'usual') !== 'usual' && { speed: speeds.get(id) }),
        startUs,
        endUs,
      };
    });
}

/** The same with the notes of shared moments as words over their pictures. */
export function withNotes(
  requests: readonly ClipRequest[],
  choices: readonly ClipChoice[],
): ClipRequest[] {
  return requests.map((request, at) => {
    const { note = '', private: own = true } = choices[at] ?? {};
    return own || note.trim() === ''
      ? request
      : { ...request, caption: note.trim().slice(0, 2_000) };
  });
}

/** Choices in the order of a reel: those that were put in order first, then the others as they come. */
export function inReelOrder(
  choices: readonly ClipChoice[],
  chosen: ReadonlySet<string>,
  order: readonly string[],
): ClipChoice[] {
  const place = new Map(order.map((id, at) => [id, at]));
  const placeOf = ({ id }: ClipChoice): number => place.get(id) ?? Number.POSITIVE_INFINITY;
  const all = choices.filter((choice) => chosen.has(choice.id));
  return all.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
}

/** What is marked to be hidden in any of these stretches of a camera. */
export function marksIn(
  document: LessonDocument,
  angleId: Id | undefined,
  clips: readonly Range[],
): Mask[] {
  if (angleId === undefined) return [];
  const found = clips.flatMap((clip) => masksIn(document.masks, angleId, clip));
  return [...new Set(found)];
}

/** `2 parts of the picture and 1 stretch of sound are marked.` @param are what they are */
export function marksWords(masks: readonly Mask[], are: 'marked' | 'hidden' = 'marked'): string {
  const sounds = masks.filter(({ what }) => what.type === 'sound').length;
  const pictures = masks.length - sounds;
  const of = (count: number, one: string, many: string): string =>
    count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
  const said = [
    of(pictures, 'part of the picture', 'parts of the picture'),
    of(sounds, 'stretch of sound', 'stretches of sound'),
  ].filter(Boolean);
  if (said.length === 0) return `Nothing is ${are} in these stretches.`;
  return `${said.join(' and ')} ${masks.length === 1 ? 'is' : 'are'} ${are}.`;
}

export interface HowLarge {
  form: ClipForm;
  speeds: ReadonlyMap<string, ClipSpeed>;
  /** True for a clip on whose picture something lies. */
  covered: (clip: ClipChoice) => boolean;
  /** What stands still in a reel: cards and black, all together. */
  stillUs: number;
}

/** How large clips of a camera are likely to be together, in bytes. */
export function bytesOf(
  document: LessonDocument,
  angleId: Id | undefined,
  clips: readonly ClipChoice[],
  { form, speeds, covered, stillUs }: HowLarge,
): number {
  if (angleId === undefined) return 0;
  const parts = partsOf(document, angleId);
  const files = new Map(document.files.map((file) => [file.id, file]));
  let bytes = stillBytes(form, stillUs);
  for (const clip of clips) {
    const how = {
      speed: form === 'sound' ? undefined : speeds.get(clip.id),
      covered: covered(clip),
    };
    for (const { part, partRange } of piecesOf(parts, clip)) {
      const file = files.get(part.fileId);
      if (file) bytes += likelyBytes(file, form, partRange.endUs - partRange.startUs, how);
    }
  }
  return bytes;
}
