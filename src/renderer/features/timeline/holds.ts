/** What goes on between pressing and letting go, for everything that can be pressed. */
import type { Moment } from '../../../shared/domain/moment';
import type { Range } from '../../../shared/domain/time';
import type { Gesture } from '../../stores/document-store';
import { lessonStore } from '../../stores/document';
import { showMask } from '../../stores/masking';
import { chosenMoments, momentById } from '../../stores/moments-by-id';
import { transport, usePlayback } from '../../stores/playback';
import { select, selectMoment, selectMoments, showMoment, useView } from '../../stores/view';
import { around, labelFor, placeOp, pressed, shiftOps } from './edits';
import { cueUnder } from './cues';
import { fit, inView, movedBy, panBy, type Snap, toUs, trimmed } from '../../ui/time-axis/geometry';
import { glideOf, type HandAt } from '../../ui/time-axis/glide';
import { hiddenUnder, timeWithin } from './hidden';
import { type Hit, rowsBetween } from './layout';
import type { Row } from './rows';
import { CAPTIONS_ROW, goToRow, HIDDEN_ROW } from './shown';
import { momentsWithin } from './spans';
import type { Surface } from './surface';

/** How far a pointer goes before a press is a drag, and how near things pull. */
const DRAG_PX = 4;
const SNAP_PX = 8;
/** More than this under a lasso are chosen when it is let go, not while it is drawn. */
const MOST_LIVE = 3_000;

export interface At {
  xPx: number;
  yPx: number;
}

export interface Hold {
  move: (at: At, event: PointerEvent) => void;
  end: (event: PointerEvent) => void;
  abandon: () => void;
}

const NOTHING = () => undefined;

export function holdFor(surface: Surface, hit: Hit, at: At, event: PointerEvent): Hold {
  if (event.button === 1 || (event.pointerType === 'touch' && hit.on === 'lane')) {
    return pan(surface, at);
  }
  switch (hit.on) {
    case 'scrub':
      return scrub(surface, at);
    case 'overview':
      return panOverview(surface, at);
    case 'captions':
      return goToCue(surface, at);
    case 'hidden':
      return goToHidden(surface, hit.of, at);
    case 'selection':
      return trimSelection(surface, hit.edge);
    case 'moment':
      return hit.grip === 'body'
        ? moveMoments(surface, hit, at)
        : trimMoment(surface, hit.moment, hit.grip, at);
    case 'lane':
      return event.shiftKey ? lasso(surface, at, event) : selectRange(surface, at);
  }
}

function scrub(surface: Surface, from: At): Hold {
  const { playing } = usePlayback.getState();
  if (playing) transport().pause();
  const scrubTo = ({ xPx }: At) =>
    transport().scrub(toUs(surface.view, xPx), surface.view.usPerPx / 2);
  transport().seek(toUs(surface.view, from.xPx));
  const end = () => {
    transport().scrubEnd();
    if (playing) transport().play();
  };
  return { move: scrubTo, end, abandon: end };
}

/** To where the words under the pointer begin, or where it points when nothing is said there. */
function goToCue(surface: Surface, { xPx }: At): Hold {
  const end = () => {
    const cue = cueUnder(surface.cues, surface.view, xPx);
    goToRow(CAPTIONS_ROW);
    transport().seek(cue?.startUs ?? toUs(surface.view, xPx));
  };
  return { move: NOTHING, end, abandon: NOTHING };
}

/** To what is hidden under the pointer, and the panel that it is changed in. */
function goToHidden(surface: Surface, of: 'picture' | 'sound', { xPx }: At): Hold {
  const end = () => {
    const mask = hiddenUnder(surface.hidden, surface.view, xPx, of);
    goToRow(HIDDEN_ROW);
    if (mask) showMask(mask.id);
    transport().seek(mask ? timeWithin(mask, surface.view, xPx) : toUs(surface.view, xPx));
  };
  return { move: NOTHING, end, abandon: NOTHING };
}

