/** The receipt for a removed lesson: what went, in words. It holds nothing anyone wrote in it. */
import { basename } from 'node:path';
import type { ClipFile } from '../../shared/domain/clip';
import type { Lesson } from '../../shared/domain/lesson';
import type { RemovalPreview } from '../../shared/domain/library';
import type { ExportLine } from '../db/repositories/exports';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What was found of a copy that is not simply there. */
const FOUND: Record<ClipFile, string> = {
  there: '',
  changed: ' (changed since)',
  gone: ' (no longer there)',
  away: ' (that folder could not be looked into)',
};

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

const mb = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

export interface Removed {
  lesson: Lesson;
  preview: RemovalPreview;
  /** What was exported of it, and how each file was found. */
  exports: readonly (ExportLine & { file: ClipFile })[];
  originalsToo: boolean;
  byName: string;
  atMs: number;
  leftovers: readonly string[];
}

export function receiptText(removed: Removed): string {
  const { lesson, preview, exports, originalsToo, byName, atMs, leftovers } = removed;
  const taught = lesson.taughtOn
    ? day.format(new Date(`${lesson.taughtOn}T00:00:00Z`))
    : 'not noted';
  const lines = [
    'Plenary: receipt for a removed lesson',
    '',
    `Lesson: ${lesson.title}`,
    ...(lesson.className ? [`Class: ${lesson.className}`] : []),
    ...(lesson.teacher ? [`Teacher: ${lesson.teacher}`] : []),
    `Taught: ${taught}`,
    `Removed: ${when.format(atMs)}, by ${byName}`,
    '',
    'Removed from the library and from its search:',
    `- ${count(preview.moments, 'moment')} and ${count(preview.nextSteps, 'next step')}, with their notes`,
    `- ${count(preview.parts, 'part')}, with posters, frame lists and playable copies (${mb(preview.derivedBytes)})`,
    ...(preview.voices > 0
      ? [`- ${count(preview.voices, 'voice note')} (${mb(preview.voiceBytes)})`]
      : []),
    ...(preview.narrations > 0
      ? [`- ${count(preview.narrations, 'narration')} (${mb(preview.narrationBytes)})`]
      : []),
    ...(preview.copiedBytes > 0
      ? [`- the library’s own copies of the footage (${mb(preview.copiedBytes)})`]
      : []),
    `- the lesson in ${count(preview.backups, 'backup')} of the library, and any damaged library file that had been set aside`,
    '',
    originalsToo ? 'Original files, removed too:' : 'Original files, left where they are:',
    ...(preview.originals.length === 0
      ? ['- none']
      : preview.originals.map(
          ({ name, present }) => `- ${name}${present ? '' : ' (was not there)'}`,
        )),
    '',
    exports.length === 0
      ? 'No clip of this lesson had been exported.'
      : 'Clips exported earlier are not touched:',
    ...exports.map(
      ({ fileName, folderPath, at, author, file }) =>
        `- ${fileName} in “${basename(folderPath) || folderPath}”, ${when.format(new Date(at))}, by ${author}${FOUND[file]}`,
    ),
    ...(leftovers.length > 0
      ? ['', 'Could not be removed:', ...leftovers.map((name) => `- ${name}`)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
