/**
 * A clip of which most is copied as it is coded: only what lies between a first frame and the next
 * keyframe that stands alone, and the last few frames, are encoded. As exact as encoding all of it, at
 * the quality of the original, in a fraction of the time. Of several pieces one after the other each
 * is cut so, and what cannot be copied is encoded by itself, a few at a time. Tried first; where it
 * cannot be done or does not come out as planned the clip is encoded as a whole.
 */
import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { inParallel } from '../../../shared/in-parallel';
import { isAsPlanned, readBack } from '../clip-check';
import type { ClipPlan } from '../clip-plan';
import { type Stored, storedAsH264, storedAsHevc } from '../clip-stored';
import { force } from '../force';
import { assemble, type EncodedStretch, NotAsPlanned, readStretch } from './assemble';
import { sameLooks, seenTo, toSee } from './check';
import { type Coding, CODINGS } from './coding';
import type { ParameterSets } from './parameter-sets';
import { makeHeadPlain } from './plain-head';
import { canBeJoined, type Encoded, lengthUs, rowOf, Sources, type Stretch } from './row';
import { soundOf } from './sound';
import { encoded, type Run, runUpUs } from './stretches';
import { type Shares, sharesOf } from './shares';

/** What is encoded is held in memory, coded: about a megabyte a second. */
const MOST_ENCODED_US = 300_000_000;
/** So many ffmpegs at once: of a 1080p camera each takes 130 to 220 MB. */
const AT_ONCE = Math.max(2, Math.min(4, availableParallelism()));
/** Stretches that may have parameter sets of their own: there are 32 numbers, and sources have some. */
const OWN_SETS = 8;

export interface SmartClip {
  row: Stretch[];
  /** The times of the finished clip's frames, in microseconds. */
  timesUs: number[];
  /** How many frames were copied. */
  copied: number;
  codec: Stored['codec'];
}

/** Runs several at once. When one fails the others are stopped, and none runs on after this. */
async function together<T extends readonly Promise<unknown>[] | []>(
  run: Run,
  begin: (run: Run) => T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const failed = new AbortController();
  const all = begin({ ...run, signal: AbortSignal.any([run.signal, failed.signal]) });
  try {
    return await Promise.all(all);
  } catch (thrown) {
    failed.abort();
    await Promise.allSettled(all);
    throw thrown;
  }
}

const isEncoded = (stretch: Stretch): stretch is Encoded => stretch.how === 'encoded';
const framesIn = (row: readonly Stretch[]): number =>
  row.reduce((sum, { at, to }) => sum + to - at, 0);

/**
 * Whether a row is worth it: a single stretch to encode is what encoding the whole clip does anyway, and
 * HEVC, which plays in fewer places, is kept for what is copied. Also whether this ffmpeg can encode it.
 */
function isWorthIt(clip: ClipPlan, row: readonly Stretch[], tools: Run['tools']): boolean {
  const { codec } = clip.stored;
  const anew = row.filter(isEncoded);
  const us = anew.reduce((sum, stretch) => sum + lengthUs(clip, stretch), 0);
  if (us > MOST_ENCODED_US) return false;
  if (anew.length > 0 && !tools.encoders.has(CODINGS[codec].encoder)) return false;
  return anew.length < row.length || (codec === 'h264' && clip.segments.length > 1);
}

function freeId(coding: Coding, sets: readonly ParameterSets[]): number {
  const id = coding.freeId(sets);
  if (id === null) throw new NotAsPlanned('no number is left for parameter sets');
  return id;
}

/** Encodes what is not copied. */
async function encodeAll(
  clip: ClipPlan,
  row: readonly Stretch[],
  sourceSets: readonly ParameterSets[],
  shares: Shares,
  run: Run,
  report: (share: number) => void,
): Promise<Map<Stretch, EncodedStretch>> {
  const coding = CODINGS[clip.stored.codec];
  const anew = row.filter(isEncoded);
  const done = new Map<Encoded, number>();
  // Side by side, one thread each gets as much done, in less memory.
  const oneThread = anew.length > 2 * AT_ONCE;
  const one = async (stretch: Encoded, setId: number): Promise<EncodedStretch> => {
    const how = { seenTo: seenTo(row, stretch), setId, oneThread };
    const bytes = await encoded(clip, stretch, how, run, (us) => {
      done.set(stretch, shares.encoded(anew.indexOf(stretch), us));
      const sum = [...done.values()].reduce((all, part) => all + part, 0);
      report(Math.min(1, sum));
    });
    const made = await readStretch(bytes, coding, setId);
    if (!made) throw new NotAsPlanned(`no ${coding.codec}`);
    return made;
  };
  // The same sets serve many where the encoder gives all the same; where it does not, new ones.
  const share = anew.length > OWN_SETS;
  const firstId = freeId(coding, sourceSets);
  let setId = firstId;
  const all = new Map<Stretch, EncodedStretch>();
  const made = await inParallel(anew, AT_ONCE, (stretch) =>
    one(stretch, share ? firstId : setId++),
  );
  for (const [at, stretch] of anew.entries()) {
    const now = made[at];
    if (!now) throw new NotAsPlanned('frames were lost');
    const known = [...sourceSets, ...[...all.values()].map(({ sets }) => sets)];
    all.set(
      stretch,
      coding.merge([...known, now.sets]) ? now : await one(stretch, freeId(coding, known)),
    );
  }
  return all;
}

