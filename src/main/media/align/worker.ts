/** Runs {@link alignSounds} in a thread of its own, so that neither the window nor a playing lesson waits. */
import { answerAsThread } from '../thread';
import type { Tools } from '../tools';
import { alignSounds, type LaidFile, type SoundFile } from './align';
import type { Placed } from './solve';

export interface AlignTask {
  tools: Tools;
  lesson: readonly LaidFile[];
  files: readonly SoundFile[];
}

/** Shares less apart than this are not told. */
const WORTH_TELLING = 0.005;

answerAsThread<AlignTask, number, (Placed | null)[]>(
  ({ tools, lesson, files }, { signal, say }) => {
    let told = 0;
    const report = (share: number): void => {
      if (share < 1 && share - told < WORTH_TELLING) return;
      told = share;
      say(share);
    };
    return alignSounds(tools, lesson, files, { signal, report });
  },
);
