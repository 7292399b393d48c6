/** What a discussion pack is made of, as it is put together in its dialog. Pure. */
import type { LessonDocument } from '../../../../shared/domain/document';
import { byTime, type Moment } from '../../../../shared/domain/moment';
import type { PackClip } from '../../../../shared/domain/pack';
import { onlyShared } from '../../../../shared/domain/privacy';
import { type ClipChoice, wordsOf } from '../clip-choices';

/** What was typed and ticked for one clip; what is left out is as it was to begin with. */
export interface PackWords {
  name?: string;
  question?: string;
  /** Moments whose notes go with it. */
  noteIds?: readonly string[];
}

/** More notes than this beside one clip are a document, not a discussion. */
const MOST_NOTES = 20;

/** Notes that can go with a clip: shared ones of moments that begin within it, its own first. */
export function notesFor(
  { moments }: Pick<LessonDocument, 'moments'>,
  choice: ClipChoice,
): Moment[] {
  const within = onlyShared(moments).filter(
    ({ id, note, adrift, startUs }) =>
      note.trim() !== '' &&
      adrift === null &&
      (id === choice.id || (startUs >= choice.startUs && startUs < choice.endUs)),
  );
  const own = within.filter(({ id }) => id === choice.id);
  const others = within.filter(({ id }) => id !== choice.id).sort(byTime);
  return [...own, ...others].slice(0, MOST_NOTES);
}

/** To begin with a clip goes with its own note, where that is shared. */
export function firstNotes({ id, note, private: own }: ClipChoice): string[] {
  return own || note.trim() === '' ? [] : [id];
}

/** The choices to begin with: those asked for; else what is to be shown together. */
export function firstInPack(
  { moments }: Pick<LessonDocument, 'moments'>,
  choices: readonly ClipChoice[],
  asked: readonly string[],
): Set<string> {
  const ids = new Set(choices.map(({ id }) => id));
  const wanted = asked.filter((id) => ids.has(id));
  if (wanted.length > 0) return new Set(wanted);
  if (ids.has('selection')) return new Set(['selection']);
  const shown = onlyShared(moments).filter(({ id, inSession }) => inSession && ids.has(id));
  return new Set(shown.map(({ id }) => id));
}

/** What main is asked for: what is chosen and nothing else, in order of time. */
export function packClips(
  choices: readonly ClipChoice[],
  chosen: ReadonlySet<string>,
  words: ReadonlyMap<string, PackWords>,
): PackClip[] {
  return choices
    .filter(({ id }) => chosen.has(id))
    .toSorted((a, b) => a.startUs - b.startUs || b.endUs - a.endUs)
    .map((choice) => {
      const { name = choice.title, question = '', noteIds } = words.get(choice.id) ?? {};
      return {
        name: name.trim(),
        ...wordsOf(choice),
        question: question.trim(),
        noteIds: [...(noteIds ?? firstNotes(choice))],
        startUs: choice.startUs,
        endUs: choice.endUs,
      };
    });
}
