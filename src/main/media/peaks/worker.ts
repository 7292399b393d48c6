/**
 * Runs {@link makePeaks} in a thread of its own: an hour of sound is a third of a gigabyte of samples
 * to go through, and main has a page to answer. One thread a file; it ends with it.
 */
import type { Probe } from '../probe-schema';
import { answerAsThread } from '../thread';
import type { Tools } from '../tools';
import { makePeaks } from './peaks';

export interface PeaksTask {
  tools: Tools;
  path: string;
  probe: Probe;
  outFile: string;
}

/** More is in the file that is being made. */
export type PeaksNews = 'more';

answerAsThread<PeaksTask, PeaksNews, void>(({ tools, path, probe, outFile }, { signal, say }) =>
  makePeaks(tools, path, probe, outFile, { signal, onMore: () => say('more') }),
);
