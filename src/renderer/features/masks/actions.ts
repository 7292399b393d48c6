/** Masks as edits of the lesson: made, changed, moved by keys and taken away, each undoable. */
import type { RowOp } from '../../../shared/domain/document';
import type { Box } from '../../../shared/domain/drawing';
import { type Id, newId } from '../../../shared/domain/ids';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { boxAt, type Mask, type MaskKey, type MaskWhat } from '../../../shared/domain/mask';
import { retimed, withKey, withoutKey } from '../../../shared/domain/mask-edits';
import { instant } from '../../../shared/domain/row';
import { type Range, US_PER_SECOND } from '../../../shared/domain/time';
import { useApp } from '../../stores/app';
import { lessonStore } from '../../stores/document';
import { useMasking } from '../../stores/masking';
import { hereUs, workedAngleId } from '../../stores/picture';
import { transport } from '../../stores/playback';
import { selectionOf, useView } from '../../stores/view';

/** A new one stays this long where no range was chosen. */
const USUAL_US = 10 * US_PER_SECOND;

export function masks(): readonly Mask[] {
  return lessonStore.getState().document?.masks ?? [];
}

export function maskOf(id: Id | null): Mask | undefined {
  return masks().find((mask) => mask.id === id);
}

export function chosenMask(): Mask | undefined {
  return maskOf(useMasking.getState().selectedId);
}

/** True while a mask hides something; at its very end it is gone. */
export function isHere(mask: Pick<Mask, 'startUs' | 'endUs' | 'adrift'>, us: number): boolean {
  return mask.adrift === null && us >= mask.startUs && us < mask.endUs;
}

/** What was chosen: the selection, else the chosen moment where it is a range. */
function chosenRange(): Range | null {
  const view = useView.getState();
  const moment = lessonStore.getState().document?.moments.find(({ id }) => id === view.momentId);
  const range = moment && !moment.adrift && moment.endUs > moment.startUs ? moment : null;
  return selectionOf(view) ?? range;
}

/**
 * When a new one hides something: the chosen range, else ten seconds from the frame on screen on. What is
 * put on the picture is on the picture that is seen, whatever is chosen elsewhere.
 */
function whenNew(what: MaskWhat['type'], endUs: number): Range {
  const fromUs = hereUs();
  const chosen = chosenRange();
  const isOn = chosen !== null && fromUs >= chosen.startUs && fromUs < chosen.endUs;
  if (chosen && (what === 'sound' || isOn)) {
    return { startUs: chosen.startUs, endUs: chosen.endUs };
  }
  const startUs = Math.max(0, Math.min(fromUs, endUs));
  return { startUs, endUs: Math.max(startUs, Math.min(startUs + USUAL_US, endUs)) };
}

/** Adds one and chooses it. Nothing happens where the camera that is watched shows no picture. */
function addMask(label: string, what: MaskWhat): void {
  const { document, lessonId, commit } = lessonStore.getState();
  const { me } = useApp.getState();
  if (!document || !lessonId || !me) return;
  const angleId = what.type === 'sound' ? null : workedAngleId(document);
  if (what.type !== 'sound' && angleId === null) return;
  const now = instant();
  const mask: Mask = {
    ...{ id: newId(), authorId: me.id, createdAt: now, changedAt: now, lessonId },
    ...{ angleId, ...whenNew(what.type, lessonEndUs(document)), what, adrift: null },
  };
  commit(label, [{ table: 'mask', id: mask.id, before: null, after: mask }]);
  useMasking.setState({ selectedId: mask.id });
}

const IN_THE_MIDDLE: Box = { x: 0.39, y: 0.35, width: 0.22, height: 0.3 };

export function hidePart(box: Box = IN_THE_MIDDLE): void {
  const { form, look } = useMasking.getState();
  const keys = [{ afterUs: 0, box }];
  addMask('Hide a part of the picture', { type: 'area', form, look, keys });
}

export function hidePicture(): void {
  const { look } = useMasking.getState();
  addMask('Hide the whole picture', { type: 'picture', look });
}

export function hideSound(): void {
  const { sounds } = useMasking.getState();
  addMask('Hide what is said', { type: 'sound', sounds });
}

export function changeOp(mask: Mask, change: Partial<Mask>): RowOp {
  const after = { ...mask, ...change, changedAt: instant() };
  return { table: 'mask', id: mask.id, before: mask, after };
}