/** The lanes move with the hand, and glide on when it throws them. */
function pan(surface: Surface, from: At): Hold {
  const { view } = surface;
  const seen: HandAt[] = [{ px: from.xPx, ms: performance.now() }];
  return {
    move({ xPx }) {
      seen.push({ px: xPx, ms: performance.now() });
      if (seen.length > 12) seen.shift();
      surface.setView(panBy(view, from.xPx - xPx, surface.extent));
    },
    end() {
      const glide = glideOf(seen, performance.now());
      if (glide) surface.throwBy(-glide.speed);
    },
    abandon: () => surface.setView(view),
  };
}

function panOverview(surface: Surface, from: At): Hold {
  const { extent } = surface;
  const whole = fit(extent);
  const shown = inView(surface.view, extent.widthPx);
  const grabUs = toUs(whole, from.xPx);
  const inside = grabUs >= shown.startUs && grabUs <= shown.endUs;
  const offsetUs = inside ? grabUs - shown.startUs : (shown.endUs - shown.startUs) / 2;
  const move = ({ xPx }: At) =>
    surface.setView({ ...surface.view, startUs: toUs(whole, xPx) - offsetUs });
  move(from);
  return { move, end: NOTHING, abandon: NOTHING };
}

/** Alt lets go of the magnets. */
const reachOf = (event: PointerEvent) => (event.altKey ? 0 : SNAP_PX);

function selectRange(surface: Surface, from: At): Hold {
  const before = useView.getState();
  let snap: ((reachPx: number) => Snap) | null = null;
  return {
    move({ xPx }, event) {
      if (!snap && Math.abs(xPx - from.xPx) < DRAG_PX) return;
      snap ??= surface.snap(new Set(), false);
      const pull = snap(reachOf(event));
      const [a = 0, b = 0] = [from.xPx, xPx].map((px) => {
        const us = Math.min(Math.max(toUs(surface.view, px), 0), surface.extent.endUs);
        return pull(us) ?? us;
      });
      select({ startUs: Math.min(a, b), endUs: Math.max(a, b) });
    },
    end() {
      if (snap) return;
      selectMoment(null);
      transport().seek(toUs(surface.view, from.xPx));
    },
    abandon: () => useView.setState({ inUs: before.inUs, outUs: before.outUs }),
  };
}

function trimSelection(surface: Surface, edge: 'start' | 'end'): Hold {
  const before = surface.selection();
  const snap = surface.snap(new Set(), false);
  return {
    move({ xPx }, event) {
      if (!before) return;
      const pull = snap(reachOf(event));
      const range = trimmed(before, edge, toUs(surface.view, xPx), pull, surface.extent.endUs);
      if (range.endUs > range.startUs) select(range);
    },
    end: NOTHING,
    abandon: () => before && select(before),
  };
}

/** From the moment in front to this one, in the row that was pressed. */
function between(row: Row | undefined, moment: Moment): string[] {
  const front = momentById(useView.getState().momentId);
  if (!row || !front) return [];
  const { startUs, endUs } = {
    startUs: Math.min(front.startUs, moment.startUs),
    endUs: Math.max(front.startUs, moment.startUs),
  };
  return momentsWithin(row, startUs, endUs)
    .filter((each) => each.startUs >= startUs && each.startUs <= endUs)
    .map(({ id }) => id);
}

