/** Hands on the mend timeline: pointer, wheel and Escape, as long as it is on screen. */
import { lengthOf, samplesToUs } from '../../../../shared/domain/narration';
import { cueOver } from '../../../../shared/domain/narration-cues';
import { formatClock } from '../../../../shared/domain/time';
import { tell } from '../../../stores/app-notices';
import { lessonStore } from '../../../stores/document';
import { narrationTransport } from '../../../stores/narration';
import { panBy } from '../../../ui/time-axis/geometry';
import { moveEvent } from './edits';
import { eventWords } from './event-words';
import { type MendHit, mendHit, pxOf, timeOf } from './mend-layout';
import type { MendSurface } from './mend-surface';
import { chooseStretch, useMendView } from './mend-view';
import { reading } from './reading';

/** A press that moves less than this is a press. */
const STILL_PX = 4;
const SNAP_PX = 6;
/** A wheel that moves by this much at once has notches: it is made to glide. */
const NOTCH_PX = 60;
const LINE_PX = 24;

interface Hold {
  move(xPx: number): void;
  end(): void;
  abandon(): void;
}

const nothing = (): void => undefined;

/** A time within the narration, pulled to the joins, captions and position near it. */
function timeAt(surface: MendSurface, xPx: number): number {
  const read = reading();
  const t = Math.min(Math.max(0, timeOf(surface.view, xPx)), read?.end ?? 0);
  if (!read) return t;
  const places = [0, read.end, Math.round(narrationTransport().now())];
  let begins = 0;
  for (const stretch of read.narration.row) places.push((begins += lengthOf(stretch)));
  for (const { from, to } of read.narration.cues) places.push(from, to);
  let [best, apart] = [t, SNAP_PX];
  for (const place of places) {
    const away = Math.abs(pxOf(surface.view, place) - xPx);
    if (away < apart) [best, apart] = [place, away];
  }
  return best;
}

/** A stretch is drawn out; a press without moving goes there. */
function stretchHold(surface: MendSurface, beganPx: number, end: () => void): Hold {
  const before = useMendView.getState();
  const began = timeAt(surface, beganPx);
  let moved = false;
  return {
    move(xPx) {
      moved ||= Math.abs(xPx - beganPx) >= STILL_PX;
      if (moved) chooseStretch(began, timeAt(surface, xPx));
    },
    end: () => {
      if (!moved) end();
    },
    abandon: () => useMendView.setState({ from: before.from, to: before.to }),
  };
}

function edgeHold(surface: MendSurface, edge: 'from' | 'to'): Hold {
  const before = useMendView.getState();
  const other = edge === 'from' ? before.to : before.from;
  return {
    move(xPx) {
      const t = timeAt(surface, xPx);
      if (other === null) useMendView.setState({ [edge]: t });
      else chooseStretch(other, t);
    },
    end: nothing,
    abandon: () => useMendView.setState({ from: before.from, to: before.to }),
  };
}

function scrubHold(surface: MendSurface, beganPx: number): Hold {
  const before = narrationTransport().now();
  const seek = (xPx: number) => {
    const t = timeOf(surface.view, xPx);
    narrationTransport().seek(Math.min(Math.max(0, t), reading()?.end ?? 0));
  };
  seek(beganPx);
  return { move: seek, end: nothing, abandon: () => narrationTransport().seek(before) };
}

/** The event moves with the hand, and stays where it is let go. */
function eventHold(surface: MendSurface, index: number, beganPx: number): Hold {
  const happening = reading()?.happenings[index];
  if (!happening) return { move: nothing, end: nothing, abandon: nothing };
  useMendView.setState({ event: { takeId: happening.takeId, place: happening.place } });
  let moved = false;
  const over = (): void => {
    surface.dragAt = null;
    surface.invalidate();
  };
  return {
    move(xPx) {
      moved ||= Math.abs(xPx - beganPx) >= STILL_PX;
      if (!moved) return;
      surface.dragAt = timeAt(surface, xPx);
      surface.invalidate();
    },
    end() {
      const to = surface.dragAt;
      over();
      if (to === null) {
        narrationTransport().seek(happening.at);
        return;
      }
      const wrong = moveEvent(happening, to);
      if (wrong) tell({ sentence: `The event stays where it was. ${wrong}.` });
    },
    abandon: over,
  };
}

