/** What handing a narration on needs from other rooms, as small interfaces. */
import type { ClipForm } from '../../shared/domain/clip';
import type { NarrationCue, Told } from '../../shared/domain/narration';
import type { VttCue } from '../../shared/domain/write-captions';
import type { ClipCover, ClipHush } from './clips-ports';
import type { FilmCamera, FilmPart } from './narration-sections';
import type { VoiceTrack } from './voice-track';

/** A part's recording, with what of it nobody may see or hear. */
export interface FilmSource extends FilmPart {
  path: string;
  /** The probe as media stored it. */
  probe: unknown;
  covers: ClipCover[];
  hushes: ClipHush[];
}

/** A narration as it is to be made into one file. */
export interface FilmOrder {
  told: Told;
  /** The lesson's, in order. */
  cameras: FilmCamera<FilmSource>[];
  form: ClipForm;
  /** As it was mended; whoever gives it closes it. */
  voice: VoiceTrack;
  /** Words that lie on the picture. */
  cues: readonly NarrationCue[];
  /** Words that can be shown or not. */
  captions: readonly VttCue[];
  /** What moments are called, by their ids; empty for one whose words stay here. */
  chapters: ReadonlyMap<string, string>;
}

export interface FilmMade {
  bytes: number;
  frames: number;
  /** What of the lesson is seen in it. */
  range: { startUs: number; endUs: number };
}

/** @throws AppError, and then there is no file */
export type MakeFilm = (
  order: FilmOrder,
  partial: string,
  run: { signal: AbortSignal; report: (share: number) => void },
) => Promise<FilmMade>;