function moveMoments(surface: Surface, hit: Hit & { on: 'moment' }, from: At): Hold {
  const { moment, row } = hit;
  const start = { gesture: null as Gesture | null, snap: null as ((px: number) => Snap) | null };
  let moving: readonly Moment[] = [];
  return {
    move({ xPx }, event) {
      if (!start.gesture && Math.abs(xPx - from.xPx) < DRAG_PX) return;
      if (!start.gesture || !start.snap) {
        const chosen = pressed(useView.getState().momentIds, moment.id, 'one', []);
        selectMoments(chosen, moment.id);
        moving = chosenMoments().filter((each) => !each.adrift);
        start.snap = surface.snap(new Set(moving.map(({ id }) => id)));
        start.gesture = lessonStore.getState().begin(labelFor('Move', moving.length));
      }
      const pull = start.snap(reachOf(event));
      const { endUs } = surface.extent;
      const draggedUs = (xPx - from.xPx) * surface.view.usPerPx;
      const byUs = movedBy(moment, draggedUs, around(moving), pull, endUs);
      start.gesture.update(shiftOps(moving, byUs, endUs));
    },
    end(event) {
      if (start.gesture) {
        start.gesture.finish();
        return;
      }
      goToRow(row);
      const { momentIds } = useView.getState();
      if (event.ctrlKey || event.metaKey) {
        const ids = pressed(momentIds, moment.id, 'more', []);
        selectMoments(ids, ids.includes(moment.id) ? moment.id : (ids.at(-1) ?? null));
        return;
      }
      if (event.shiftKey) {
        const pressedRow = surface.rows.find(({ key }) => key === row);
        const ids = pressed(momentIds, moment.id, 'until', between(pressedRow, moment));
        selectMoments(ids, moment.id);
        return;
      }
      showMoment(moment.id);
      transport().seek(moment.startUs);
    },
    abandon: () => start.gesture?.abandon(),
  };
}

function trimMoment(surface: Surface, moment: Moment, grip: 'start' | 'end', from: At): Hold {
  const start = { gesture: null as Gesture | null, snap: null as ((px: number) => Snap) | null };
  const range: Range = { startUs: moment.startUs, endUs: moment.endUs };
  return {
    move({ xPx }, event) {
      if (!start.gesture && Math.abs(xPx - from.xPx) < DRAG_PX) return;
      start.gesture ??= lessonStore.getState().begin('Trim a moment');
      start.snap ??= surface.snap(new Set([moment.id]));
      selectMoment(moment.id);
      const edgeUs = grip === 'start' ? range.startUs : range.endUs;
      const toUs = edgeUs + (xPx - from.xPx) * surface.view.usPerPx;
      const pull = start.snap(reachOf(event));
      const next = trimmed(range, grip, toUs, pull, surface.extent.endUs);
      start.gesture.update([placeOp(moment, next)]);
    },
    end() {
      if (start.gesture) {
        start.gesture.finish();
        return;
      }
      showMoment(moment.id);
      transport().seek(moment.startUs);
    },
    abandon: () => start.gesture?.abandon(),
  };
}

/** Chooses everything that a rectangle touches; with Ctrl on top of what is chosen. */
function lasso(surface: Surface, from: At, event: PointerEvent): Hold {
  const before = useView.getState();
  const kept = event.ctrlKey || event.metaKey ? before.momentIds : [];
  let to = from;
  const choose = (onlyFew: boolean) => {
    const { from: first, to: last } = rowsBetween(surface.layout, from.yPx, to.yPx);
    const rows = surface.rows.slice(first, last);
    const startUs = toUs(surface.view, Math.min(from.xPx, to.xPx));
    const endUs = toUs(surface.view, Math.max(from.xPx, to.xPx));
    if (onlyFew) {
      const most = rows
        .flatMap(({ levels }) => levels)
        .reduce((n, l) => n + l.countStarted(endUs) - l.firstReaching(startUs), 0);
      if (most > MOST_LIVE) return;
    }
    const found = rows.flatMap((row) => momentsWithin(row, startUs, endUs)).map(({ id }) => id);
    selectMoments([...new Set([...kept, ...found])]);
  };
  const done = () => {
    surface.lasso = null;
    surface.invalidate();
  };
  return {
    move(at) {
      to = at;
      const [fromPx, toPx] = [Math.min(from.xPx, at.xPx), Math.max(from.xPx, at.xPx)];
      const [topPx, bottomPx] = [Math.min(from.yPx, at.yPx), Math.max(from.yPx, at.yPx)];
      surface.lasso = { fromPx, toPx, topPx, bottomPx };
      choose(true);
      surface.invalidate();
    },
    end() {
      choose(false);
      done();
    },
    abandon() {
      selectMoments(before.momentIds, before.momentId);
      done();
    },
  };
}
