/**
 * Makes a narration's film: sections side by side, each by an ffmpeg of its own that reads no more of
 * the recording than it shows, and their H.264 one after the other into one MP4, with its sound,
 * chapters and captions. Checked, frame by frame, when it is whole.
 */
import { open, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import type { VttCue } from '../../../shared/domain/write-captions';
import { writeVtt } from '../../../shared/domain/write-captions';
import { AppError } from '../../../shared/errors';
import { inOrder } from '../../../shared/in-parallel';
import { readBack } from '../clip-check';
import { outputError } from '../clip-errors';
import { seekFor } from '../clip-seek';
import { type FfmpegInput, type FfmpegJob, runFfmpeg } from '../ffmpeg';
import { cancelled } from '../run-program';
import { bytesOf } from '../smart/stretches';
import type { Tools } from '../tools';
import { parameterSetsOf } from './annex-b';
import { type FilmSound, makeFilmSound } from './film-sound';
import {
  FILM_TIMESCALE,
  type FilmForm,
  type Section,
  sectionJob,
  type SeenFootage,
} from './section-job';

export interface Film {
  /** Null for sound alone: then there are no pictures. */
  picture: (FilmForm & { sections: readonly LateSection[] }) | null;
  sound: FilmSound;
  /** What it is called, and where each begins, in microseconds; in order. */
  chapters: readonly { startUs: number; title: string }[];
  /** A track of captions that can be shown or not; none when empty. */
  captions: readonly VttCue[];
  durationUs: number;
}

/** What lies over it is painted when its turn comes. */
export interface LateSection extends Omit<Section, 'overs'> {
  overs(): Promise<Section['overs']>;
}

export interface FilmRun {
  signal: AbortSignal;
  report(share: number): void;
  low: boolean;
  /** Files that are made on the way; whoever gave them removes them. */
  beside(name: string): string;
}

export interface FilmMade {
  bytes: number;
  frames: number;
}

/** So many ffmpegs at once; each with a thread of its own, they do more than one with several. */
const AT_ONCE = Math.max(2, Math.min(4, availableParallelism()));
/** Sections that are made before they are taken, in memory. */
const AHEAD = AT_ONCE + 2;
/** Of the work, what is done when pictures are made. */
const PICTURES = 0.95;
const SOUNDS = 0.04;

async function sectionBytes(
  section: LateSection,
  film: FilmForm,
  threads: number | null,
  tools: Tools,
  { signal, low }: FilmRun,
  onProgress: (us: number) => void,
): Promise<Buffer> {
  const overs = await section.overs();
  const cameras: SeenFootage[] = [section, ...section.beside];
  const found: (number | null)[] = [];
  for (const { footage, shown } of cameras) {
    const firstUs = footage?.frames[Math.min(...shown)] ?? 0;
    found.push(
      footage &&
        (await seekFor(
          tools,
          footage.path,
          footage.probe,
          footage.probe.firstFrameUs + firstUs,
          signal,
        )),
    );
  }
  const seeks = found.every((us) => us === null) ? [found] : [found, found.map(() => null)];
  for (const from of seeks) {
    const job = sectionJob({ ...section, overs }, film, from, threads, tools);
    const bytes = await bytesOf(job, { tools, signal, low }, onProgress);
    // A seek may land late in a badly indexed file: then reading from its beginning is slow and right.
    if (bytes.length > 0) return bytes;
  }
  const reason = 'a part of the film came out empty';
  throw new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { reason });
}

/** All pictures, section by section. Their parameter sets stand once in the file, and must be one. */
async function* pictures(
  film: FilmForm & { sections: readonly LateSection[] },
  tools: Tools,
  run: FilmRun,
  report: (frames: number) => void,
  fail: (thrown: unknown) => void,
): AsyncGenerator<Buffer> {
  const { sections, fps } = film;
  const threads = sections.length > AT_ONCE ? 1 : null;
  const done = new Map<LateSection, number>();
  const one = async (section: LateSection): Promise<Buffer> => {
    const all = section.shown.length;
    const tell = (frames: number): void => {
      done.set(section, Math.min(all, frames));
      report([...done.values()].reduce((sum, part) => sum + part, 0));
    };
    const bytes = await sectionBytes(section, film, threads, tools, run, (us) =>
      tell((us * fps.num) / (fps.den * 1_000_000)),
    );
    tell(all);
    return bytes;
  };
  // Said at once: others that run are not waited for, but stopped.
  const orFail = (section: LateSection): Promise<Buffer> =>
    one(section).catch((thrown: unknown) => {
      fail(thrown);
      throw thrown;
    });
  let sets: string | null = null;
  for await (const bytes of inOrder(sections, { atOnce: AT_ONCE, ahead: AHEAD }, orFail)) {
    const own = parameterSetsOf(bytes);
    sets ??= own;
    if (own !== sets) {
      const reason = 'its parts do not go together';
      throw new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { reason });
    }
    yield bytes;
  }
}

