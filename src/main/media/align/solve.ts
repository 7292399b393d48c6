/** From sounds to places in the lesson: rough lines first, then the one that holds exactly. Pure. */
import { changes, coarseLines, HOPS_A_SECOND } from './coarse';
import { fineLine, type FineLine } from './fine';
import type { Heard } from './heard';
import { Reference, type Laid } from './reference';

/** Where a sound lies: lesson time = offset + time of the sound * rate. */
export interface Placed {
  offsetUs: number;
  rate: number;
  /** 0 to 1: how sure it is. Below {@link SURE} it is not to be used. */
  confidence: number;
}

/** From here on a place is believed. */
export const SURE = 0.5;

/**
 * How far the line stands out of everything else, as a share. Of sounds that have nothing in common
 * the best line of pure chance reaches 5 to 8 deviations, more where only a few windows were
 * compared, and the second best is then about as good.
 */
export function confidenceOf({
  z,
  ratio,
  windows,
}: Pick<FineLine, 'z' | 'ratio' | 'windows'>): number {
  const needed = 9 + 12 / Math.max(1, windows);
  const clear = (z - 5) / (2 * (needed - 5));
  const alone = (ratio - 1.1) / 0.8;
  return Math.min(1, Math.max(0, Math.min(clear, alone)));
}

/** How much of a sound is compared. */
interface Care {
  stretches: number;
  windows: number;
}

/** A look that is enough for most; only where it is not sure, all the care that there is. */
const CARES: readonly Care[] = [
  { stretches: 6, windows: 32 },
  { stretches: 20, windows: 96 },
];
/** Nothing better is looked for. */
const PLAIN = 0.9;

/**
 * Places sounds in the lesson, each by itself.
 * @param done told how much is done, 0 to 1; what it throws ends the work.
 * @returns one answer a sound, in order; null where there is too little of it in the lesson.
 */
export function placeSounds(
  laid: readonly Laid[],
  sounds: readonly Heard[],
  done: (share: number) => void = () => undefined,
): (Placed | null)[] {
  const reference = new Reference(laid);
  const lesson = reference.bands().map(changes);
  return sounds.map((heard, n) => {
    let best: Placed | null = null;
    for (const [at, care] of CARES.entries()) {
      const share = (part: number) => done((n + (at + part) / CARES.length) / sounds.length);
      const found = placeWith(care, { reference, lesson, heard, share });
      if (found && (best === null || found.confidence > best.confidence)) best = found;
      if (best && best.confidence >= PLAIN) break;
    }
    done((n + 1) / sounds.length);
    return best;
  });
}

function placeWith(
  { stretches, windows }: Care,
  {
    reference,
    lesson,
    heard,
    share,
  }: {
    reference: Reference;
    lesson: readonly Float32Array[];
    heard: Heard;
    share: (part: number) => void;
  },
): Placed | null {
  const lines = coarseLines(lesson, heard.bands.map(changes), stretches, (part) =>
    share(part * 0.6),
  );
  let best: Placed | null = null;
  for (const [at, line] of lines.entries()) {
    const rough = { offset: line.offset / HOPS_A_SECOND, drift: line.drift };
    const exact = fineLine(reference, heard, rough, windows, (part) =>
      share(0.6 + (0.4 * (at + part)) / lines.length),
    );
    if (!exact) continue;
    const confidence = confidenceOf(exact);
    if (best && best.confidence >= confidence) continue;
    best = {
      offsetUs: Math.round(exact.offset * 1e6),
      rate: 1 + Math.round(exact.drift * 1e9) / 1e9,
      confidence,
    };
    if (confidence >= PLAIN) break;
  }
  return best;
}
