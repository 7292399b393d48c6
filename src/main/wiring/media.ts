/** Media as the services see it. ffmpeg is looked for when it is first needed, not at start. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors';
import { makeClip } from '../media/clip';
import { copyVerified, fingerprint } from '../media/fingerprint';
import { readFrameTimes } from '../media/frame-times';
import { handlingOf } from '../media/handling';
import { makePieces } from '../media/pieces';
import { isWholePiece } from '../media/pieces-check';
import { makePoster } from '../media/poster';
import { probe } from '../media/probe';
import { Probe } from '../media/probe-schema';
import { findTools, type Tools } from '../media/tools';
import { finishVoice } from '../media/voice';
import type { PartFacts } from '../services';
import type { ClipsDeps } from '../services/clips-ports';
import type { PlayableDeps } from '../services/playable-ports';
import type { Media, Probed } from '../services/ports';

/** Looks for ffmpeg once; again only when it was not found. */
export function toolFinder(
  resourcesDir: string,
  log: (line: string) => void,
): () => Promise<Tools> {
  let found: Promise<Tools> | null = null;
  return () => {
    found ??= findTools({ resourcesDir }).then(
      (tools) => {
        log(`ffmpeg ${tools.version} (${tools.source})`);
        return tools;
      },
      (error: unknown) => {
        found = null;
        throw error;
      },
    );
    return found;
  };
}

/** Services keep a probe whole and hand it back: what they hold is always one of ours. */
const whole = (probed: Probed): Probe => Probe.parse(probed);

export function mediaFor(tools: () => Promise<Tools>): Media {
  return {
    probe: async (path, signal) => probe(await tools(), path, signal),
    handlingOf: (probed) => handlingOf(whole(probed)),
    storedProbe: (json) => Probe.parse(json),
    fingerprint,
    readFrameTimes: async (path, probed, signal) =>
      readFrameTimes(await tools(), path, whole(probed), signal),
    makePoster: async (path, probed, outFile, signal) =>
      makePoster(await tools(), path, whole(probed), outFile, signal),
    finishVoice: async (from, to) => finishVoice(await tools(), from, to),
    copyVerified,
  };
}

/** A part's frame list, when it has been made. */
async function madeFrames(path: string): Promise<Float64Array | null> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes || bytes.length === 0 || bytes.length % 8 !== 0) return null;
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** How clips are made: always from the originals. */
export function clipsFor(deps: {
  tools: () => Promise<Tools>;
  /** Where a part's frame list is, waited for while it is being made. */
  framesOf: (partId: string) => Promise<string | null>;
}): Pick<ClipsDeps, 'frames' | 'makeClip'> {
  return {
    async frames(partId, signal) {
      const path = await deps.framesOf(partId);
      signal.throwIfAborted();
      const frames = path === null ? null : await madeFrames(path);
      if (!frames) throw new AppError('ffmpeg-failed', 'This footage could not be prepared.');
      return frames;
    },
    async makeClip(parts, partial, run) {
      const pieces = parts.map((part) => ({ ...part, probe: Probe.parse(part.probe) }));
      return makeClip(await deps.tools(), pieces, partial, run);
    },
  };
}

/** How pieces of a playable copy are made: from the part's file as it lies now. */
export function piecesFor(deps: {
  tools: () => Promise<Tools>;
  partFacts: (partId: string) => PartFacts | undefined;
  /** `derived/<partId>` */
  derivedOf: (partId: string) => string;
}): Pick<PlayableDeps, 'makePieces' | 'isWholePiece'> {
  return {
    isWholePiece,
    makePieces: async (partId, stretch, making) => {
      const facts = deps.partFacts(partId);
      if (!facts) throw new AppError('not-found', 'That part is no longer in the library.');
      const frames = await madeFrames(join(deps.derivedOf(partId), 'frames.bin'));
      const source = { ...Probe.parse(facts.probe), path: facts.path };
      const { signal, onPiece, onStart } = making;
      return makePieces(await deps.tools(), source, stretch, { signal, frames, onPiece, onStart });
    },
  };
}
