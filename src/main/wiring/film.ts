/** A narration's film: what was planned of it, painted and handed to media. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../shared/domain/ids';
import { VOICE_RATE } from '../../shared/domain/narration';
import type { StillAsked } from '../../shared/domain/still';
import { US_PER_SECOND } from '../../shared/domain/time';
import { colourOf } from '../media/clip-colour';
import { FORMS, placeIn, type Size, sizeIn } from '../media/clip-form';
import { type StillFile, stillFile } from '../media/dress/dressing';
import { makeFilm } from '../media/narration/film';
import type { FilmSound } from '../media/narration/film-sound';
import {
  type FilmForm,
  type Footage,
  type Section,
  seenOfFilm,
} from '../media/narration/section-job';
import { type Tile, tilesOf } from '../media/narration/tiles';
import { Probe, type ProbePicture } from '../media/probe-schema';
import type { Tools } from '../media/tools';
import type { FilmOrder, FilmSource, MakeFilm } from '../services/narration-export-ports';
import {
  type FilmDrawn,
  filmPlan,
  type FilmPlan,
  type FilmWords,
} from '../services/narration-plan';
import type { FilmSection, Fps, NoPicture } from '../services/narration-sections';
import { BYTES_A_SAMPLE, voiceStream, wavHeader } from '../services/voice-track';
import type { Paint } from './media';

/** Rates that every player knows. */
const RATES: readonly Fps[] = [
  ...[24, 25, 30, 50, 60].map((num) => ({ num, den: 1 })),
  ...[24_000, 30_000, 60_000].map((num) => ({ num, den: 1_001 })),
];
const USUAL: Fps = { num: 25, den: 1 };
/** Below this a recording is of a screen, and its own rate would stutter under a drawing. */
const LEAST_FPS = 20;
/** Where there is no picture at all. */
const BLACK: Size = { width: 1280, height: 720 };

/** The film's rate: the one nearest to the recording's own. */
export function rateOf(picture: Pick<ProbePicture, 'fps'> | null): Fps {
  const fps = picture?.fps ?? 0;
  if (fps < LEAST_FPS) return USUAL;
  const far = ({ num, den }: Fps): number => Math.abs(Math.log(num / den / fps));
  return [...RATES].sort((a, b) => far(a) - far(b))[0] ?? USUAL;
}

const within = ({ at, to }: { at: number; to: number }, section: { at: number; to: number }) => {
  const range = { at: Math.max(at, section.at), to: Math.min(to, section.to) };
  return range.to > range.at ? { at: range.at - section.at, to: range.to - section.at } : null;
};

/** Words lie in the lower half: no more of the picture need be looked at for them. */
function lowerHalf({ width, height }: Size) {
  const y = 2 * Math.floor(height / 4);
  return { x: 0, y, width, height: height - y };
}

/** Where the recording lies in a film of which a part fills the picture, in shares of it. */
function placeOf(footage: Footage | null, zoom: FilmDrawn['zoom'], size: Size) {
  const picture = footage?.probe.picture;
  const inside = picture ? placeIn(picture, size) : { x: 0, y: 0, ...size };
  const seen = seenOfFilm(footage, zoom, size) ?? { x: 0, y: 0, width: 1, height: 1 };
  return {
    x: (inside.x / size.width - seen.x) / seen.width,
    y: (inside.y / size.height - seen.y) / seen.height,
    width: inside.width / size.width / seen.width,
    height: inside.height / size.height / seen.height,
  };
}

const inUs = (samples: number): number => (samples * US_PER_SECOND) / VOICE_RATE;

type Painted = (still: StillAsked) => Promise<StillFile>;

/** What stands where a camera has no picture, as on the stage. */
const NONE: Readonly<Record<NoPicture, string>> = {
  sound: 'Sound only',
  nothing: 'Not recording at this time',
};
const CARD = '#1c2027';
/** A smaller place has no room for words. */
const LEAST_CARD = 64;

/** Cards of cameras that have no picture, each over its whole place. */
async function cardsOver(
  section: FilmSection<FilmSource>,
  tiles: readonly Tile[],
  paint: Painted,
): Promise<Section['overs']> {
  const overs: Section['overs'][number][] = [];
  for (const [nth, { none }] of [section, ...section.beside].entries()) {
    const tile = tiles[nth];
    if (none === null || !tile) continue;
    const { x, y, width, height } = tile;
    if (Math.min(width, height) < LEAST_CARD) continue;
    const layers = [{ type: 'card' as const, title: '', detail: NONE[none], background: CARD }];
    const still = await paint({ width, height, layers });
    overs.push({ at: 0, to: section.shown.length, still, x, y });
  }
  return overs;
}

async function drawnOver(
  section: FilmSection<FilmSource>,
  footage: Footage | null,
  drawn: readonly FilmDrawn[],
  { x, y, ...size }: Tile,
  paint: Painted,
): Promise<Section['overs']> {
  const overs: Section['overs'][number][] = [];
  for (const one of footage ? drawn : []) {
    const range = within(one, section);
    if (!range) continue;
    // The newest lie on top; of so many the oldest are under them.
    const drawings = one.drawn.slice(-500).map(({ shape, colour, size: drawnSize }) => {
      // As on the stage: the lesson's clock stands and turns back in a narration, and no watch goes by it.
      const runsUs = shape.type === 'measure' ? shape.lengthUs : 0;
      return { shape, colour, size: drawnSize, runsUs };
    });
    const place = placeOf(footage, one.zoom, size);
    const layers = [{ type: 'shapes' as const, drawings, within: place }];
    overs.push({ ...range, still: await paint({ ...size, layers }), x, y });
  }
  return overs;
}

