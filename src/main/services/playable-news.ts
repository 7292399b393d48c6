/** How much of each playable copy is made, and who hears of it how often. */
import { pieceCount } from '../../shared/domain/pieces';
import type { PlayableCopy } from './playable-copy';
import { PlayableFolder } from './playable-folder';
import { madeRanges } from './playable-plan';
import type { PlayableDeps } from './playable-ports';

/** Made stretches are told at most this often. */
const TELL_EVERY_MS = 250;
/** Cards in the library move more slowly. */
const CARD_EVERY_MS = 5_000;

export class PlayableNews {
  readonly #deps: PlayableDeps;
  readonly #shares = new Map<string, number>();
  /** By part: when it was told last. */
  readonly #told = new Map<string, { pagesMs: number; cardsMs: number }>();

  constructor(deps: PlayableDeps) {
    this.#deps = deps;
  }

  share(partId: string): number {
    const known = this.#shares.get(partId);
    if (known !== undefined) return known;
    const part = this.#deps.part(partId);
    if (!part) return 0;
    const count = pieceCount(part.durationUs);
    const made = new PlayableFolder(part.folder).glance().length;
    const share = count === 0 ? 1 : Math.min(1, made / count);
    this.#shares.set(partId, share);
    return share;
  }

  /** @param now tells it however short a while ago it was told. */
  tell(copy: PlayableCopy, now: boolean): void {
    const { share, made, partId } = copy;
    this.#shares.set(partId, share);
    copy.job?.report(share);
    const told = this.#told.get(partId) ?? { pagesMs: -Infinity, cardsMs: -Infinity };
    this.#told.set(partId, told);
    const nowMs = performance.now();
    if (now || nowMs - told.pagesMs >= TELL_EVERY_MS) {
      told.pagesMs = nowMs;
      const ranges = madeRanges(made, copy.durationUs);
      this.#deps.send('footage', 'playableChanged', { partId, made: ranges, share });
    }
    if (now || nowMs - told.cardsMs >= CARD_EVERY_MS) {
      told.cardsMs = nowMs;
      this.#deps.changed(copy.lessonId);
    }
  }

  forget(partIds: readonly string[]): void {
    for (const partId of partIds) {
      this.#shares.delete(partId);
      this.#told.delete(partId);
    }
  }
}