/** Encodes, writes and checks a row. */
async function make(
  clip: ClipPlan,
  outFile: string,
  row: Stretch[],
  sourceSets: readonly ParameterSets[],
  sound: ReturnType<typeof soundOf> | null,
  run: Run & { report(share: number): void },
): Promise<SmartClip> {
  const { report } = run;
  const runUps = await inParallel(row.filter(isEncoded), AT_ONCE, (one) => runUpUs(clip, one, run));
  const shares = sharesOf(clip, row.filter(isEncoded), runUps);
  const { encoding, writing } = shares;
  // Sound is made beside all else.
  const tell = (share: number): void => report(share + shares.sound * (sound?.done() ?? 0));
  const anew = await encodeAll(clip, row, sourceSets, shares, run, (share) =>
    report(encoding * share),
  );
  const { merge } = CODINGS[clip.stored.codec];
  const description = merge([...sourceSets, ...[...anew.values()].map(({ sets }) => sets)]);
  const [copy] = row.filter((stretch) => !isEncoded(stretch));
  const config = copy?.how === 'copied' ? copy.source.config : [...anew.values()][0]?.config;
  if (!description || !config) throw new NotAsPlanned('parameter sets that do not go together');
  tell(encoding);
  const seen = toSee(
    row,
    clip.stored,
    new Map([...anew].map(([stretch, { grey }]) => [stretch, grey])),
  );
  const parts = { encoded: anew, sound: sound?.bytes ?? null, config: { ...config, description } };
  const [sums, there, looks] = await together(run, (mine) => {
    const written = assemble(outFile, clip, row, parts, (share) => {
      mine.signal.throwIfAborted();
      tell(encoding + writing * share);
    }).finally(() => anew.clear());
    const plain = written.then(() => makeHeadPlain(outFile));
    return [
      written,
      readBack(run.tools, outFile, mine.signal, plain),
      plain.then(() => sameLooks(outFile, clip, seen, mine)),
      plain.then(() => force(outFile)),
    ];
  });
  const whole = isAsPlanned(clip, there.timesUs, false) && isDeepStrictEqual(there.sums, sums);
  if (!whole || !looks) throw new NotAsPlanned('the check found a difference');
  const copied = framesIn(row.filter((stretch) => !isEncoded(stretch)));
  return { row, timesUs: there.timesUs, copied, codec: clip.stored.codec };
}

/** The first way in which a clip is worth making so, and its files, open for copying. */
async function chosenOf(
  ways: readonly ClipPlan[],
  tools: Run['tools'],
): Promise<{ clip: ClipPlan; row: Stretch[]; sources: Sources } | null> {
  for (const clip of ways) {
    const sources = new Sources(CODINGS[clip.stored.codec]);
    let row: Stretch[] | null = null;
    try {
      row = await rowOf(clip, sources);
      if (isWorthIt(clip, row, tools)) return { clip, row, sources };
      row = null;
    } finally {
      if (!row) await sources.close();
    }
  }
  return null;
}

/**
 * Makes a clip this way: as HEVC where all footage is that and some of it can be copied (unless it is to
 * play `anywhere`), else as H.264.
 * @returns what was done, checked against the source; null when it cannot be done this way
 * @throws NotAsPlanned when it did not come out right: what is in `outFile` is then to be thrown away;
 *   AppError `cancelled` and what ffmpeg gives; the file system's errors
 */
export async function makeSmartClip(
  planned: ClipPlan,
  outFile: string,
  run: Run & { report(share: number): void; anywhere?: boolean },
): Promise<SmartClip | null> {
  if (!planned.size) return null;
  const kept = run.anywhere ? null : storedAsHevc(planned);
  const ways = [...(kept ? [kept] : []), storedAsH264(planned)]
    .map((way): ClipPlan => ({ ...planned, ...way }))
    .filter(
      (clip) =>
        clip.segments.length > 1 || clip.segments.some(({ piece }) => canBeJoined(piece, clip)),
    );
  if (ways.length === 0) return null;
  const over = new AbortController();
  const signal = AbortSignal.any([run.signal, over.signal]);
  const choosing = chosenOf(ways, run.tools);
  // Begun before that is known: it takes as long as planning and copying together.
  const from = choosing.then((chosen) => chosen?.sources ?? null).catch(() => null);
  const sound = planned.channels > 0 ? soundOf(planned, from, { ...run, signal }) : null;
  const sounded = sound?.made.catch(() => over.abort());
  try {
    const chosen = await choosing;
    if (!chosen) return null;
    const { clip, row, sources } = chosen;
    const mine: typeof run = { ...run, signal, seek: (piece, us) => sources.seek(piece, us) };
    return await make(clip, outFile, row, sources.sets, sound, mine);
  } finally {
    over.abort();
    await sounded;
    await (await from)?.close();
  }
}
