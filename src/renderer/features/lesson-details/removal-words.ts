/** What goes and what stays when a lesson is removed, as sentences. */
import type { RemovalPreview } from '../../../shared/domain/library';
import { formatBytes } from '../../ui/bytes';

const count = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;

export function whatGoes(preview: RemovalPreview): string[] {
  const lines = [
    preview.moments > 0
      ? `${count(preview.moments, 'moment', 'moments')} with what was written about ${preview.moments === 1 ? 'it' : 'them'}`
      : 'The lesson’s details: no moments were marked',
  ];
  if (preview.nextSteps > 0) lines.push(count(preview.nextSteps, 'next step', 'next steps'));
  if (preview.voices > 0) lines.push(count(preview.voices, 'voice note', 'voice notes'));
  if (preview.narrations > 0) lines.push(count(preview.narrations, 'narration', 'narrations'));
  if (preview.derivedBytes > 0) {
    lines.push(`${formatBytes(preview.derivedBytes)} of playable copies and pictures made from it`);
  }
  if (preview.copiedBytes > 0) {
    lines.push(`${formatBytes(preview.copiedBytes)} of footage copied into the library`);
  }
  if (preview.backups > 0) {
    lines.push(`Its traces in ${count(preview.backups, 'backup', 'backups')} of the library`);
  }
  return lines;
}

export function whatStays(preview: RemovalPreview, originalsToo: boolean): string[] {
  const lines: string[] = [];
  const present = preview.originals.filter((file) => file.present).map((file) => `“${file.name}”`);
  if (present.length > 0 && !originalsToo) {
    lines.push(
      present.length === 1
        ? `The original file ${present[0] ?? ''}`
        : `The ${present.length} original files: ${present.join(', ')}`,
    );
  }
  const away = preview.originals.filter((file) => !file.present).map((file) => `“${file.name}”`);
  if (away.length > 0) {
    lines.push(
      `${away.join(', ')}: not found, so Plenary cannot delete ${away.length === 1 ? 'it' : 'them'}`,
    );
  }
  return lines;
}