async function wordsOver(
  section: FilmSection<FilmSource>,
  words: readonly FilmWords[],
  { size }: FilmForm,
  paint: Painted,
): Promise<Section['overs']> {
  const overs: Section['overs'][number][] = [];
  const only = lowerHalf(size);
  for (const one of words) {
    const range = within(one, section);
    if (!range) continue;
    const layers = [{ type: 'caption' as const, text: one.text }];
    const still = await paint({ ...size, layers, only });
    overs.push({ ...range, still, x: only.x, y: only.y });
  }
  return overs;
}

function soundOf({ voice, form }: FilmOrder, plan: FilmPlan<FilmSource>): FilmSound {
  const header = wavHeader(0).length;
  return {
    samples: plan.samples,
    form,
    wav: () => voiceStream(voice),
    async voice(from, to) {
      const [start, end] = [from, to].map((sample) => header + sample * BYTES_A_SAMPLE);
      const bytes = await voice.read(start ?? 0, end ?? 0);
      return new Int16Array(Uint8Array.from(bytes).buffer);
    },
    heard: plan.heard.map(({ part, ...heard }) => {
      const { path, probe, hushes } = part;
      return { ...heard, path, probe: Probe.parse(probe), hushes };
    }),
    volumes: plan.volumes,
  };
}

/** The picture by whose rate the film goes: of the first camera that has one. */
function leadOf({ cameras }: FilmOrder): ProbePicture | null {
  for (const { parts } of cameras) {
    for (const { probe } of parts) {
      const { picture } = Probe.parse(probe);
      if (picture) return picture;
    }
  }
  return null;
}

/** One at each moment; players want one at the beginning too. Times are microseconds. */
function chaptersOf({ chapters }: FilmOrder, { moments }: FilmPlan<FilmSource>) {
  const all = moments.map(({ at, momentId }, nth) => {
    return { startUs: inUs(at), title: chapters.get(momentId) || `Moment ${nth + 1}` };
  });
  const isLate = (all[0]?.startUs ?? 0) > 0;
  return isLate ? [{ startUs: 0, title: 'Beginning' }, ...all] : all;
}

/** How narrations are made into films: always from the originals. */
export function filmFor(deps: {
  tools: () => Promise<Tools>;
  paint: Paint;
  /** What is made on the way lies there while it is needed: swept away after a kill. */
  partials: { open(near: string): string; drop(partial: string): Promise<void> };
  folder: string;
}): MakeFilm {
  return async (order, outFile, { signal, report }) => {
    const made: string[] = [];
    const beside = (name: string): string => {
      const path = deps.partials.open(join(deps.folder, `${newId()}-${name}`));
      made.push(path);
      return path;
    };
    const known = new Map<string, Promise<StillFile>>();
    const paintOne = async (still: StillAsked): Promise<StillFile> => {
      const path = beside('still');
      const png = await deps.paint(still, signal);
      await writeFile(path, png);
      return stillFile(path, png);
    };
    const paint: Painted = (still) => {
      const key = JSON.stringify(still);
      const file = known.get(key) ?? paintOne(still);
      known.set(key, file);
      return file;
    };
    try {
      await mkdir(deps.folder, { recursive: true });
      const { form, cues, captions } = order;
      const plan = filmPlan(order.told, order.cameras, rateOf(leadOf(order)), cues);
      const footages = new Map<FilmSource, Footage>();
      const footageOf = (part: FilmSource | null): Footage | null => {
        if (!part) return null;
        const { path, frames, covers } = part;
        const footage = footages.get(part) ?? {
          ...{ path, frames, covers },
          probe: Probe.parse(part.probe),
        };
        footages.set(part, footage);
        return footage;
      };
      const lead = plan.sections.find(({ part }) => part)?.part ?? null;
      const picture = footageOf(lead)?.probe.picture ?? null;
      const film: FilmForm = {
        ...{ form, fps: plan.fps, colour: colourOf(picture) },
        size: sizeIn(FORMS[form], picture ?? BLACK),
      };
      const sections = plan.sections.map((section) => {
        const footage = footageOf(section.part);
        const beside = section.beside.map(({ part, shown }) => ({
          footage: footageOf(part),
          shown,
        }));
        const tiles = tilesOf(film.size, beside.length);
        const [large = { x: 0, y: 0, ...film.size }] = tiles;
        return {
          ...{ footage, shown: section.shown, zoom: section.zoom, beside },
          overs: async () => [
            ...(await cardsOver(section, tiles, paint)),
            ...(await drawnOver(section, footage, plan.drawn, large, paint)),
            ...(await wordsOver(section, plan.words, film, paint)),
          ],
        };
      });
      const { bytes, frames } = await makeFilm(
        await deps.tools(),
        {
          picture: FORMS[form].picture ? { ...film, sections } : null,
          sound: soundOf(order, plan),
          chapters: chaptersOf(order, plan),
          captions,
          durationUs: inUs(plan.samples),
        },
        outFile,
        { signal, report, low: true, beside },
      );
      return { bytes, frames, range: plan.range };
    } finally {
      for (const path of made) await deps.partials.drop(path);
    }
  };
}
