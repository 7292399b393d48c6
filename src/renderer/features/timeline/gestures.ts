/** Hands on the timeline: scrubbing, selecting, moving and trimming moments, panning, zooming. */
import type { RowOp } from '../../../shared/domain/document';
import { kindOf } from '../../stores/boards';
import type { Moment } from '../../../shared/domain/moment';
import { instant } from '../../../shared/domain/row';
import { formatClock, type Range } from '../../../shared/domain/time';
import type { Gesture } from '../../stores/document-store';
import { lessonStore } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { select, selectMoment, showMoment, useView } from '../../stores/view';
import { fit, inView, moved, panBy, snapTo, toUs, trimmed } from './geometry';
import { startWriting } from '../../stores/writing';
import { edgesIn } from './lanes';
import { hitTest, type Hit } from './layout';
import type { Surface } from './surface';

/** How far a pointer goes before a press is a drag, and how near things pull. */
const DRAG_PX = 4;
const SNAP_PX = 8;

/** What goes on between pressing and letting go. */
interface Hold {
  move: (xPx: number, event: PointerEvent) => void;
  end: () => void;
  abandon: () => void;
}

const CURSORS = { body: 'grab', start: 'ew-resize', end: 'ew-resize' } as const;

function cursorFor(hit: Hit): string {
  if (hit.on === 'moment') return CURSORS[hit.grip];
  if (hit.on === 'selection') return 'ew-resize';
  return hit.on === 'lane' ? 'default' : 'pointer';
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

  const letGo = (how: 'end' | 'abandon') => {
    const held = hold;
    hold = null;
    surface.held = false;
    held?.[how]();
  };

  const hover = (event: PointerEvent) => {
    const hit = hitAt(event);
    host.style.cursor = cursorFor(hit);
    const moment = hit.on === 'moment' ? hit.moment : null;
    if (surface.hoverId === (moment?.id ?? null)) return;
    surface.hoverId = moment?.id ?? null;
    host.title = moment ? describe(moment) : '';
    surface.invalidate();
  };

  host.addEventListener(
    'pointerdown',
    (event) => {
      const { xPx } = surface.local(event);
      if (event.button !== 0 || xPx < 0 || (event.target as Element).closest('button')) return;
      host.setPointerCapture(event.pointerId);
      hold = holdFor(surface, hitAt(event), xPx);
      surface.held = true;
    },
    { signal },
  );
  host.addEventListener(
    'pointermove',
    (event) => {
      if (hold) hold.move(surface.local(event).xPx, event);
      else hover(event);
    },
    { signal },
  );
  host.addEventListener('pointerup', () => letGo('end'), { signal });
  host.addEventListener('pointercancel', () => letGo('abandon'), { signal });
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
      letGo('abandon');
    },
    { capture: true, signal },
  );
  host.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { xPx } = surface.local(event);
      // A pinch on a touchpad arrives as a wheel with Ctrl.
      if (event.ctrlKey || event.metaKey) {
        surface.zoom(Math.exp(-event.deltaY * (event.deltaMode === 0 ? 0.004 : 0.1)), xPx);
        return;
      }
      const delta = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      const linePx = event.deltaMode === 0 ? 1 : 24;
      surface.setView(panBy(surface.view, delta * linePx, surface.extent));
    },
    { passive: false, signal },
  );
}

function holdFor(surface: Surface, hit: Hit, xPx: number): Hold {
  switch (hit.on) {
    case 'scrub':
      return scrub(surface, xPx);
    case 'overview':
      return panOverview(surface, xPx);
    case 'selection':
      return trimSelection(surface, hit.edge);
    case 'moment':
      return moveMoment(surface, hit.moment, hit.grip, xPx);
    case 'lane':
      return selectRange(surface, xPx);
  }
}

const NOTHING = () => undefined;

function scrub(surface: Surface, xPx: number): Hold {
  const { playing } = usePlayback.getState();
  if (playing) transport().pause();
  const seek = (px: number) => transport().seek(toUs(surface.view, px));
  seek(xPx);
  const end = () => {
    if (playing) transport().play();
  };
  return { move: seek, end, abandon: end };
}

