/** Captions of the narration, each change one step of undo. */
import { type Id, newId } from '../../../../shared/domain/ids';
import { type NarrationCue, samplesToUs, type Stretch } from '../../../../shared/domain/narration';
import {
  cueOver,
  cuesFrom,
  mergedWithNext,
  retimed,
  splitCue,
  withCueAt,
  withoutCue,
  withText,
  wordsAt,
} from '../../../../shared/domain/narration-cues';
import { spread } from '../../../../shared/domain/read-captions';
import { roughCues } from '../../../../shared/domain/rough-cues';
import { call } from '../../../bridge/api';
import { tell } from '../../../stores/app-notices';
import { narrationTransport, takeAdded } from '../../../stores/narration';
import { change } from './edits';
import { useLevels, wantLevels } from './levels';
import { useMendView } from './mend-view';
import { reading } from './reading';

function changeCues(
  label: string,
  edit: (cues: readonly NarrationCue[], end: number) => NarrationCue[] | null,
  mergeKey?: string,
): boolean {
  const read = reading();
  const cues = read && edit(read.narration.cues, read.end);
  if (!cues) return false;
  change(label, { cues }, mergeKey);
  return true;
}

/** A caption at the position, to be written. */
export function addCaption(): void {
  const read = reading();
  if (!read) return;
  const t = narrationTransport().now();
  const made = withCueAt(read.narration.cues, t, read.end);
  if (!made) {
    tell({
      sentence: 'There is no room for a caption here.',
      next: 'Go to where nothing is written yet, or make a caption beside it shorter.',
    });
    return;
  }
  change('Add a caption', { cues: made.cues });
  useMendView.setState({ cueId: made.id });
}

/** What is typed in one go is one step of undo. */
export function writeCaption(id: Id, text: string): void {
  changeCues('Write a caption', (cues) => withText(cues, id, text), `cue:${id}`);
}

export function removeCaption(id: Id): void {
  changeCues('Remove a caption', (cues) => withoutCue(cues, id));
}

/** @param place how much of the text stays in the first. @returns false when it is too short */
export function splitCaption(id: Id, place?: number): boolean {
  const t = narrationTransport().now();
  return changeCues('Split a caption', (cues) => splitCue(cues, id, t, place));
}

export function mergeCaption(id: Id): boolean {
  return changeCues('Join two captions', (cues) => mergedWithNext(cues, id));
}

/** @returns what is wrong with these times, or null when they were taken */
export function retimeCaption(id: Id, times: { from: number; to: number }): string | null {
  const before = reading()?.narration.cues.find((cue) => cue.id === id);
  if (before?.from === times.from && before.to === times.to) return null;
  const done = changeCues('Move a caption', (cues, end) => retimed(cues, id, times, end));
  return done ? null : 'A caption has to end after it begins, between its neighbours';
}

export function showCaptions(shown: boolean): void {
  change(shown ? 'Show captions' : 'Hide captions', { captionsShown: shown });
}

/** Asks for a file; what it says takes the place of the captions there are. */
export async function importCaptions(): Promise<void> {
  const { narration } = reading() ?? {};
  const file = await call((api) => api.captions.choose());
  const read = reading();
  if (!file || !read || read.narration.id !== narration?.id) return;
  const endUs = Math.round(samplesToUs(read.end));
  const cues = cuesFrom(file.timed ? file.cues : spread(file.cues, endUs), read.end);
  if (cues.length === 0) {
    tell({
      sentence: `“${file.name}” says nothing within this narration.`,
      next: 'Choose the captions that were made for this narration.',
    });
    return;
  }
  change('Bring in captions', { cues, captionsShown: true });
  const left = file.cues.filter(({ text }) => text.trim() !== '').length - cues.length;
  if (left > 0) {
    tell({
      sentence: `${left === 1 ? 'One caption' : `${left} captions`} of “${file.name}” did not fit and ${left === 1 ? 'is' : 'are'} left out.`,
      next: 'They lie behind the end of the narration, or wholly under another caption.',
    });
  }
}

/** Empty captions where somebody speaks and nothing is written yet. */
export async function findCaptions(): Promise<void> {
  const voiced = reading()?.takes.filter((take) => take.voiced) ?? [];
  await wantLevels(voiced.map(({ id }) => id));
  const read = reading();
  if (!read) return;
  const { takes } = useLevels.getState();
  const { row, cues } = read.narration;
  const found = roughCues(row, (takeId) => takes.get(takeId)).filter(
    ({ from, to }) => !cues.some((cue) => cue.from < to && cue.to > from),
  );
  if (found.length === 0) {
    tell({
      sentence: 'No talk was found that has no caption yet.',
      next: 'Go to a place and press “Add a caption” to write one there.',
    });
    return;
  }
  const all = [...cues, ...found].sort((a, b) => a.from - b.from);
  change('Part the voice into captions', { cues: all.slice(0, 10_000) });
  useMendView.setState({ cueId: found[0]?.id ?? null });
}

/** A picture of the lesson to be held, as a take without a voice. @throws AppError */
async function pictureAt(narrationId: Id, lessonUs: number): Promise<Id> {
  const begun = { narrationId, voiced: false, place: null };
  const { takeId } = await call((api) => api.narrations.begin(begun));
  const shown = { type: 'shown' as const, at: 0, lessonUs, held: true, rate: 1 };
  await call((api) => api.narrations.append({ takeId, voice: 0, events: [shown] }));
  takeAdded(await call((api) => api.narrations.finish({ takeId })));
  return takeId;
}

/**
 * Words to be read, over a picture that stands for as long as that takes.
 * @param lessonUs the picture; what is on screen at the position when left out
 * @throws AppError when it cannot be written
 */
export async function addWords(text: string, lessonUs?: number): Promise<void> {
  const before = reading();
  if (!before) return;
  const t = Math.round(narrationTransport().now());
  const { id } = before.narration;
  const takeId = lessonUs === undefined ? null : await pictureAt(id, lessonUs);
  const read = reading();
  if (read?.narration.id !== id) return;
  const picture: Stretch | null =
    takeId === null ? null : { type: 'hold', takeId, from: 0, samples: 0 };
  const words = wordsAt(read.narration, t, { id: newId(), text }, picture);
  if (!words) return;
  const { row, cues, cue } = words;
  change('Add words', { row, cues, captionsShown: true });
  useMendView.setState({ cueId: cue.id });
  // Behind it, so that the next words follow these.
  narrationTransport().seek(cue.to);
}

/** The caption at the position, else the one in hand. */
export function captionHere(): NarrationCue | undefined {
  const cues = reading()?.narration.cues ?? [];
  const { cueId } = useMendView.getState();
  return cueOver(cues, narrationTransport().now()) ?? cues.find(({ id }) => id === cueId);
}
