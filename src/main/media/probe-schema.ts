/**
 * What is found out about a file, once. Everything after this speaks part time (0 is the first
 * frame shown; the first sound where there is no picture); only media knows the file's own clock.
 * Plain JSON, so that it can be kept in the database.
 */
import { z } from 'zod';
import { Picture, Sound } from '../../shared/domain/lesson';
import { Day, Instant } from '../../shared/domain/row';
import { Us } from '../../shared/domain/time';

export const Fraction = z.object({ num: z.number().int(), den: z.number().int() });
export type Fraction = z.infer<typeof Fraction>;

export const ProbePicture = Picture.extend({
  /** Index among all streams of the file. */
  stream: z.number().int().min(0),
  profile: z.string(),
  pixelFormat: z.string(),
  /** Size as stored, before rotation and aspect. */
  storedWidth: z.number().int().positive(),
  storedHeight: z.number().int().positive(),
  /** Width of a stored pixel to its height; 1:1 where the file does not say. */
  aspect: Fraction,
  /** Ticks of the stream's clock. */
  timeBase: Fraction,
  /** True when frames may be stored in another order than they are shown. */
  reorders: z.boolean(),
  /** Colour as ffmpeg names it; empty where the file does not say. */
  matrix: z.string(),
  primaries: z.string(),
  transfer: z.string(),
  fullRange: z.boolean(),
});
export type ProbePicture = z.infer<typeof ProbePicture>;

export const ProbeSound = Sound.extend({
  stream: z.number().int().min(0),
  profile: z.string(),
  /** Part time at which the sound begins; before 0 when there is sound before the first frame. */
  offsetUs: Us,
  /** False where its packets do not follow on: a player that counts them comes apart from the picture. */
  runsOn: z.boolean().default(true),
});
export type ProbeSound = z.infer<typeof ProbeSound>;

export const Probe = z.object({
  /** The demuxer's name or names: `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: z.string(),
  bytes: z.number().int().min(0),
  /** The file's own time of part time 0. */
  firstFrameUs: Us,
  /** From the beginning of the first frame to the end of the last (of sound, without picture). */
  durationUs: Us.min(0),
  picture: ProbePicture.nullable(),
  sound: ProbeSound.nullable(),
  /** False when the file does not say how long it is, as recordings of browsers do not. */
  saysLength: z.boolean(),
  /** True for an MP4 written in fragments. */
  fragmented: z.boolean(),
  /** When it was recorded, where the file plausibly says. */
  recordedAt: Instant.nullable(),
  /** The day on which it was recorded, where it was recorded. */
  recordedOn: Day.nullable(),
  /** A sentence when it is not whole; empty when all is well. */
  trouble: z.string(),
});
export type Probe = z.infer<typeof Probe>;
