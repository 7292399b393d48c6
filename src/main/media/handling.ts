/**
 * How a file is to be watched. One rule, decided by the probe alone: `direct` only for what
 * Chromium surely plays as it is. Some files load there without an error as a black picture, some
 * play with an endless clock, some die half-way; for all of those a playable copy is made.
 */
import type { Handling } from '../../shared/domain/lesson';
import type { Probe, ProbePicture, ProbeSound } from './probe-schema';

export interface HandlingChoice {
  handling: Handling;
  /** Why, for the log. */
  reason: string;
}

type Family = 'mp4' | 'mov' | 'webm' | 'audio' | 'other';

function familyOf(container: string): Family {
  const names = container.split(',');
  if (names.includes('mov')) return 'mov';
  if (names.includes('matroska')) return 'webm';
  if (['mp3', 'wav', 'flac'].some((name) => names.includes(name))) return 'audio';
  return 'other';
}

/** 8 bits, 4:2:0: all that Chromium decodes everywhere. `yuvj420p` is the same in full range. */
const PLAIN_PIXELS = new Set(['yuv420p', 'yuvj420p']);
const H264_PROFILES = /^(Baseline|Constrained Baseline|Main|High|Constrained High)$/;
const WIDEST = 4096;
const FASTEST = 120;

function pictureTrouble(picture: ProbePicture): string | null {
  const { codec, profile, pixelFormat } = picture;
  if (codec === 'h264' && !H264_PROFILES.test(profile)) return `h264 profile ${profile}`;
  if (codec === 'vp9' && profile !== 'Profile 0') return `vp9 ${profile}`;
  if (codec === 'av1' && profile !== 'Main') return `av1 ${profile}`;
  if (!['h264', 'vp8', 'vp9', 'av1'].includes(codec)) return `picture is ${codec}`;
  if (!PLAIN_PIXELS.has(pixelFormat)) return `pixels are ${pixelFormat}`;
  if (picture.interlaced) return 'interlaced';
  if (picture.hdr) return 'high dynamic range';
  if (Math.max(picture.storedWidth, picture.storedHeight) > WIDEST) return 'very large picture';
  if (picture.fps > FASTEST) return 'very many frames a second';
  return null;
}

const SOUNDS: Record<Exclude<Family, 'other'>, readonly string[]> = {
  mp4: ['aac', 'mp3', 'opus', 'flac'],
  mov: ['aac', 'mp3', 'opus', 'flac', 'pcm_s16le'],
  webm: ['aac', 'mp3', 'opus', 'vorbis', 'flac'],
  audio: ['mp3', 'flac', 'pcm_s16le'],
};
const AAC_PROFILES = /^(LC|HE-AAC|HE-AACv2|)$/;

function soundTrouble(sound: ProbeSound, family: Exclude<Family, 'other'>): string | null {
  if (!SOUNDS[family].includes(sound.codec)) return `sound is ${sound.codec}`;
  if (sound.codec === 'aac' && !AAC_PROFILES.test(sound.profile)) return `aac ${sound.profile}`;
  if (sound.channels > 8) return 'very many channels';
  if (!sound.runsOn) return 'sound does not run on';
  return null;
}

export function handlingOf(probe: Probe): HandlingChoice {
  const { picture, sound } = probe;
  if (!picture && !sound) return { handling: 'unreadable', reason: 'neither picture nor sound' };
  const copy = (reason: string): HandlingChoice => ({ handling: 'copy', reason });
  const family = familyOf(probe.container);
  if (family === 'other') return copy(`container is ${probe.container}`);
  if (!probe.saysLength) return copy('does not say how long it is');
  if (probe.fragmented) return copy('written in fragments');
  if (probe.trouble !== '') return copy('not whole');
  // Seen in Chromium 130, in about every third start: in Matroska it seeks by the sound, where every
  // packet counts as a keyframe, and H.264 then shows nothing before its next keyframe.
  if (family === 'webm' && picture?.codec === 'h264' && sound) {
    return copy('H.264 with sound in Matroska is not sought exactly');
  }
  const why = (picture && pictureTrouble(picture)) ?? (sound && soundTrouble(sound, family));
  return why ? copy(why) : { handling: 'direct', reason: 'Chromium plays it as it is' };
}
