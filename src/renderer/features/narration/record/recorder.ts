/**
 * Records a narration. Each time it is paused a take ends and becomes a stretch of the narration's row, so
 * that what was said is kept whatever comes after. One at a time; it ends with the room.
 */
import {
  type Narration,
  type Stretch,
  samplesIn,
  VOICE_RATE,
} from '../../../../shared/domain/narration';
import { replaced } from '../../../../shared/domain/narration-edit';
import { sayThrown } from '../../../app/errors';
import { call } from '../../../bridge/api';
import { lessonStore } from '../../../stores/document';
import { stopDrawing } from '../../../stores/drawing';
import { takeAdded } from '../../../stores/narration';
import { transport, usePlayback } from '../../../stores/playback';
import { beginDrawn, recordingOff, useRecording } from '../../../stores/recording';
import { useSettings } from '../../../stores/settings';
import { Ducking } from './ducking';
import { watchHappenings } from './happenings';
import {
  beginHearing,
  countedSoFar,
  endHearing,
  heardFrom,
  listen,
  listenFromNow,
} from './hearing';
import { leadIn } from './lead-in';
import { addNarration, changeNarration, dropNarration, sealNarration } from './narration-row';
import { IDLE, useRecorder } from './recorder-state';
import { TakeWriter } from './take-writer';
import type { Spoken } from './voice-input';

const COUNT_MS = 1_000;
/** The clock goes on in steps of so many samples. */
const SHOW = VOICE_RATE / 10;

interface Under {
  writer: TakeWriter;
  /** The input's sample that is the take's first. */
  from: number;
  stopWatching: () => void;
}

let under: Under | null = null;
let narration: Narration | null = null;
/** As it was before, with what has been recorded in its stretch since. */
let inPlace: { before: Narration; stretches: Stretch[] } | null = null;
let ducking = new Ducking();
let abandon = new AbortController();
/** The lesson played when the recording was paused: it goes on with it. */
let playOn = false;

const phase = () => useRecording.getState().phase;
const settings = () => useSettings.getState().narrating;

function spoken({ end, voice, loud }: Spoken): void {
  if (!under) return;
  const length = typeof voice === 'number' ? voice : voice.length;
  const mine = Math.min(length, end - under.from);
  if (mine > 0) {
    under.writer.voice(typeof voice === 'number' ? mine : voice.subarray(length - mine));
  }
  const ducked = heardFrom()?.voiced ? ducking.heard(end, loud, settings().lessonSound) : 1;
  if (ducked !== usePlayback.getState().ducked) usePlayback.setState({ ducked });
  const samples = recordedBefore() + under.writer.samples;
  if (samples - useRecorder.getState().samples >= SHOW) useRecorder.setState({ samples });
}

/** What is under way ends where nothing more comes. */
function fellSilent(): void {
  if (phase() === 'counting') stopCounting();
  if (phase() === 'recording') void pauseRecording();
}

/** Recorded in the takes before this one, since recording was begun. */
function recordedBefore(): number {
  if (inPlace) return samplesIn({ row: inPlace.stretches });
  return narration ? samplesIn(narration) : 0;
}

/** The strip is on screen. */
export async function openRecorder(): Promise<void> {
  useRecorder.setState(IDLE);
  await beginHearing({ spoken, fellSilent });
}

/** Closes the strip when nothing is under way. */
export function closeRecorder(): void {
  endHearing();
  if (useRecording.getState().drawn) stopDrawing(false);
  usePlayback.setState({ ducked: 1 });
  narration = null;
  inPlace = null;
  owed = null;
  playOn = false;
  recordingOff();
  useRecorder.setState(IDLE);
}

/** Records, at once or after 3-2-1; after a pause it goes on with another take. */
export async function record(): Promise<void> {
  const from = phase();
  if (from !== 'ready' && from !== 'paused') return;
  if (!heardFrom()) await listen();
  if (!heardFrom() || phase() !== from) return;
  if (!(await keptSoFar())) return;
  useRecorder.setState({ trouble: null });
  abandon = new AbortController();
  const { signal } = abandon;
  useRecording.setState({ phase: 'counting' });
  const { place } = useRecording.getState();
  try {
    if (from === 'ready' && settings().countIn && !place) await countDown(signal);
    if (!signal.aborted && place && !inPlace) await leadIn(place, signal);
    if (!signal.aborted) await begin(signal);
  } catch (thrown) {
    if (!signal.aborted) useRecorder.setState({ trouble: sayThrown(thrown) });
  }
  if (phase() === 'counting') useRecording.setState({ phase: narration ? 'paused' : 'ready' });
}

