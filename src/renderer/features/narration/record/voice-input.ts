/** Where a narration's samples come from: a microphone, or time that passes without one. */
import { VOICE_RATE } from '../../../../shared/domain/narration';
import { SampleClock } from './sample-clock';
import workletAddress from './voice-worklet?worker&url';

export interface Spoken {
  /** How many samples were counted by its end. */
  end: number;
  /** What was spoken, or how many samples passed without a voice. */
  voice: Int16Array | number;
  /** 0 to 1. */
  loud: number;
}

export interface VoiceInput {
  readonly voiced: boolean;
  /** The sample of a time of the page's clock, counted from when it was opened. */
  sampleAt: (atMs: number) => number;
  close: () => void;
}

export interface InputEvents {
  spoken: (spoken: Spoken) => void;
  /** Nothing more will come: it was unplugged, or is gone. */
  ended: () => void;
  /** Some of it is missing: the machine slept. */
  gap: () => void;
}

const LOOK_MS = 500;
/** Nothing has come for so long, twice: nothing will. */
const SILENT_MS = 3_000;

interface FromWorklet {
  end: number;
  samples: Int16Array;
  loud: number;
  /** When it was full, by the wall's clock: the only one there is where it is recorded. */
  wallMs: number;
}

/** What the device says of how long sound takes to come in, in milliseconds. */
function latencyOf(track: MediaStreamTrack): number {
  const { latency } = track.getSettings() as { latency?: number };
  return latency !== undefined && latency < 0.5 ? latency * 1_000 : 0;
}

/** Listens to a microphone, which is closed with it. @throws when sound cannot be led through here */
export async function openVoice(stream: MediaStream, events: InputEvents): Promise<VoiceInput> {
  const [track] = stream.getAudioTracks();
  if (!track) throw new DOMException('no sound', 'NotFoundError');
  const context = new AudioContext({ sampleRate: VOICE_RATE, latencyHint: 'interactive' });
  const gone = new AbortController();
  const close = () => {
    gone.abort();
    clearInterval(timer);
    for (const each of stream.getTracks()) each.stop();
    if (context.state !== 'closed') void context.close();
  };
  const clock = new SampleClock(latencyOf(track));
  let cameMs = performance.now();
  let doubts = 0;
  const timer = setInterval(() => {
    const silent = performance.now() - cameMs > SILENT_MS;
    doubts = silent || clock.lost ? doubts + 1 : 0;
    // Twice: the page itself may have been busy, and what came meanwhile is still to be taken.
    if (doubts < 2) return;
    doubts = 0;
    if (silent) events.ended();
    else events.gap();
  }, LOOK_MS);
  try {
    await context.audioWorklet.addModule(workletAddress);
    if (context.state === 'suspended') await context.resume();
    const node = new AudioWorkletNode(context, 'voice', { channelCountMode: 'max' });
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
      if (gone.signal.aborted) return;
      cameMs = performance.now();
      // Never after it came: a wall's clock may be set meanwhile.
      clock.arrived(data.end, cameMs - Math.max(0, Date.now() - data.wallMs));
      events.spoken({ end: data.end, voice: data.samples, loud: data.loud });
    };
    // It gives no sound of its own, but only what is led somewhere is asked for sound.
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
    track.addEventListener('ended', () => events.ended(), { signal: gone.signal });
  } catch (thrown) {
    close();
    throw thrown;
  }
  return { voiced: true, sampleAt: (atMs) => clock.sampleAt(atMs), close };
}

const TICK_MS = 50;
/** A tick that comes so late means that nothing ran: the machine slept. */
const SLEPT_MS = 5_000;

/** Without a microphone time itself is counted. */
export function openSilence(events: InputEvents): VoiceInput {
  let fromMs = performance.now();
  let lastMs = fromMs;
  let counted = 0;
  const sampleAt = (atMs: number) => Math.round(((atMs - fromMs) / 1_000) * VOICE_RATE);
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - lastMs > SLEPT_MS) {
      // That time was not told.
      fromMs += nowMs - lastMs;
      lastMs = nowMs;
      events.gap();
      return;
    }
    lastMs = nowMs;
    const end = sampleAt(nowMs);
    events.spoken({ end, voice: end - counted, loud: 0 });
    counted = end;
  }, TICK_MS);
  return { voiced: false, sampleAt, close: () => clearInterval(timer) };
}
