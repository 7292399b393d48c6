/**
 * Records a voice note about a moment: sound goes to main as it is recorded, so that nothing long
 * is held here. One at a time; it goes on while the list scrolls, and stops with the room.
 */
import { create } from 'zustand';
import type { Id } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';
import { LONGEST_VOICE_US, MOST_CHUNK_BYTES } from '../../../shared/domain/voice';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { tell } from '../../stores/app-notices';
import { lessonStore } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { changeMoment } from './actions';

interface Recorder {
  /** The moment that is spoken about; null while nothing is recorded. */
  momentId: Id | null;
  phase: 'asking' | 'recording' | 'saving';
  startedAtMs: number;
  /** How loud it is now, 0 to 1. */
  level: number;
  /** Nothing was heard for a while. */
  silent: boolean;
}

const IDLE: Recorder = {
  momentId: null,
  phase: 'asking',
  startedAtMs: 0,
  level: 0,
  silent: false,
};

export const useRecorder = create<Recorder>(() => IDLE);

/** How often sound is handed over, and how often it is listened to. */
const CHUNK_MS = 250;
const LISTEN_MS = 100;
/** Quieter than this for so long is not a voice. */
const HEARD = 0.01;
const SILENT_MS = 3_000;

interface Under {
  voiceId: Id;
  moment: Moment;
  media: MediaRecorder;
  /** Everything handed over so far is with main when this settles. */
  sent: Promise<unknown>;
  failed: boolean;
  close: () => void;
}

let under: Under | null = null;

/** Why there is no microphone, and what to do about it. */
function tellNoMicrophone(thrown: unknown): void {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotFoundError') {
    tell({ sentence: 'No microphone was found.', next: 'Connect one and record again.' });
  } else if (name === 'NotAllowedError') {
    tell({
      sentence: 'Plenary may not use the microphone.',
      next: 'Allow it in your computer’s settings, under privacy, and record again.',
    });
  } else {
    tell({
      sentence: 'The microphone could not be used.',
      next: 'Another program may have it. Close that and record again.',
    });
  }
}

/** Listens to what is recorded. Answers how to stop. */
function listenTo(stream: MediaStream): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let heardAtMs = performance.now();
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let squares = 0;
    for (const sample of samples) squares += sample * sample;
    const loud = Math.sqrt(squares / samples.length);
    if (loud > HEARD) heardAtMs = performance.now();
    useRecorder.setState({
      level: Math.min(1, loud * 4),
      silent: performance.now() - heardAtMs > SILENT_MS,
    });
    const tookUs = (performance.now() - useRecorder.getState().startedAtMs) * 1_000;
    if (useRecorder.getState().phase === 'recording' && tookUs >= LONGEST_VOICE_US) {
      void finishRecording();
    }
  }, LISTEN_MS);
  return () => {
    clearInterval(timer);
    if (context.state !== 'closed') void context.close();
  };
}

async function send(voiceId: Id, blob: Blob): Promise<void> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  for (let at = 0; at < bytes.length; at += MOST_CHUNK_BYTES) {
    const chunk = bytes.slice(at, at + MOST_CHUNK_BYTES);
    await call((api) => api.voices.append({ voiceId, bytes: chunk }));
  }
}

export async function startRecording(moment: Moment): Promise<void> {
  if (useRecorder.getState().momentId !== null) return;
  useRecorder.setState({ ...IDLE, momentId: moment.id });
  // What the lesson says would be recorded too.
  if (usePlayback.getState().playing) transport().pause();
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (thrown) {
    useRecorder.setState(IDLE);
    tellNoMicrophone(thrown);
    return;
  }
  const stopStream = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    const { voiceId } = await call((api) => api.voices.begin({ lessonId: moment.lessonId }));
    // The room was left, or it was called off, while the person was asked.
    if (useRecorder.getState().momentId !== moment.id) {
      stopStream();
      await call((api) => api.voices.cancel({ voiceId }));
      return;
    }
    const media = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' });
    const stopListening = listenTo(stream);
    const mine: Under = {
      ...{ voiceId, moment, media, sent: Promise.resolve(), failed: false },
      close: () => {
        stopListening();
        stopStream();
      },
    };
    under = mine;
    media.addEventListener('dataavailable', ({ data }) => {
      if (data.size === 0 || mine.failed) return;
      mine.sent = mine.sent.then(() => send(voiceId, data));
      mine.sent.catch((thrown: unknown) => {
        if (mine.failed) return;
        mine.failed = true;
        tellError(thrown);
        if (under === mine) void cancelRecording();
      });
    });
    media.start(CHUNK_MS);
    useRecorder.setState({ phase: 'recording', startedAtMs: performance.now() });
  } catch (thrown) {
    stopStream();
    useRecorder.setState(IDLE);
    tellError(thrown);
  }
}

/** Resolves once the recorder has given its last bytes. */
function stopped(media: MediaRecorder): Promise<void> {
  if (media.state === 'inactive') return Promise.resolve();
  return new Promise((done) => {
    media.addEventListener('stop', () => done(), { once: true });
    media.stop();
  });
}

/** Ends the recording and gives it to its moment, as one step of undo. */
export async function finishRecording(): Promise<void> {
  const mine = under;
  if (!mine || useRecorder.getState().phase !== 'recording') return;
  under = null;
  useRecorder.setState({ phase: 'saving' });
  try {
    await stopped(mine.media);
    mine.close();
    await mine.sent;
    const voice = await call((api) => api.voices.finish({ voiceId: mine.voiceId }));
    if (lessonStore.getState().lessonId === mine.moment.lessonId) {
      changeMoment(mine.moment.id, 'Record a voice note', { voice });
    }
  } catch (thrown) {
    if (!mine.failed) tellError(thrown);
  } finally {
    mine.close();
    useRecorder.setState(IDLE);
  }
}

/** Ends the recording and keeps nothing of it. */
export async function cancelRecording(): Promise<void> {
  const mine = under;
  under = null;
  useRecorder.setState(IDLE);
  if (!mine) return;
  mine.failed = true;
  await stopped(mine.media);
  mine.close();
  await call((api) => api.voices.cancel({ voiceId: mine.voiceId })).catch(() => undefined);
}

/** The room is left: what was being recorded is called off, and that is said. */
export function leaveRecording(): void {
  if (useRecorder.getState().momentId === null) return;
  if (useRecorder.getState().phase === 'recording') {
    tell({ sentence: 'The voice note was not kept, because its lesson was left.' });
  }
  void cancelRecording();
}