export function changeMask(mask: Mask, label: string, change: Partial<Mask>, key?: string): void {
  lessonStore.getState().commit(label, [changeOp(mask, change)], key);
}

export function removeMask(id: Id): void {
  const mask = maskOf(id);
  if (!mask) return;
  lessonStore
    .getState()
    .commit('Show again what was hidden', [{ table: 'mask', id, before: mask, after: null }]);
  if (useMasking.getState().selectedId === id) useMasking.setState({ selectedId: null });
}

/**
 * Begins or ends a mask elsewhere.
 * @returns what is wrong with the time, or null when it was taken
 */
export function setEdge(seen: Mask, edge: 'start' | 'end', us: number): string | null {
  const { document } = lessonStore.getState();
  // A field that is left by Enter says its time twice, the second time of the mask as it was.
  const mask = maskOf(seen.id) ?? seen;
  if (mask.adrift) return 'Its footage is not in the lesson';
  if (us === (edge === 'start' ? mask.startUs : mask.endUs)) return null;
  if (!document || us > lessonEndUs(document)) return 'After the lesson’s end';
  if (edge === 'start' && us >= mask.endUs) return 'After its end';
  if (edge === 'end' && us <= mask.startUs) return 'Before its beginning';
  const { startUs, endUs } = mask;
  const to = edge === 'start' ? { startUs: us, endUs } : { startUs, endUs: us };
  changeMask(mask, edge === 'start' ? 'Hide from here' : 'Hide until here', retimed(mask, to));
  return null;
}

/** Begins, or ends, a mask at the frame on screen. */
export function setEdgeHere(mask: Mask, edge: 'start' | 'end'): void {
  setEdge(mask, edge, edge === 'start' ? hereUs() : transport().frameOnScreen().endUs);
}

/** The frame on screen as time since a mask's start; null while the mask hides nothing. */
function frameIn(mask: Mask): Range | null {
  if (!isHere(mask, transport().nowUs())) return null;
  const afterUs = Math.max(0, hereUs() - mask.startUs);
  return {
    startUs: afterUs,
    endUs: Math.max(afterUs + 1, transport().frameOnScreen().endUs - mask.startUs),
  };
}

/** Where an area lies now; null where there is none or it is not here now. */
export function boxHere(mask: Mask): Box | null {
  if (mask.what.type !== 'area' || !isHere(mask, transport().nowUs())) return null;
  return boxAt(mask.what.keys, transport().nowUs() - mask.startUs);
}

/** The edit that puts an area at a place from the frame on screen on: its key there is that. */
export function placeOp(mask: Mask, box: Box): RowOp | null {
  const at = frameIn(mask);
  const { what } = mask;
  if (what.type !== 'area' || at === null) return null;
  return changeOp(mask, { what: { ...what, keys: withKey(what.keys, at, box) } });
}

export function placeMask(mask: Mask, label: string, box: Box): void {
  const op = placeOp(mask, box);
  // Held keys are one step of undo, as long as they are of one frame.
  const frameUs = frameIn(mask)?.startUs;
  if (op) lessonStore.getState().commit(label, [op], `${label}:${mask.id}:${frameUs}`);
}

/** The position key of the frame on screen, where there is one. */
export function keyHere(mask: Mask): MaskKey | undefined {
  const at = frameIn(mask);
  if (mask.what.type !== 'area' || at === null) return undefined;
  return mask.what.keys.find(({ afterUs }) => afterUs >= at.startUs && afterUs < at.endUs);
}

/** Goes to the next place where a position was set, or to the one before. */
export function goToKey(mask: Mask, way: 1 | -1): void {
  if (mask.what.type !== 'area') return;
  const frame = transport().frameOnScreen();
  const times = mask.what.keys.map(({ afterUs }) => mask.startUs + afterUs);
  const to =
    way === 1 ? times.find((us) => us >= frame.endUs) : times.findLast((us) => us < hereUs());
  if (to !== undefined) transport().seek(to);
}

/** Takes away the position set at the frame on screen. */
export function removeKey(mask: Mask, afterUs: number): void {
  const { what } = mask;
  if (what.type !== 'area' || what.keys.length < 2) return;
  const keys = withoutKey(what.keys, afterUs);
  changeMask(mask, 'Take a position away', { what: { ...what, keys } });
}

/** Chooses one, and goes where it is seen. */
export function chooseMask(mask: Mask): void {
  useMasking.setState({ selectedId: mask.id });
  if (!mask.adrift && !isHere(mask, transport().nowUs())) transport().seek(mask.startUs);
}
