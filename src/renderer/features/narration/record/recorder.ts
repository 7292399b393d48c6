/**
 * Records a narration. Each time it is paused a take ends and becomes a stretch of the narration's row, so
 * that what was said is kept whatever comes after. One at a time; it ends with the room.
 */
import { create } from 'zustand';
import { type Narration, type Stretch, samplesIn } from '../../../../shared/domain/narration';
import { replaced } from '../../../../shared/domain/narration-edit';
import type { NarratingSettings } from '../../../../shared/domain/settings';
import { type Said, sayThrown } from '../../../app/errors';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { lessonStore } from '../../../stores/document';
import { stopDrawing } from '../../../stores/drawing';
import { takeAdded } from '../../../stores/narration';
import { transport, usePlayback } from '../../../stores/playback';
import { beginDrawn, recordingOff, useRecording } from '../../../stores/recording';
import { changeSettings, useSettings } from '../../../stores/settings';
import { Ducking, HEARD } from './ducking';
import { watchHappenings } from './happenings';
import { leadIn } from './lead-in';
import {
  type Microphone,
  microphoneTrouble,
  microphones,
  openMicrophone,
  SLEPT,
  UNPLUGGED,
} from './microphone';
import { addNarration, changeNarration, dropNarration, sealNarration } from './narration-row';
import { TakeWriter } from './take-writer';
import { openSilence, openVoice, type Spoken, type VoiceInput } from './voice-input';

interface Recorder {
  /** What is wrong, and what to do about it. */
  trouble: Said | null;
  /** Some of what was said could not be written yet. */
  stuck: boolean;
  microphones: readonly Microphone[];
  /** A microphone is listened to. */
  listening: boolean;
  /** How loud the voice is now, 0 to 1. */
  level: number;
  /** Nothing was heard for a while. */
  silent: boolean;
  /** What 3-2-1 is at; 0 while it does not count. */
  count: number;
  /** Recorded so far, in samples. */
  samples: number;
}

const IDLE: Recorder = {
  ...{ trouble: null, stuck: false, microphones: [], listening: false },
  ...{ level: 0, silent: false, count: 0, samples: 0 },
};

export const useRecorder = create<Recorder>(() => IDLE);

const SILENT_MS = 3_000;
const SHOW_MS = 100;
const COUNT_MS = 1_000;

interface Under {
  writer: TakeWriter;
  /** The input's sample that is the take's first. */
  from: number;
  stopWatching: () => void;
}

let input: VoiceInput | null = null;
/** Counts openings of a microphone, so that one that was not waited for is closed. */
let opening = 0;
let under: Under | null = null;
let narration: Narration | null = null;
/** As it was before, with what has been recorded in its stretch since. */
let inPlace: { before: Narration; stretches: Stretch[] } | null = null;
let ducking = new Ducking();
let heardMs = 0;
let shownMs = 0;
let counted = 0;
let abandon = new AbortController();
/** The lesson played when the recording was paused: it goes on with it. */
let playOn = false;

const phase = () => useRecording.getState().phase;
const settings = () => useSettings.getState().narrating;

function spoken({ end, voice, loud }: Spoken): void {
  const nowMs = performance.now();
  counted = end;
  if (loud > HEARD) heardMs = nowMs;
  if (under) {
    const length = typeof voice === 'number' ? voice : voice.length;
    const mine = Math.min(length, end - under.from);
    if (mine > 0) {
      under.writer.voice(typeof voice === 'number' ? mine : voice.subarray(length - mine));
    }
    const ducked = input?.voiced ? ducking.heard(end, loud, settings().lessonSound) : 1;
    if (ducked !== usePlayback.getState().ducked) usePlayback.setState({ ducked });
  }
  if (nowMs - shownMs < SHOW_MS) return;
  shownMs = nowMs;
  useRecorder.setState({
    level: Math.min(1, loud * 4),
    silent: input?.voiced === true && nowMs - heardMs > SILENT_MS,
    ...(under && { samples: recordedBefore() + under.writer.samples }),
  });
}

