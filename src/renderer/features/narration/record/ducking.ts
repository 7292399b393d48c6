/** The lesson's sound gives way to a voice: down at once, back a second after it. Pure. */
import { VOICE_RATE } from '../../../../shared/domain/narration';

/** Louder than this, of 1, is a voice. */
export const HEARD = 0.01;

const DOWN = 0.2 * VOICE_RATE;
const BACK_AFTER = VOICE_RATE;
const BACK = 0.4 * VOICE_RATE;
/** The ear tells no finer steps. */
const STEPS = 50;

export class Ducking {
  #volume = 1;
  #heardAt = Number.NEGATIVE_INFINITY;
  #at: number | null = null;

  /**
   * @param at samples counted by now
   * @param loud of the voice since it was asked last, 0 to 1
   * @param under what is let through of the lesson's sound under a voice, 0 to 1
   * @returns what is let through now
   */
  heard(at: number, loud: number, under: number): number {
    const passed = Math.max(0, at - (this.#at ?? at));
    this.#at = at;
    if (loud > HEARD) this.#heardAt = at;
    const aim = at - this.#heardAt <= BACK_AFTER ? under : 1;
    const most = (1 - under) * (passed / (aim < this.#volume ? DOWN : BACK));
    const step = Math.min(Math.max(aim - this.#volume, -most), most);
    // Where the person lets through more or less meanwhile, that is no step of a fade.
    this.#volume = Math.min(1, Math.max(under, this.#volume + step));
    return Math.round(this.#volume * STEPS) / STEPS;
  }
}
