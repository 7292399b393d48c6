/** What can be done with the moments that are chosen, and going from one to the next. */
import { cueAt } from '../../../shared/domain/captions';
import type { RowOp } from '../../../shared/domain/document';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { byTime, type Moment } from '../../../shared/domain/moment';
import { formatSpoken, US_PER_SECOND } from '../../../shared/domain/time';
import { useApp } from '../../stores/app';
import { lessonStore } from '../../stores/document';
import { useMomentClipboard } from '../../stores/moment-clipboard';
import { chosenMoments, momentById } from '../../stores/moments-by-id';
import { transport } from '../../stores/playback';
import { visibleMoments } from '../../stores/visible-moments';
import { selectionOf, selectMoment, selectMoments, useView } from '../../stores/view';
import { showMask, startMasking, useMasking } from '../../stores/masking';
import { maskWords } from '../../stores/mask-words';
import { neighbourCue } from './cues';
import { along } from './footage';
import { canSplit, labelFor, mergeOps, pasteOps, shiftOps, splitOps } from './edits';
import { neighbourHidden } from './hidden';
import { rowTitle } from './row-words';
import type { Row } from './rows';
import { CAPTIONS_ROW, goToRow, HIDDEN_ROW, useShown } from './shown';
import { momentsWithin, neighbourIn } from './spans';
import { countWords, cueWords, hiddenCount, hiddenWords, momentWords, speak } from './spoken';
import type { Surface } from './surface';

/** A frame's beginning may lie this much before the moment that was gone to. */
const NEAR_US = US_PER_SECOND / 10;

const ids = (ops: readonly RowOp[]) =>
  ops.flatMap((op) => (op.table === 'moment' && op.after ? [op.id] : []));

/** The row that keys act on: the one gone to, else that of the chosen moment, else the first. */
export function rowInHand(surface: Surface): Row | undefined {
  const { rowKey } = useShown.getState();
  const moment = momentById(useView.getState().momentId);
  const holds = (row: Row) =>
    moment !== undefined &&
    row.levels.some((level) => level.moments[level.placeOf(moment)]?.id === moment.id);
  return (
    surface.rows.find((row) => row.key === rowKey) ?? surface.rows.find(holds) ?? surface.rows[0]
  );
}

/** True when keys act on the captions and not on a row of moments. */
export function isOnCaptions({ cues }: Surface): boolean {
  return cues.length > 0 && useShown.getState().rowKey === CAPTIONS_ROW;
}

/** True when keys act on what is hidden and not on a row of moments. */
export function isOnHidden({ hidden }: Surface): boolean {
  return hidden.length > 0 && useShown.getState().rowKey === HIDDEN_ROW;
}

/** What a row of no moments says of itself when it is gone to. */
function laneWords({ cues, hidden }: Surface, key: string): string {
  const us = transport().nowUs();
  if (key === CAPTIONS_ROW) {
    const said = cues[cueAt(cues, us)]?.text;
    const lines = `${cues.length.toLocaleString('en-GB')} lines`;
    return `Captions row, ${lines}${said === undefined ? '' : `, here ${said}`}`;
  }
  const here = hidden.find(({ startUs, endUs }) => us >= startUs && us < endUs);
  const at = here ? `, here ${maskWords(here.what)}` : '';
  return `Hidden row, ${hiddenCount(hidden.length)}${at}`;
}

/** To the row below (1) or above (-1); what is said, and what is hidden, lies above them all. */
export function goToNextRow(surface: Surface, by: 1 | -1): void {
  const { rowKey, rowsBy } = useShown.getState();
  const keys = surface.rows.map(({ key }) => key);
  if (surface.hidden.length > 0) keys.unshift(HIDDEN_ROW);
  if (surface.cues.length > 0) keys.unshift(CAPTIONS_ROW);
  const here = keys.indexOf(rowKey ?? '');
  const known = rowKey !== null && here >= 0;
  const to = known ? here + by : by > 0 ? 0 : keys.length - 1;
  const toKey = keys[Math.min(keys.length - 1, Math.max(0, to))];
  if (toKey === CAPTIONS_ROW || toKey === HIDDEN_ROW) {
    goToRow(toKey);
    speak(laneWords(surface, toKey));
    return;
  }
  const row = surface.rows.find(({ key }) => key === toKey);
  if (!row) return;
  goToRow(row.key);
  surface.revealRow(row.key);
  const count = row.levels.reduce((sum, level) => sum + level.length, 0);
  const us = transport().nowUs();
  const [here1] = momentsWithin(row, us, us);
  const at = here1 ? `, here ${momentWords(here1)}` : '';
  speak(`${rowTitle(rowsBy, row.key)} row, ${countWords(count)}${at}`);
}

