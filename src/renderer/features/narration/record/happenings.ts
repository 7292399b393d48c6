/**
 * What happens while a take is recorded, as its events: what the screen shows, which cameras, what is
 * drawn, zoomed into, and how loud the lesson is. Each take says all of it at its beginning, so that it
 * can be cut and put anywhere.
 */
import type { Drawing } from '../../../../shared/domain/drawing';
import type { EventOf, NarrationEvent } from '../../../../shared/domain/narration';
import { useAngles } from '../../../stores/angles';
import { transport, usePlayback } from '../../../stores/playback';
import { watchPlayhead } from '../../../stores/playhead';
import { useRecording } from '../../../stores/recording';
import { watchScreen } from '../../../stores/screen';
import { useView } from '../../../stores/view';
import { ShownLog } from './shown-log';

type Bare<E extends NarrationEvent = NarrationEvent> = E extends NarrationEvent
  ? Omit<E, 'at'>
  : never;

type Playback = ReturnType<typeof usePlayback.getState>;

const volumeOf = ({ muted, volume, ducked }: Playback): number =>
  muted || volume === 0 ? 0 : ducked;

const drawnOf = ({ id, shape, colour, size }: Drawing): Bare<EventOf<'drawn'>> => ({
  ...{ type: 'drawn', id, shape, colour, size },
});

/** What makes one picture's drawings of another's. */
export function drawnBetween(before: readonly Drawing[], now: readonly Drawing[]): Bare[] {
  if (now.length === 0) return before.length > 0 ? [{ type: 'cleared' }] : [];
  const known = new Map(before.map((drawing) => [drawing.id, drawing]));
  const kept = new Set(now.map(({ id }) => id));
  return [
    ...before
      .filter(({ id }) => !kept.has(id))
      .map(({ id }): Bare<EventOf<'wiped'>> => ({ type: 'wiped', id })),
    ...now.filter((drawing) => known.get(drawing.id) !== drawing).map(drawnOf),
  ];
}

/** What somebody wanted, for who mends it later; it shows nothing. */
function meantBetween(before: Playback, now: Playback): Bare[] {
  const meant: EventOf<'meant'>['what'][] = [];
  if (now.playing !== before.playing) meant.push(now.playing ? 'play' : 'pause');
  else if (now.speed !== before.speed) meant.push('rate');
  if (now.looping !== before.looping) meant.push('loop');
  return meant.map((what) => ({ type: 'meant', what }));
}

/** The whole state, as events of a take's first sample. */
function beginning(): Bare[] {
  const { largeId, alone } = useAngles.getState();
  const { drawn, zoom } = useRecording.getState();
  const { momentId } = useView.getState();
  const drawings = (drawn ?? []).map(drawnOf);
  return [
    { type: 'layout', largeId, alone },
    { type: 'zoom', box: zoom },
    { type: 'volume', volume: volumeOf(usePlayback.getState()) },
    ...(momentId === null ? [] : [{ type: 'moment' as const, momentId }]),
    ...drawings,
  ];
}

/**
 * Tells of what happens from now on.
 * @param sampleAt the take's sample at a time of the page's clock
 * @returns how to stop
 */
export function watchHappenings(
  sampleAt: (atMs: number) => number,
  tell: (event: NarrationEvent) => void,
): () => void {
  const log = new ShownLog();
  const told = (events: readonly (NarrationEvent | null)[]) => {
    for (const event of events) if (event) tell(event);
  };
  const happened = (events: readonly Bare[], at = sampleAt(performance.now())) =>
    told(events.map((event): NarrationEvent => ({ ...event, at })));
  const screen = transport().onScreen();
  if (screen) told([log.look(0, screen)]);
  happened(beginning(), 0);
  let soughtUs = transport().nowUs();
  let frame = requestAnimationFrame(function look() {
    frame = requestAnimationFrame(look);
    const now = transport().onScreen();
    if (now) told([log.look(sampleAt(performance.now()), now)]);
  });
  const stops = [
    () => cancelAnimationFrame(frame),
    watchScreen((atMs) => {
      const now = transport().onScreen();
      if (now) told([log.frame(sampleAt(atMs), now)]);
    }),
    watchPlayhead((us) => {
      // Further than a playing picture gets from one look to the next: somebody went there.
      if (Math.abs(us - soughtUs) > JUMP_US) happened([{ type: 'meant', what: 'seek' }]);
      soughtUs = us;
    }),
    usePlayback.subscribe((now, before) => {
      happened(meantBetween(before, now));
      const volume = volumeOf(now);
      if (volume !== volumeOf(before)) happened([{ type: 'volume', volume }]);
    }),
    useAngles.subscribe(({ largeId, alone }, before) => {
      if (largeId === before.largeId && alone === before.alone) return;
      happened([{ type: 'layout', largeId, alone }]);
    }),
    useRecording.subscribe((now, before) => {
      if (now.drawn !== before.drawn) happened(drawnBetween(before.drawn ?? [], now.drawn ?? []));
      if (now.zoom !== before.zoom) happened([{ type: 'zoom', box: now.zoom }]);
    }),
    useView.subscribe(({ momentId }, before) => {
      if (momentId !== before.momentId) happened([{ type: 'moment', momentId }]);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const JUMP_US = 700_000;