function holdFor(surface: MendSurface, hit: MendHit, xPx: number): Hold {
  const goThere = () => narrationTransport().seek(timeAt(surface, xPx));
  if (hit.on === 'event') return eventHold(surface, hit.index, xPx);
  if (hit.on === 'edge') return edgeHold(surface, hit.edge);
  if (hit.on === 'ruler') return scrubHold(surface, xPx);
  if (hit.on !== 'captions') return stretchHold(surface, xPx, goThere);
  return stretchHold(surface, xPx, () => {
    const cue = cueOver(reading()?.narration.cues ?? [], timeOf(surface.view, xPx));
    useMendView.setState({ cueId: cue?.id ?? null });
    if (cue) narrationTransport().seek(cue.from);
    else goThere();
  });
}

const CURSORS = {
  edge: 'ew-resize',
  event: 'grab',
  captions: 'pointer',
  ruler: 'pointer',
} as const;

/** Follows the pointer until `signal` says that the timeline goes. */
export function listenForMending(surface: MendSurface, signal: AbortSignal): void {
  const { host } = surface;
  let hold: Hold | null = null;

  const hitAt = (event: PointerEvent): MendHit => {
    const times = reading()?.happenings ?? [];
    return mendHit(
      surface.layout,
      surface.view,
      surface.local(event),
      times,
      useMendView.getState(),
    );
  };
  const letGo = (how: 'end' | 'abandon'): void => {
    const held = hold;
    hold = null;
    surface.held = false;
    held?.[how]();
  };
  const hover = (event: PointerEvent): void => {
    const hit = hitAt(event);
    host.style.cursor = hit.on === 'lane' ? 'text' : CURSORS[hit.on];
    const happening = hit.on === 'event' ? reading()?.happenings[hit.index] : undefined;
    const { moments = [], angles = [] } = lessonStore.getState().document ?? {};
    const at = happening && formatClock(samplesToUs(happening.at));
    const title = happening ? `${at} ${eventWords(happening.event, { moments, angles })}` : '';
    if (host.title !== title) host.title = title;
  };

  host.addEventListener(
    'pointerdown',
    (event) => {
      if (hold || event.button !== 0 || !reading()) return;
      host.setPointerCapture(event.pointerId);
      hold = holdFor(surface, hitAt(event), surface.local(event).xPx);
      surface.held = true;
    },
    { signal },
  );
  host.addEventListener(
    'pointermove',
    (event) => {
      if (hold) hold.move(surface.local(event).xPx);
      else hover(event);
    },
    { signal },
  );
  host.addEventListener('pointerup', () => letGo('end'), { signal });
  host.addEventListener('pointercancel', () => letGo('abandon'), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !hold) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      letGo('abandon');
    },
    { capture: true, signal },
  );
  host.addEventListener('wheel', (event) => turn(surface, event), { passive: false, signal });
}

/** The wheel pans, with Ctrl (or a pinch, which arrives as one) it zooms. */
function turn(surface: MendSurface, event: WheelEvent): void {
  event.preventDefault();
  const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  const delta = (sideways ? event.deltaX : event.deltaY) * (event.deltaMode === 0 ? 1 : LINE_PX);
  if (event.ctrlKey || event.metaKey) {
    surface.zoom(Math.exp(-delta * 0.004), surface.local(event).xPx);
  } else if (Math.abs(delta) >= NOTCH_PX) surface.glideBy(delta);
  else surface.setView(panBy(surface.view, delta, surface.extent));
}