/** True when the playhead stands at a moment, or as near as its frame lets it. */
function isAt(moment: Moment, us: number): boolean {
  return us > moment.startUs - NEAR_US && us < Math.max(moment.endUs, moment.startUs + NEAR_US);
}

/** To where the next part or gap begins (1), or to the one before (-1). */
export function goToNextPart(surface: Surface, by: 1 | -1): void {
  const { footage } = surface;
  const places = along(footage);
  const us = transport().nowUs();
  const next =
    by > 0
      ? places.find(({ startUs }) => startUs > us + NEAR_US)
      : places.findLast(({ startUs }) => startUs < us - NEAR_US);
  if (!next) {
    speak(by > 0 ? 'The last part' : 'The beginning');
    return;
  }
  transport().seek(next.startUs);
  surface.reveal(next);
  const at = formatSpoken(next.startUs);
  if (next.gap) speak(`No footage for ${formatSpoken(next.endUs - next.startUs)}, from ${at}`);
  else speak(`Part ${next.number} of ${footage.length}, ${next.stretch.name}, from ${at}`);
}

/** The playhead to the next place that a drag would snap to (1), or to the one before (-1). */
export function goToNextEdge(surface: Surface, by: 1 | -1): void {
  const player = transport();
  // The frame on screen may begin a little before the edge that was gone to.
  const { startUs, endUs } = player.frameOnScreen();
  const us = player.nowUs();
  const edgeUs = surface.edgeBeside(by > 0 ? Math.max(us, endUs - 1) : Math.min(us, startUs), by);
  if (edgeUs === null) {
    speak(by > 0 ? 'No edge after this' : 'No edge before this');
    return;
  }
  player.seek(edgeUs);
  surface.reveal({ startUs: edgeUs, endUs: edgeUs });
  speak(formatSpoken(edgeUs));
}

/** To the next moment of the row (1) or the one before (-1). @param adds keeps those chosen. */
export function goToNextMoment(surface: Surface, by: 1 | -1, adds: boolean): void {
  if (isOnCaptions(surface)) {
    goToNextCue(surface, by);
    return;
  }
  if (isOnHidden(surface)) {
    goToNextHidden(surface, by);
    return;
  }
  const row = rowInHand(surface);
  if (!row) return;
  const chosen = momentById(useView.getState().momentId);
  const isHere = chosen && row.levels.some((l) => l.moments[l.placeOf(chosen)]?.id === chosen.id);
  const us = transport().nowUs();
  const next = neighbourIn(row, isHere && isAt(chosen, us) ? chosen : null, us, by);
  if (!next) {
    speak(by > 0 ? 'No moment after this in the row' : 'No moment before this in the row');
    return;
  }
  const { momentIds } = useView.getState();
  goToRow(row.key);
  if (adds) selectMoments([...momentIds.filter((id) => id !== next.id), next.id]);
  else selectMoment(next.id);
  transport().seek(next.startUs);
  surface.reveal(next);
  const count = useView.getState().momentIds.length;
  speak(`${momentWords(next)}${count > 1 ? `. ${countWords(count)} chosen` : ''}`);
}

function goToNextCue(surface: Surface, by: 1 | -1): void {
  // The frame on screen may begin a little before the words that were gone to.
  const us = transport().nowUs() + (by > 0 ? NEAR_US : 0);
  const cue = neighbourCue(surface.cues, us, by);
  if (!cue) {
    speak(by > 0 ? 'Nothing is said after this' : 'Nothing is said before this');
    return;
  }
  transport().seek(cue.startUs);
  surface.reveal(cue);
  speak(cueWords(cue));
}

function goToNextHidden(surface: Surface, by: 1 | -1): void {
  const us = transport().nowUs();
  const chosen = surface.hidden.find(({ id }) => id === useMasking.getState().selectedId);
  const isHere = chosen && us > chosen.startUs - NEAR_US && us < chosen.endUs;
  const next = neighbourHidden(surface.hidden, isHere ? chosen : null, us, by);
  if (!next) {
    speak(by > 0 ? 'Nothing is hidden after this' : 'Nothing is hidden before this');
    return;
  }
  useMasking.setState({ selectedId: next.id });
  transport().seek(next.startUs);
  surface.reveal(next);
  speak(hiddenWords(next));
}