function panOverview(surface: Surface, xPx: number): Hold {
  const { extent } = surface;
  const whole = fit(extent);
  const shown = inView(surface.view, extent.widthPx);
  const grabUs = toUs(whole, xPx);
  const inside = grabUs >= shown.startUs && grabUs <= shown.endUs;
  const offsetUs = inside ? grabUs - shown.startUs : (shown.endUs - shown.startUs) / 2;
  const move = (px: number) =>
    surface.setView({ ...surface.view, startUs: toUs(whole, px) - offsetUs });
  move(xPx);
  return { move, end: NOTHING, abandon: NOTHING };
}

function targetsAround(surface: Surface, momentId: string): number[] {
  const near = inView(surface.view, surface.extent.widthPx);
  return [...surface.places(), ...edgesIn(surface.rows, near, momentId)];
}

function selectRange(surface: Surface, fromPx: number): Hold {
  const before = useView.getState();
  let dragging = false;
  return {
    move(px, event) {
      dragging ||= Math.abs(px - fromPx) >= DRAG_PX;
      if (!dragging) return;
      const reachUs = event.altKey ? 0 : SNAP_PX * surface.view.usPerPx;
      const near = inView(surface.view, surface.extent.widthPx);
      const targets = [transport().nowUs(), ...edgesIn(surface.rows, near, '')];
      const [a = 0, b = 0] = [fromPx, px].map((at) => {
        const us = Math.min(Math.max(toUs(surface.view, at), 0), surface.extent.endUs);
        return snapTo(us, targets, reachUs) ?? us;
      });
      select({ startUs: Math.min(a, b), endUs: Math.max(a, b) });
    },
    end() {
      if (dragging) return;
      selectMoment(null);
      transport().seek(toUs(surface.view, fromPx));
    },
    abandon: () => useView.setState({ inUs: before.inUs, outUs: before.outUs }),
  };
}

function trimSelection(surface: Surface, edge: 'start' | 'end'): Hold {
  const before = surface.selection();
  return {
    move(px, event) {
      if (!before) return;
      const reachUs = event.altKey ? 0 : SNAP_PX * surface.view.usPerPx;
      const targets = edgesIn(surface.rows, inView(surface.view, surface.extent.widthPx), '');
      targets.push(transport().nowUs());
      const us = toUs(surface.view, px);
      const range = trimmed(before, edge, us, targets, reachUs, surface.extent.endUs);
      if (range.endUs > range.startUs) select(range);
    },
    end: NOTHING,
    abandon: () => before && select(before),
  };
}

function opFor(moment: Moment, range: Range): RowOp {
  const after = { ...moment, ...range, changedAt: instant() };
  return { table: 'moment', id: moment.id, before: moment, after };
}

function moveMoment(
  surface: Surface,
  moment: Moment,
  grip: 'body' | 'start' | 'end',
  fromPx: number,
): Hold {
  let gesture: Gesture | null = null;
  const range: Range = { startUs: moment.startUs, endUs: moment.endUs };
  return {
    move(px, event) {
      if (!gesture && Math.abs(px - fromPx) < DRAG_PX) return;
      gesture ??= lessonStore.getState().begin(grip === 'body' ? 'Move a moment' : 'Trim a moment');
      selectMoment(moment.id);
      const { endUs } = surface.extent;
      const reachUs = event.altKey ? 0 : SNAP_PX * surface.view.usPerPx;
      const targets = targetsAround(surface, moment.id);
      const byUs = (px - fromPx) * surface.view.usPerPx;
      const next =
        grip === 'body'
          ? moved(range, byUs, targets, reachUs, endUs)
          : trimmed(
              range,
              grip,
              (grip === 'start' ? range.startUs : range.endUs) + byUs,
              targets,
              reachUs,
              endUs,
            );
      gesture.update([opFor(moment, next)]);
    },
    end() {
      if (gesture) {
        gesture.finish();
        return;
      }
      showMoment(moment.id);
      transport().seek(moment.startUs);
    },
    abandon: () => gesture?.abandon(),
  };
}
