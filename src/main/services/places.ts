/** Where everything of a library lies inside its folder. */
import { join } from 'node:path';
import type { SessionFile } from '../../shared/domain/session';
import type { StoredFile } from '../db/repositories/files';

export interface Places {
  derivedFolder: string;
  copiesFolder: string;
  removalsFolder: string;
  /** Voice notes, a folder a lesson. */
  voicesFolder: string;
  voicesOf(lessonId: string): string;
  /** What was recorded for narrations, a folder a lesson. */
  narrationsFolder: string;
  narrationsOf(lessonId: string): string;
  /** A take's samples: one channel of 16 bits, 48,000 a second, and nothing else. */
  takeOf(lessonId: string, takeId: string): string;
  /** The shape of its voice, made of it. */
  levelsOf(lessonId: string, takeId: string): string;
  /** Pictures of exported clips, each by its line's id. */
  stillsFolder: string;
  stillOf(exportId: string): string;
  voiceOf(lessonId: string, voiceId: string): string;
  /** Pictures of sessions, a folder a session. */
  sessionsFolder: string;
  sessionFileOf(file: Pick<SessionFile, 'id' | 'sessionId' | 'type'>): string;
  derivedOf(partId: string): string;
  framesOf(partId: string): string;
  posterOf(partId: string): string;
  reviewOf(partId: string): string;
  copyOf(copyName: string): string;
  /** Where a file's bytes are to be read: the library's own copy where there is one. */
  footageOf(file: Pick<StoredFile, 'path' | 'copyName' | 'copied'>): string;
}

export function places(folder: string): Places {
  const derivedFolder = join(folder, 'derived');
  const copiesFolder = join(folder, 'footage');
  const voicesFolder = join(folder, 'voices');
  const stillsFolder = join(folder, 'stills');
  const narrationsFolder = join(folder, 'narrations');
  const sessionsFolder = join(folder, 'sessions');
  const narrationsOf = (lessonId: string) => join(narrationsFolder, lessonId);
  const voicesOf = (lessonId: string) => join(voicesFolder, lessonId);
  const derivedOf = (partId: string) => join(derivedFolder, partId);
  const copyOf = (copyName: string) => join(copiesFolder, copyName);
  return {
    derivedFolder,
    copiesFolder,
    removalsFolder: join(folder, 'removals'),
    voicesFolder,
    voicesOf,
    narrationsFolder,
    narrationsOf,
    takeOf: (lessonId, takeId) => join(narrationsOf(lessonId), `${takeId}.pcm`),
    levelsOf: (lessonId, takeId) => join(narrationsOf(lessonId), `${takeId}.peaks`),
    stillsFolder,
    stillOf: (exportId) => join(stillsFolder, `${exportId}.jpg`),
    sessionsFolder,
    sessionFileOf: ({ id, sessionId, type }) => join(sessionsFolder, sessionId, `${id}.${type}`),
    voiceOf: (lessonId, voiceId) => join(voicesOf(lessonId), `${voiceId}.webm`),
    derivedOf,
    framesOf: (partId) => join(derivedOf(partId), 'frames.bin'),
    posterOf: (partId) => join(derivedOf(partId), 'poster.jpg'),
    reviewOf: (partId) => join(derivedOf(partId), 'review'),
    copyOf,
    footageOf: (file) =>
      file.copied && file.copyName !== null ? copyOf(file.copyName) : file.path,
  };
}
