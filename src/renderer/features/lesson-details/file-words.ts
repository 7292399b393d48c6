import type { FileView } from '../../../shared/domain/lesson';
import { formatBytes } from '../../ui/bytes';

/** `1.2 GB · 1920 × 1080 · stays where it is · copied to the cloud`. */
export function aboutFile(file: FileView): string {
  return [
    formatBytes(file.bytes),
    file.picture ? `${file.picture.width} × ${file.picture.height}` : 'sound only',
    file.sound || !file.picture ? '' : 'no sound',
    file.handling === 'copy' ? 'watched through a playable copy' : '',
    file.handling === 'unreadable' ? 'cannot be read' : '',
    file.copied ? 'copied into the library' : 'stays where it is',
    file.cloud ? 'its folder is copied to the cloud' : '',
    file.present ? '' : 'not where it was',
  ]
    .filter(Boolean)
    .join(' · ');
}
