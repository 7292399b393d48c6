/** Hands on the timeline: pointer, wheel and Escape, as long as it is on screen. */
import { kindOf } from '../../stores/boards';
import type { Moment } from '../../../shared/domain/moment';
import { maskWords, whenWords } from '../../stores/mask-words';
import { formatClock } from '../../../shared/domain/time';
import { startWriting } from '../../stores/writing';
import { cueUnder } from './cues';
import { panBy } from '../../ui/time-axis/geometry';
import { hiddenUnder } from './hidden';
import { type Hold, holdFor } from './holds';
import { hitTest, type Hit } from './layout';
import type { Surface } from './surface';

const CURSORS = { body: 'grab', start: 'ew-resize', end: 'ew-resize' } as const;
/** A wheel that moves by this much at once has notches: it is made to glide. */
const NOTCH_PX = 60;
const LINE_PX = 24;

function cursorFor(hit: Hit, event: PointerEvent): string {
  if (hit.on === 'moment') return CURSORS[hit.grip];
  if (hit.on === 'selection') return 'ew-resize';
  if (hit.on !== 'lane') return 'pointer';
  return event.shiftKey ? 'crosshair' : 'default';
}

function describe(moment: Moment): string {
  const note = moment.note.length > 140 ? `${moment.note.slice(0, 140)}…` : moment.note;
  return `${kindOf(moment.kind).name} ${formatClock(moment.startUs)}${note ? `\n${note}` : ''}`;
}

/** Follows the pointer until `signal` says that the timeline goes. */
export function listenForGestures(surface: Surface, signal: AbortSignal): void {
  const { host } = surface;
  let hold: Hold | null = null;

  const hitAt = (event: PointerEvent | MouseEvent): Hit => {
    const { xPx, yPx } = surface.local(event);
    const { layout, rows, view } = surface;
    return hitTest(layout, rows, view, surface.selection(), xPx, yPx);
  };

  const abandon = () => {
    const held = hold;
    hold = null;
    surface.held = false;
    held?.abandon();
  };

  const hover = (event: PointerEvent) => {
    const hit = hitAt(event);
    host.style.cursor = cursorFor(hit, event);
    const moment = hit.on === 'moment' ? hit.moment : null;
    const { xPx } = surface.local(event);
    const cue = hit.on === 'captions' ? cueUnder(surface.cues, surface.view, xPx) : null;
    const mask =
      hit.on === 'hidden' ? hiddenUnder(surface.hidden, surface.view, xPx, hit.of) : null;
    const hidden = mask ? `Hidden: ${maskWords(mask.what)}\n${whenWords(mask)}` : '';
    const title = moment ? describe(moment) : (cue?.text ?? hidden);
    if (host.title !== title) host.title = title;
    if (surface.hoverId === (moment?.id ?? null)) return;
    surface.hoverId = moment?.id ?? null;
    surface.invalidate();
  };

  host.addEventListener(
    'pointerdown',
    (event) => {
      const at = surface.local(event);
      if (hold || event.button > 1 || at.xPx < 0) return;
      if ((event.target as Element).closest('button')) return;
      // The middle button would start Chromium's own scrolling.
      if (event.button === 1) event.preventDefault();
      host.setPointerCapture(event.pointerId);
      hold = holdFor(surface, hitAt(event), at, event);
      surface.held = true;
    },
    { signal },
  );
  host.addEventListener(
    'pointermove',
    (event) => {
      if (hold) hold.move(surface.local(event), event);
      else hover(event);
    },
    { signal },
  );
  host.addEventListener(
    'pointerup',
    (event) => {
      const held = hold;
      hold = null;
      surface.held = false;
      held?.end(event);
    },
    { signal },
  );
  host.addEventListener('pointercancel', abandon, { signal });
  host.addEventListener(
    'dblclick',
    (event) => {
      const hit = hitAt(event);
      if (hit.on === 'moment') startWriting(hit.moment.id);
    },
    { signal },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !hold) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      abandon();
    },
    { capture: true, signal },
  );
  host.addEventListener('wheel', (event) => turn(surface, event), { passive: false, signal });
}

/** The wheel pans, with Ctrl (or a pinch, which arrives as one) zooms, with Alt scrolls the rows. */
function turn(surface: Surface, event: WheelEvent): void {
  event.preventDefault();
  const { xPx } = surface.local(event);
  const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  const delta = (sideways ? event.deltaX : event.deltaY) * (event.deltaMode === 0 ? 1 : LINE_PX);
  if (event.ctrlKey || event.metaKey) surface.zoom(Math.exp(-delta * 0.004), xPx);
  else if (event.altKey || xPx < 0) surface.scrollRows(delta);
  else if (Math.abs(delta) >= NOTCH_PX) surface.glideBy(delta);
  else surface.setView(panBy(surface.view, delta, surface.extent));
}