/** Recorded in the takes before this one, since recording was begun. */
function recordedBefore(): number {
  if (inPlace) return samplesIn({ row: inPlace.stretches });
  return narration ? samplesIn(narration) : 0;
}

function stopListening(): void {
  opening++;
  input?.close();
  input = null;
  useRecorder.setState({ listening: false, level: 0, silent: false });
}

/** What comes of it when no more sound comes. */
function fellSilent(trouble: Said): void {
  stopListening();
  useRecorder.setState({ trouble });
  void findMicrophones();
  if (phase() === 'counting') stopCounting();
  if (phase() === 'recording') void pauseRecording();
}

async function findMicrophones(): Promise<void> {
  const found = await microphones().catch(() => []);
  if (phase() !== 'off') useRecorder.setState({ microphones: found });
}

/** Opens what is to be spoken into, as it is set. */
export async function listen(): Promise<void> {
  stopListening();
  const mine = opening;
  useRecorder.setState({ trouble: null });
  const events = {
    spoken: (heard: Spoken) => mine === opening && spoken(heard),
    ended: () => mine === opening && fellSilent(UNPLUGGED),
    gap: () => mine === opening && fellSilent(SLEPT),
  };
  if (!settings().voiced) {
    input = openSilence(events);
    useRecorder.setState({ listening: true });
    return;
  }
  try {
    const stream = await openMicrophone(settings(), useRecorder.getState().microphones);
    const made = await openVoice(stream, events);
    if (mine !== opening) {
      made.close();
      return;
    }
    input = made;
    heardMs = performance.now();
    useRecorder.setState({ listening: true });
    // Names are told only to who may listen.
    await findMicrophones();
  } catch (thrown) {
    if (mine === opening) useRecorder.setState({ trouble: microphoneTrouble(thrown) });
  }
}

const changed = () => void findMicrophones();

/** The strip is on screen. */
export async function openRecorder(): Promise<void> {
  useRecorder.setState(IDLE);
  navigator.mediaDevices?.addEventListener('devicechange', changed);
  await findMicrophones();
  await listen();
}

/** Closes the strip when nothing is under way. */
export function closeRecorder(): void {
  stopListening();
  navigator.mediaDevices?.removeEventListener('devicechange', changed);
  if (useRecording.getState().drawn) stopDrawing(false);
  usePlayback.setState({ ducked: 1 });
  narration = null;
  inPlace = null;
  owed = null;
  playOn = false;
  recordingOff();
  useRecorder.setState(IDLE);
}

/** Changes how it is narrated; what is spoken into is opened anew where that matters. */
export async function setNarrating(change: Partial<NarratingSettings>): Promise<void> {
  try {
    await changeSettings({ narrating: { ...settings(), ...change } });
  } catch (thrown) {
    tellError(thrown);
    return;
  }
  const anew = 'microphone' in change || 'voiced' in change || 'headphones' in change;
  if (anew && (phase() === 'ready' || phase() === 'paused')) await listen();
}

/** Records, at once or after 3-2-1; after a pause it goes on with another take. */
export async function record(): Promise<void> {
  const from = phase();
  if (from !== 'ready' && from !== 'paused') return;
  if (!input) await listen();
  if (!input || phase() !== from) return;
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
  const voiced = input?.voiced ?? false;
  const narrationId = narration.id;
  const done = inPlace && place ? place.from + samplesIn({ row: inPlace.stretches }) : 0;
  const target =
    inPlace && place ? { from: done, to: inPlace.stretches.length === 0 ? place.to : done } : null;
  const { takeId } = await call((api) =>
    api.narrations.begin({ narrationId, voiced, place: target }),
  );
  const source = input;
  if (signal.aborted || !source) {
    await call((api) => api.narrations.cancel({ takeId }));
    return;
  }
  const writer = new TakeWriter(takeId, voiced, (thrown) => {
    useRecorder.setState({ trouble: sayThrown(thrown), stuck: true });
    if (phase() === 'recording') void pauseRecording();
  });
  const from = counted;
  ducking = new Ducking();
  heardMs = performance.now();
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
