/**
 * What is spoken into while somebody narrates: opening it, whether it is heard, and why it is not. What it
 * hears goes to whoever records.
 */
import type { NarratingSettings } from '../../../../shared/domain/settings';
import type { Said } from '../../../app/errors';
import { tellError } from '../../../app/tell-error';
import { useRecording } from '../../../stores/recording';
import { changeSettings, useSettings } from '../../../stores/settings';
import { HEARD } from './ducking';
import { microphones, microphoneTrouble, openMicrophone, SLEPT, UNPLUGGED } from './microphone';
import { useRecorder } from './recorder-state';
import { openSilence, openVoice, type Spoken, type VoiceInput } from './voice-input';

interface Hearer {
  spoken: (spoken: Spoken) => void;
  /** Nothing more comes: what was being recorded ends. */
  fellSilent: () => void;
}

const SILENT_MS = 3_000;
const SHOW_MS = 100;

let input: VoiceInput | null = null;
/** Counts openings of a microphone, so that one that was not waited for is closed. */
let opening = 0;
let hearer: Hearer | null = null;
let heardMs = 0;
let shownMs = 0;
let counted = 0;

const phase = () => useRecording.getState().phase;
const settings = () => useSettings.getState().narrating;

/** What is spoken into; null while nothing is. */
export const heardFrom = (): VoiceInput | null => input;
/** Samples that were counted since it was opened. */
export const countedSoFar = (): number => counted;

/** Somebody begins to speak: silence is counted from now on. */
export function listenFromNow(): void {
  heardMs = performance.now();
}

function spoken(heard: Spoken): void {
  const nowMs = performance.now();
  const { end, loud } = heard;
  counted = end;
  if (loud > HEARD) heardMs = nowMs;
  hearer?.spoken(heard);
  if (nowMs - shownMs < SHOW_MS) return;
  shownMs = nowMs;
  useRecorder.setState({
    level: Math.min(1, loud * 4),
    silent: input?.voiced === true && nowMs - heardMs > SILENT_MS,
  });
}

export function stopListening(): void {
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
  hearer?.fellSilent();
}

/** The machine goes to sleep: what comes until it does would be cut off anywhere. */
export function sleeping(): void {
  // Nothing is lost of what is only listened to; it is opened anew when it is recorded.
  if (phase() === 'recording' || phase() === 'counting') fellSilent(SLEPT);
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
    listenFromNow();
    useRecorder.setState({ listening: true });
    // Names are told only to who may listen.
    await findMicrophones();
  } catch (thrown) {
    if (mine === opening) useRecorder.setState({ trouble: microphoneTrouble(thrown) });
  }
}

const changed = () => void findMicrophones();

/** Begins to listen for somebody. */
export async function beginHearing(by: Hearer): Promise<void> {
  hearer = by;
  navigator.mediaDevices?.addEventListener('devicechange', changed);
  await findMicrophones();
  await listen();
}

export function endHearing(): void {
  stopListening();
  hearer = null;
  navigator.mediaDevices?.removeEventListener('devicechange', changed);
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
