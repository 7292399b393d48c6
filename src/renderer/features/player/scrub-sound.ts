/** Sound under steps and drags, where the person wished for it: of the camera that is heard. */
import { firstAngle, partAt, partsOf, toPartUs } from '../../../shared/domain/lesson-time';
import { useAngles } from '../../stores/angles';
import { lessonStore } from '../../stores/document';
import { usePlayback } from '../../stores/playback';
import { useSettings } from '../../stores/settings';
import type { SoundBits } from './scrub/sound-bits';

export class ScrubSound {
  /** Fetched when it is first wished for: most people never do. */
  #bits: Promise<SoundBits> | null = null;
  #closed = false;

  /** A bit of what is heard at this time of the lesson. */
  hear(us: number): void {
    const { document } = lessonStore.getState();
    const { muted, volume } = usePlayback.getState();
    if (!useSettings.getState().soundWhileScrubbing || !document || muted || volume === 0) return;
    const angleId = useAngles.getState().soundId ?? firstAngle(document)?.id;
    const part = partAt(partsOf(document, angleId), us);
    const file = part && document.files.find(({ id }) => id === part.fileId);
    if (!part || !file?.present || !file.sound || file.handling !== 'direct') return;
    const bit = { partId: part.id, fileUs: file.firstFrameUs + toPartUs(part, us), volume };
    this.#bits ??= import('./scrub/sound-bits').then(({ SoundBits }) => new SoundBits());
    void this.#bits.then((bits) => {
      if (!this.#closed) bits.hear(bit);
    });
  }

  close(): void {
    this.#closed = true;
    void this.#bits?.then((bits) => bits.close());
  }
}
