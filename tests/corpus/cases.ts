/** The corpus: footage that ffmpeg makes, and every file in the folder that PLENARY_MEDIA names. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Footage, makeFootage } from '../fixtures/make-footage';

export interface Case {
  /** Stands in the table. */
  name: string;
  path: () => Promise<string>;
}

const aac = { codec: 'aac' } as const;
const small = { seconds: 4, width: 480, height: 270 } as const;

const MADE: Record<string, Footage> = {
  'H.264 and AAC': { ...small, bFrames: 2, sound: aac },
  'H.264, open groups of pictures': { ...small, bFrames: 3, openGop: true, gop: 50, sound: aac },
  'H.264, turned 90': { ...small, rotation: 90, sound: aac },
  'H.264, turned 180': { ...small, rotation: 180 },
  'H.264, turned 270': { ...small, rotation: 270 },
  'H.264, wide pixels': { ...small, aspect: '4/3' },
  'H.264, starts at 10 s': { ...small, startsAt: 10, sound: aac },
  'H.264, edit list': { ...small, seconds: 6, editStart: 1.5, gop: 50, sound: aac },
  'H.264, variable frame rate': { ...small, variable: true, sound: aac },
  'H.264, sound begins late': { ...small, sound: { ...aac, delay: 0.7 } },
  'H.264, sound ends early': { ...small, sound: { ...aac, length: 2.2 } },
  'H.264 and MP3 in Matroska': { ...small, ending: 'mkv', sound: { codec: 'libmp3lame' } },
  'H.264 in Matroska, no sound': { ...small, ending: 'mkv' },
  'H.264 and PCM in QuickTime': { ...small, ending: 'mov', sound: { codec: 'pcm_s16le' } },
  'H.264 and AAC 5.1': { ...small, sound: { ...aac, channels: 6 } },
  'H.264 and AC-3 in MP4': { ...small, sound: { codec: 'ac3' } },
  'H.264 in fragments': { ...small, fragmented: true, sound: aac },
  'H.264, 10 bits': { ...small, pixelFormat: 'yuv420p10le', sound: aac },
  'H.264, 4:2:2': { ...small, pixelFormat: 'yuv422p', sound: aac },
  'H.264, 4:4:4': { ...small, pixelFormat: 'yuv444p' },
  'H.264, interlaced': { ...small, width: 720, height: 576, interlaced: true, sound: aac },
  'H.264, cut short': { ...small, seconds: 8, cutTo: 0.6, indexFirst: true, sound: aac },
  'AVCHD: interlaced, AC-3': {
    ...{ seconds: 4, width: 720, height: 576, interlaced: true, ending: 'mts', startsAt: 1.4 },
    sound: { codec: 'ac3', channels: 6 },
  },
  'Transport stream, 50 frames a second': { ...small, fps: '50', ending: 'mts', sound: aac },
  HEVC: { ...small, codec: 'hevc', gop: 50, bFrames: 3, sound: aac },
  'HEVC, open groups, turned 90': {
    ...{ ...small, codec: 'hevc', gop: 50, bFrames: 3, openGop: true, rotation: 90, sound: aac },
  },
  'HEVC, high dynamic range': { ...small, codec: 'hevc', hdr: true, sound: aac },
  'HEVC, larger than a copy': {
    seconds: 2.4,
    width: 1920,
    height: 1080,
    codec: 'hevc',
    sound: aac,
  },
  'MPEG-2 program stream': {
    ...{ ...small, codec: 'mpeg2video', bFrames: 2, ending: 'mpg', fps: '30000/1001' },
    sound: { codec: 'mp2' },
  },
  'MPEG-2, wide pixels, interlaced': {
    ...{ seconds: 4, width: 720, height: 576, codec: 'mpeg2video', ending: 'mpg' },
    ...{ aspect: '64/45', interlaced: true, sound: { codec: 'ac3' } },
  },
  'DV, wide pixels': {
    ...{ seconds: 2.4, width: 720, height: 576, codec: 'dvvideo', ending: 'avi' },
    ...{ aspect: '16/15', sound: { codec: 'pcm_s16le' } },
  },
  'Motion JPEG in AVI': { ...small, codec: 'mjpeg', ending: 'avi', sound: { codec: 'pcm_s16le' } },
  'MPEG-4 Part 2 in AVI': {
    ...small,
    codec: 'mpeg4',
    ending: 'avi',
    sound: { codec: 'libmp3lame' },
  },
  'MPEG-4 Part 2 in MP4': { ...small, codec: 'mpeg4', bFrames: 2, sound: aac },
  'MPEG-4 Part 2 in ASF': {
    ...small,
    codec: 'mpeg4',
    ending: 'asf',
    sound: { codec: 'libmp3lame' },
  },
  'MPEG-4 Part 2 in 3GP': { ...small, codec: 'mpeg4', ending: '3gp', sound: aac },
  'ProRes 4:2:2, 10 bits': {
    ...small,
    codec: 'prores',
    ending: 'mov',
    sound: { codec: 'pcm_s16le' },
  },
  'VP8 as browsers record it': {
    ...{ ...small, codec: 'vp8', ending: 'webm', live: true, sound: { codec: 'libopus' } },
  },
  'VP9 with its length': { ...small, codec: 'vp9', ending: 'webm', sound: { codec: 'libvorbis' } },
  'Sound alone, AC-3': { picture: false, ending: 'mkv', seconds: 5, sound: { codec: 'ac3' } },
  'Sound alone, AAC': { picture: false, seconds: 5, sound: aac },
};

export function madeCases(): Case[] {
  return Object.entries(MADE).map(([name, footage]) => ({
    name,
    path: () => makeFootage(footage),
  }));
}

/** Real footage, by its path inside the folder; none where there is no such folder. */
export function realCases(folder = process.env.PLENARY_MEDIA): Case[] {
  if (!folder) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(tsv|txt|md|json)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path).replaceAll('\\', '/'), path: async () => path }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