/** Opens the panel with what is in hand, else with what is hidden here; with none where nothing is. */
export function openHidden({ hidden }: Surface): void {
  const us = transport().nowUs();
  const { selectedId } = useMasking.getState();
  const mask =
    hidden.find(({ id }) => id === selectedId) ??
    hidden.find(({ startUs, endUs }) => us >= startUs && us < endUs);
  if (mask) showMask(mask.id);
  else startMasking();
}

export function chooseAll(surface: Surface): void {
  const { momentId } = useView.getState();
  const all = visibleMoments()
    .filter(({ adrift }) => !adrift)
    .map(({ id }) => id);
  selectMoments(all, all.includes(momentId ?? '') ? momentId : (all[0] ?? null));
  surface.invalidate();
  speak(`${countWords(all.length)} chosen`);
}

/** Those that touch the selection, or the playhead where nothing is selected. */
export function chooseHere(surface: Surface): void {
  const us = transport().nowUs();
  const range = selectionOf(useView.getState()) ?? { startUs: us, endUs: us };
  const found = surface.rows.flatMap((row) => momentsWithin(row, range.startUs, range.endUs));
  const all = [...new Set(found.sort(byTime).map(({ id }) => id))];
  selectMoments(all);
  speak(`${countWords(all.length)} chosen`);
}

/** Moves what is chosen by frames or seconds; one entry of history while the key is pressed again. */
export function nudge(by: { frames: number } | { seconds: number }): void {
  const { document, commit } = lessonStore.getState();
  const chosen = chosenMoments();
  if (!document || chosen.length === 0) return;
  const frame = transport().frameOnScreen();
  const frameUs = frame.endUs > frame.startUs ? frame.endUs - frame.startUs : US_PER_SECOND / 25;
  const byUs = 'frames' in by ? by.frames * frameUs : by.seconds * US_PER_SECOND;
  const ops = shiftOps(chosen, Math.round(byUs), lessonEndUs(document));
  if (ops.length === 0) return;
  const key = chosen.length === 1 ? chosen[0]?.id : `${chosen.length}:${chosen[0]?.id}`;
  commit(labelFor('Nudge', chosen.length), ops, `nudge:${key}`);
  const [first] = chosenMoments();
  if (first) speak(formatSpoken(first.startUs));
}

/** What a split would cut: of the chosen ones, else of all, those that the playhead is inside. */
export function toSplit(surface: Surface): ReturnType<typeof chosenMoments> {
  const us = transport().nowUs();
  const chosen = chosenMoments().filter((moment) => canSplit(moment, us));
  if (chosen.length > 0) return chosen;
  const row = surface.rows.find(({ key }) => key === useShown.getState().rowKey);
  const rows = row ? [row] : surface.rows;
  const here = rows.flatMap((each) => momentsWithin(each, us, us));
  return [...new Set(here)].filter((moment) => canSplit(moment, us));
}

export function split(surface: Surface): void {
  const { commit } = lessonStore.getState();
  const { me } = useApp.getState();
  const moments = toSplit(surface);
  if (!me || moments.length === 0) return;
  const ops = splitOps(moments, transport().nowUs(), me.id);
  commit(labelFor('Split', moments.length), ops);
  selectMoments(ids(ops).filter((id) => !moments.some((moment) => moment.id === id)));
  speak(`${countWords(moments.length)} split`);
}

export function merge(): void {
  const { document, commit } = lessonStore.getState();
  const chosen = chosenMoments();
  const ops = document ? mergeOps(document, chosen) : [];
  const [first] = ops;
  if (!first) return;
  commit(labelFor('Merge', chosen.length), ops);
  selectMoment(first.id);
  speak(`${countWords(chosen.length)} merged into one`);
}

export function copy(): void {
  const moments = chosenMoments().sort(byTime);
  if (moments.length === 0) return;
  useMomentClipboard.setState({ moments });
  speak(`${countWords(moments.length)} copied`);
}

/** Puts what was copied, in this lesson or another, at the playhead. */
export function paste(surface: Surface): void {
  const { document, commit } = lessonStore.getState();
  const { me } = useApp.getState();
  if (!document || !me) return;
  const lesson = {
    id: document.lesson.id,
    endUs: lessonEndUs(document),
    focusIds: new Set(document.focuses.map(({ id }) => id)),
  };
  const { moments } = useMomentClipboard.getState();
  const ops = pasteOps(moments, transport().nowUs(), lesson, me.id);
  if (ops.length === 0) return;
  commit(labelFor('Paste', ops.length), ops);
  selectMoments(ids(ops));
  surface.invalidate();
  speak(`${countWords(ops.length)} pasted`);
}
