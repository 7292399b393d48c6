/**
 * A film's sound: the voice as it was mended, under it the lesson as loud as it was wished for, and all
 * of it as loud as speech is wanted. Where the lesson is heard it is read some at a time and handed to
 * one encoder as it comes, so that neither jumps nor length cost memory.
 */
import { Readable } from 'node:stream';
import { evenGainDb, MOST_PEAK_DB } from '../../../shared/domain/loudness';
import { US_PER_SECOND } from '../../../shared/domain/time';
import type { ClipForm } from '../../../shared/domain/clip';
import { CLEAN, soundArgs, soundInput } from '../clip-graph';
import { CLIP_SAMPLE_RATE, planClip } from '../clip-plan';
import { soundChain } from '../clip-sound';
import type { Hush } from '../dress/dressing';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import { measureLoudness } from '../loudness';
import type { Probe } from '../probe-schema';
import type { Tools } from '../tools';

/** The lesson's sound for some of the film. Times in samples of the film. */
export interface Heard {
  path: string;
  probe: Probe;
  /** What of it nobody may hear, in part time. */
  hushes: readonly Hush[];
  from: number;
  samples: number;
  /** Part time at its beginning, and a second of it in part time: 0.5 to 2, at its own pitch. */
  startUs: number;
  rate: number;
}

export interface FilmSound {
  samples: number;
  /** All of the voice as one WAV file. */
  wav(): Readable;
  /** Samples of the voice, from here to here: 16 bits, one channel. */
  voice(from: number, to: number): Promise<Int16Array>;
  /** In order of time; none lies over another. */
  heard: readonly Heard[];
  /** How loud the lesson is, 0 to 1; in order, without gaps. */
  volumes: readonly { from: number; to: number; volume: number }[];
  form: ClipForm;
}

interface Run {
  signal: AbortSignal;
  low: boolean;
  report(share: number): void;
}

/** Read in one go. */
const MOST_SAMPLES = CLIP_SAMPLE_RATE * 60;
/** Mixed in one go. */
const BLOCK = CLIP_SAMPLE_RATE * 5;
/** From one volume to the other, and to nothing at a jump: without a click, and without being noticed. */
const GLIDE_SAMPLES = CLIP_SAMPLE_RATE / 50;

/** A stretch of the lesson's sound, brought to the film's speed: bare samples, whole to the sample. */
function heardJob(heard: Heard, channels: 1 | 2): FfmpegJob {
  const { path, probe, hushes, startUs, samples, rate } = heard;
  const lengthUs = (samples / CLIP_SAMPLE_RATE) * US_PER_SECOND * rate;
  // Frames of a picture are nothing to it: it begins just where it is said to.
  const sound = { ...probe, picture: null };
  const piece = {
    ...{ path, probe: sound, frames: new Float64Array(), hushes },
    ...{ startUs, endUs: Math.min(probe.durationUs, startUs + lengthUs) },
  };
  const plan = { ...planClip([piece], 'sound'), channels };
  const [segment] = plan.segments;
  if (!segment) throw new Error('a stretch of no length');
  const paced = Math.abs(rate - 1) < 0.002 ? [] : [`atempo=${rate.toFixed(6)}`];
  const whole = [`apad=whole_len=${samples}`, `atrim=end_sample=${samples}`];
  return {
    inputs: [soundInput(segment)],
    args: [
      ...['-copyts', '-filter_complex'],
      [
        ...soundChain(segment, plan, `0:${probe.sound?.stream ?? 'a'}`, 'own'),
        `[own]${[...paced, ...whole, 'asetpts=N/SR/TB'].join(',')}[heard]`,
      ].join(';'),
      ...['-map', '[heard]', '-c:a', 'pcm_f32le', '-f', 'f32le'],
    ],
    output: 'pipe',
  };
}

async function samplesOf(heard: Heard, channels: 1 | 2, tools: Tools, run: Run) {
  const chunks: Buffer[] = [];
  // What a recording lacks at its very end is silent.
  if (heard.startUs >= heard.probe.durationUs) return new Float32Array(heard.samples * channels);
  const onData = (chunk: Buffer): unknown => chunks.push(chunk);
  const { signal, low } = run;
  await runFfmpeg(tools, heardJob(heard, channels), { signal, low, onData });
  const bytes = new Uint8Array(heard.samples * channels * Float32Array.BYTES_PER_ELEMENT);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - at), at);
    at = Math.min(bytes.length, at + chunk.length);
  }
  return new Float32Array(bytes.buffer);
}