async function countDown(signal: AbortSignal): Promise<void> {
  for (let count = 3; count > 0 && !signal.aborted; count--) {
    useRecorder.setState({ count });
    await new Promise((resolve) => setTimeout(resolve, COUNT_MS));
  }
  useRecorder.setState({ count: 0 });
}

/** Calls off what counts down to a recording. */
export function stopCounting(): void {
  abandon.abort();
  useRecorder.setState({ count: 0 });
}

async function begin(signal: AbortSignal): Promise<void> {
  const { place, drawn } = useRecording.getState();
  if (!narration) {
    const known = lessonStore
      .getState()
      .document?.narrations.find(({ id }) => id === place?.narrationId);
    narration = known ?? (await addNarration());
    if (place && known) inPlace = { before: known, stretches: [] };
    useRecording.setState({ narrationId: narration.id });
    if (!drawn) beginDrawn([]);
  }
  const voiced = heardFrom()?.voiced ?? false;
  const narrationId = narration.id;
  const done = inPlace && place ? place.from + samplesIn({ row: inPlace.stretches }) : 0;
  const target =
    inPlace && place ? { from: done, to: inPlace.stretches.length === 0 ? place.to : done } : null;
  const { takeId } = await call((api) =>
    api.narrations.begin({ narrationId, voiced, place: target }),
  );
  const source = heardFrom();
  if (signal.aborted || !source) {
    await call((api) => api.narrations.cancel({ takeId }));
    return;
  }
  const writer = new TakeWriter(takeId, voiced, (thrown) => {
    useRecorder.setState({ trouble: sayThrown(thrown), stuck: true });
    if (phase() === 'recording') void pauseRecording();
  });
  const from = countedSoFar();
  ducking = new Ducking();
  listenFromNow();
  useRecording.setState({ phase: 'recording' });
  under = {
    writer,
    from,
    stopWatching: watchHappenings(
      (atMs) => Math.max(0, source.sampleAt(atMs) - from),
      (event) => writer.event(event),
    ),
  };
  if (playOn) transport().play();
  playOn = false;
}

/** What was recorded and could not be kept yet. */
let owed: TakeWriter | null = null;

/** Ends the take and puts it into the narration. @returns false while it cannot be kept */
async function keptSoFar(): Promise<boolean> {
  if (!owed || !narration) return true;
  try {
    const writer = owed;
    await writer.flush();
    const take = await call((api) => api.narrations.finish({ takeId: writer.takeId }));
    owed = null;
    useRecorder.setState({ stuck: false });
    if (take.samples === 0) {
      await call((api) => api.narrations.cancel({ takeId: take.id })).catch(() => undefined);
      return true;
    }
    takeAdded(take);
    const stretch: Stretch = { type: 'told', takeId: take.id, from: 0, to: take.samples };
    narration = await changeNarration(narration, rowWith(narration, stretch));
    return true;
  } catch (thrown) {
    useRecorder.setState({ trouble: sayThrown(thrown), stuck: owed !== null });
    return false;
  }
}

function rowWith(into: Narration, stretch: Stretch): Partial<Narration> {
  const { place } = useRecording.getState();
  if (!inPlace || !place) return { row: [...into.row, stretch] };
  inPlace.stretches.push(stretch);
  return replaced(inPlace.before, place.from, place.to, inPlace.stretches);
}

/** A breath: what was said is kept, and the next recording goes on behind it. */
export async function pauseRecording(): Promise<void> {
  if (!under) return;
  const { writer, stopWatching } = under;
  stopWatching();
  under = null;
  owed = writer;
  useRecording.setState({ phase: 'keeping' });
  usePlayback.setState({ ducked: 1 });
  playOn = usePlayback.getState().playing;
  if (playOn) transport().pause();
  await keptSoFar();
  if (phase() === 'keeping') useRecording.setState({ phase: 'paused' });
}

/** Ends it. @returns the narration, once all of it is kept; null while that cannot be, or nothing is */
export async function finishRecording(): Promise<Narration | null> {
  if (phase() === 'counting') stopCounting();
  await pauseRecording();
  if (!(await keptSoFar())) return null;
  const kept = narration;
  if (kept && kept.row.length === 0) dropNarration(kept);
  sealNarration();
  closeRecorder();
  return kept && kept.row.length > 0 ? kept : null;
}

/** The room is left: what there is, is kept. */
export function leaveRecorder(): void {
  abandon.abort();
  if (phase() === 'off') return;
  void finishRecording().then(() => {
    // What cannot be kept now is a draft at the next start.
    if (phase() !== 'off') closeRecorder();
  });
}

/** The page goes away: what was said since the last quarter of a second is handed over. */
export function handOverRecording(): void {
  under?.writer.handOver();
  owed?.handOver();
}
