/** Making a clip that is exact to the frame at both ends, and making sure that it is. */
import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ClipForm } from '../../shared/domain/clip';
import { AppError } from '../../shared/errors';
import { clipJob } from './clip-graph';
import { isAsPlanned, readBack } from './clip-check';
import { outputError } from './clip-errors';
import { FORMS } from './clip-form';
import { type ClipPiece, planClip, startsIn } from './clip-plan';
import { seekFor } from './clip-seek';
import { runFfmpeg } from './ffmpeg';
import { force } from './force';
import { cancelled } from './run-program';
import type { SmartClip } from './smart/smart-clip';
import type { Tools } from './tools';
import { soundsDamaged } from './trouble';

export interface ClipRun {
  signal?: AbortSignal | undefined;
  /** Share done, 0 to 1. */
  report?: ((share: number) => void) | undefined;
  low?: boolean | undefined;
  /** As it is unless said. */
  form?: ClipForm | undefined;
  /** It must play in every browser: HEVC is not kept. */
  anywhere?: boolean | undefined;
}

export interface ClipMade {
  bytes: number;
  frames: number;
  /** Of those, how many are the source's own, copied as they were coded. */
  copied: number;
  durationUs: number;
  /** Every frame of the range is there; of a damaged recording some may be missing. */
  exact: boolean;
  /** Copying was tried and did not come out right: all of it was encoded instead. */
  fellBack: boolean;
  /** What became of HEVC that was asked for as it is; null where there was none. */
  hevc: 'kept' | 'encoded' | null;
  /** Where each piece begins in it, and at last where it ends, in microseconds. */
  startsUs: number[];
}

type Made = Pick<SmartClip, 'timesUs' | 'copied' | 'codec'>;

/**
 * Makes a clip of these pieces, one after the other, into `outFile`: MP4, H.264 (or HEVC, where that is
 * copied) and AAC, holding
 * just the frames from the one on screen at each piece's start to the one on screen just before its
 * end, the sound of just that time, and nothing else of the source. The caller names the file when
 * it is whole: `outFile` is a partial.
 * @returns what was made, on the disk and checked against the plan
 * @throws AppError `nothing-there`, `cancelled`, `disk-full`, `folder-missing`, `folder-denied`,
 *   `file-missing`, `file-denied`, `ffmpeg-missing`, `ffmpeg-failed`; `outFile` is then gone
 */
export async function makeClip(
  tools: Tools,
  pieces: readonly ClipPiece[],
  outFile: string,
  { signal, report, low, form, anywhere = false }: ClipRun = {},
): Promise<ClipMade> {
  const plan = planClip(pieces, form);
  let fellBack = false;
  let damaged = plan.segments.some(({ piece }) => piece.probe.trouble !== '');
  const onLine = (line: string): void => {
    damaged ||= soundsDamaged(line);
  };
  const onProgress = (us: number): void => report?.(Math.min(0.99, us / plan.durationUs));

  const asked =
    !anywhere &&
    FORMS[plan.form].hevc &&
    plan.segments.some(({ piece }) => piece.probe.picture?.codec === 'hevc');

  async function finished({ timesUs, copied, codec }: Made): Promise<ClipMade> {
    const { size } = await stat(outFile);
    report?.(1);
    const [frames, exact] = [timesUs.length, timesUs.length === plan.timesUs.length];
    const { durationUs } = plan;
    const startsUs = startsIn(plan, pieces);
    const hevc = codec === 'hevc' ? 'kept' : asked ? 'encoded' : null;
    return { bytes: size, frames, copied, durationUs, exact, fellBack, hevc, startsUs };
  }

  async function attempt(seeksUs: readonly (number | null)[]): Promise<number[] | null> {
    const job = clipJob(plan, seeksUs, outFile, tools);
    await runFfmpeg(tools, job, { signal, onProgress, onLine, low });
    const { timesUs } = await readBack(tools, outFile, signal);
    return isAsPlanned(plan, timesUs, damaged) ? timesUs : null;
  }

  /** Null where the clip must be encoded as a whole. */
  async function smart(): Promise<Made | null> {
    if (damaged) return null;
    const run = {
      ...{ tools, signal: signal ?? new AbortController().signal, low: low ?? false, anywhere },
      report: (share: number) => report?.(0.99 * share),
    };
    try {
      // Not needed to start the app.
      const { makeSmartClip } = await import('./smart/smart-clip');
      return await makeSmartClip(plan, outFile, run);
    } catch (thrown) {
      if (signal?.aborted) throw cancelled(thrown);
      // Whatever it was: encoding says it in its own words, or does without.
      fellBack = true;
      return null;
    }
  }

  try {
    const quick = await smart();
    if (quick) return await finished(quick);
    const seeksUs = await Promise.all(
      plan.segments.map(({ piece: { path, probe }, startUs }) =>
        seekFor(tools, path, probe, probe.firstFrameUs + startUs, signal),
      ),
    );
    let timesUs = await attempt(seeksUs);
    // A seek can land late in a damaged or badly indexed file: reading it all is slow and right.
    if (!timesUs && seeksUs.some((at) => at !== null)) timesUs = await attempt([]);
    if (!timesUs) {
      const name = basename(plan.segments[0]?.piece.path ?? '');
      const reason = 'the clip did not come out as planned';
      throw new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { name, reason });
    }
    await force(outFile);
    return await finished({ timesUs, copied: 0, codec: 'h264' });
  } catch (error) {
    await rm(outFile, { force: true });
    throw outputError(error, outFile);
  }
}