/** In parts that are short enough to be held. */
function* parted(all: readonly Heard[]): Generator<Heard> {
  for (const heard of all) {
    for (let at = 0; at < heard.samples; at += MOST_SAMPLES) {
      const samples = Math.min(MOST_SAMPLES, heard.samples - at);
      const startUs = heard.startUs + (at / CLIP_SAMPLE_RATE) * US_PER_SECOND * heard.rate;
      yield { ...heard, from: heard.from + at, samples, startUs };
    }
  }
}

/** How loud the lesson is at each sample, asked in order: it comes and goes where it jumps. */
function loudness({ heard, volumes }: Pick<FilmSound, 'heard' | 'volumes'>) {
  let [nth, piece] = [0, 0];
  let now = 0;
  return (t: number): number => {
    while (nth < volumes.length - 1 && (volumes[nth]?.to ?? 0) <= t) nth++;
    while (piece < heard.length && t >= (heard[piece]?.from ?? 0) + (heard[piece]?.samples ?? 0)) {
      piece++;
      now = 0;
    }
    const here = heard[piece];
    if (!here || t < here.from) return (now = 0);
    const left = here.from + here.samples - t;
    const wanted = volumes[nth]?.volume ?? 0;
    const step = 1 / GLIDE_SAMPLES;
    now += Math.min(step, Math.max(-step, wanted - now));
    return Math.min(now, left * step);
  };
}

/** Voice and lesson together, as 16-bit samples. */
async function* mixed(sound: FilmSound, channels: 1 | 2, tools: Tools, run: Run) {
  const pieces = parted(sound.heard);
  const loud = loudness(sound);
  let next = pieces.next();
  let lesson: { from: number; samples: Float32Array } | null = null;
  for (let from = 0; from < sound.samples; from += BLOCK) {
    const to = Math.min(sound.samples, from + BLOCK);
    const voice = await sound.voice(from, to);
    const both = new Int16Array((to - from) * channels);
    for (let t = from; t < to; t++) {
      if (!next.done && t >= next.value.from) {
        const { value } = next;
        next = pieces.next();
        lesson = { from: value.from, samples: await samplesOf(value, channels, tools, run) };
      }
      const at = lesson ? (t - lesson.from) * channels : -1;
      const share = loud(t);
      for (let channel = 0; channel < channels; channel++) {
        const under = share === 0 ? 0 : (lesson?.samples[at + channel] ?? 0) * share * 32_767;
        const value = Math.round((voice[t - from] ?? 0) + under);
        both[(t - from) * channels + channel] = Math.min(32_767, Math.max(-32_768, value));
      }
    }
    run.report(to / sound.samples);
    yield Buffer.from(both.buffer);
  }
}

/** By how much all of it is made louder, so that the voice is as loud as speech is wanted. */
async function gainOf(sound: FilmSound, tools: Tools, { signal }: Run): Promise<number> {
  const { lufs, peakDb } = await measureLoudness(tools, sound.wav(), signal);
  return lufs === null ? 0 : evenGainDb({ lufs, peakDb });
}

/**
 * Writes the sound of a film as AAC in MP4 (M4A).
 * @throws AppError `cancelled`, and what ffmpeg gives
 */
export async function makeFilmSound(
  tools: Tools,
  sound: FilmSound,
  outFile: string,
  run: Run,
): Promise<void> {
  const stereo = sound.heard.some(({ probe }) => (probe.sound?.channels ?? 0) > 1);
  const channels = stereo ? 2 : 1;
  const gainDb = await gainOf(sound, tools, run);
  let failure: unknown = null;
  async function* told() {
    try {
      yield* mixed(sound, channels, tools, run);
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
  }
  const raw = ['-format_whitelist', 's16le', '-f', 's16le'];
  const shape = ['-ar', String(CLIP_SAMPLE_RATE), '-ac', String(channels)];
  const most = 10 ** (MOST_PEAK_DB / 20);
  const job: FfmpegJob = {
    inputs: [
      {
        path: 'sound',
        stream: Readable.from(told(), { objectMode: false }),
        options: [...raw, ...shape],
      },
    ],
    args: [
      // The lesson may be louder than the voice that the gain was measured for.
      ...[
        '-af',
        `volume=${gainDb}dB:precision=float,alimiter=limit=${most.toFixed(3)}:level=disabled`,
      ],
      ...['-map', '0:a', ...soundArgs({ form: sound.form, channels })],
      ...[...CLEAN, '-movflags', '+faststart', '-f', 'ipod'],
    ],
    output: { path: outFile },
  };
  try {
    await runFfmpeg(tools, job, { signal: run.signal, low: run.low });
  } catch (thrown) {
    throw failure ?? thrown;
  }
}