/** ffmpeg's own way of writing chapters down. */
function chapterFile({ chapters, durationUs }: Film): string {
  const escaped = (title: string): string =>
    title.replace(/\s+/g, ' ').replace(/[=;#\\]/g, (sign) => `\\${sign}`);
  const all = chapters.map(({ startUs, title }, nth) => {
    const endUs = chapters[nth + 1]?.startUs ?? durationUs;
    const times = [`START=${Math.round(startUs)}`, `END=${Math.round(endUs)}`];
    return ['[CHAPTER]', 'TIMEBASE=1/1000000', ...times, `title=${escaped(title)}`, ''].join('\n');
  });
  return [';FFMETADATA1', ...all].join('\n');
}

/** A file of ours, of a kind that nobody may bring in. */
const ours = (path: string, format: string): FfmpegInput => {
  return { path, options: ['-format_whitelist', format, '-f', format] };
};

function muxJob(
  { picture, chapters, captions }: Film,
  stream: Readable | null,
  files: { sound: string; chapters: string; captions: string },
  outFile: string,
): FfmpegJob {
  const inputs: FfmpegInput[] = [];
  const maps: string[] = [];
  const add = (input: FfmpegInput): number => inputs.push(input) - 1;
  let pictures: string[] = [];
  if (stream && picture) {
    const { num, den } = picture.fps;
    const rate = ['-f', 'h264', '-framerate', `${num}/${den}`];
    maps.push('-map', `${add({ path: 'pictures', stream, options: rate })}:v`);
    // Parameter sets stand in front, and x264's own words nowhere.
    const units = ['-bsf:v', 'filter_units=remove_types=6-9'];
    pictures = ['-c:v', 'copy', ...units, '-video_track_timescale', `${FILM_TIMESCALE}`];
  }
  maps.push('-map', `${add({ path: files.sound })}:a`);
  if (captions.length > 0) maps.push('-map', `${add(ours(files.captions, 'webvtt'))}:s`);
  const named = chapters.length > 0 ? String(add(ours(files.chapters, 'ffmetadata'))) : '-1';
  const words = captions.length > 0 ? ['-c:s', 'mov_text', '-metadata:s:s:0', 'language=eng'] : [];
  return {
    inputs,
    args: [
      ...[...maps, ...pictures, '-c:a', 'copy', ...words],
      // Not of all, as that would take the chapters' titles too.
      ...['-map_metadata:g', '-1', '-map_metadata:s', '-1', '-fflags', '+bitexact'],
      ...['-map_chapters', named],
      ...['-max_muxing_queue_size', '4096', '-movflags', '+faststart'],
      ...['-f', picture ? 'mp4' : 'ipod'],
    ],
    output: { path: outFile },
  };
}

/** @throws AppError where a frame is missing or not in its place */
async function checked(tools: Tools, film: Film, file: string, signal: AbortSignal) {
  if (!film.picture) return 0;
  const { sections, fps } = film.picture;
  const frames = sections.reduce((sum, { shown }) => sum + shown.length, 0);
  const { timesUs } = await readBack(tools, file, signal);
  const slackUs = 1_000_000 / FILM_TIMESCALE + 2;
  const isThere = (us: number, n: number): boolean =>
    Math.abs(us - (n * 1_000_000 * fps.den) / fps.num) <= slackUs;
  if (timesUs.length === frames && timesUs.every(isThere)) return frames;
  const reason = 'the film did not come out as planned';
  throw new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { reason });
}

/**
 * Makes a film into `outFile`: MP4, H.264 at an even rate and AAC, or of sound alone M4A.
 * @returns what was made, on the disk and checked
 * @throws AppError `cancelled`, `disk-full`, `folder-missing`, `folder-denied`, `file-missing`,
 *   `file-denied`, `ffmpeg-missing`, `ffmpeg-failed`; `outFile` is then gone
 */
export async function makeFilm(
  tools: Tools,
  film: Film,
  outFile: string,
  run: FilmRun,
): Promise<FilmMade> {
  const failed = new AbortController();
  const signal = AbortSignal.any([run.signal, failed.signal]);
  const mine = { ...run, signal };
  const { picture, captions } = film;
  const frames = picture?.sections.reduce((sum, { shown }) => sum + shown.length, 0) ?? 0;
  const shares = { pictures: 0, sound: 0 };
  const tell = (): void =>
    run.report(picture ? PICTURES * shares.pictures + SOUNDS * shares.sound : 0.99 * shares.sound);
  const files = {
    sound: run.beside('sound'),
    chapters: run.beside('chapters'),
    captions: run.beside('captions'),
  };
  let failure: unknown = null;
  // The first thing that goes wrong is the reason; what it stops is not.
  const fail = (thrown: unknown): void => {
    failure ??= thrown;
    failed.abort();
  };
  const stream = picture && Readable.from(told(picture), { objectMode: false, highWaterMark: 1 });
  stream?.on('error', fail);
  let isOver: Promise<void> = Promise.resolve();
  async function* told(all: NonNullable<Film['picture']>) {
    let over = (): void => undefined;
    isOver = new Promise((done) => (over = done));
    const report = (done: number): void => {
      shares.pictures = done / frames;
      tell();
    };
    try {
      yield* pictures(all, tools, { ...mine, report: () => undefined }, report, fail);
    } finally {
      over();
    }
  }
  try {
    if (film.chapters.length > 0) await writeFile(files.chapters, chapterFile(film));
    if (captions.length > 0) await writeFile(files.captions, writeVtt(captions));
    // Pictures begin meanwhile, as many as are made ahead.
    stream?.read(0);
    await makeFilmSound(tools, film.sound, files.sound, {
      ...mine,
      report: (share) => {
        shares.sound = share;
        tell();
      },
    });
    await runFfmpeg(tools, muxJob(film, stream, files, outFile), { signal, low: run.low });
    const made = await checked(tools, film, outFile, signal);
    const handle = await open(outFile, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    const { size } = await stat(outFile);
    run.report(1);
    return { bytes: size, frames: made };
  } catch (error) {
    fail(error);
    stream?.destroy();
    // Nothing runs on after this.
    await isOver;
    await rm(outFile, { force: true });
    throw outputError(run.signal.aborted ? cancelled(error) : failure, outFile);
  }
}
