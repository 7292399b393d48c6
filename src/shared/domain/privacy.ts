/**
 * The one rule for what a person has kept private. Private never enters an export, a pack, a
 * record or the room's screen; every door asks here. It does not hide notes from someone who uses
 * this computer account, and the app says so where it offers the choice.
 */

/** True when the thing may leave this person's own screens. */
export function mayLeave(thing: { private: boolean }): boolean {
  return !thing.private;
}

/** Only what may leave, in the same order. */
export function onlyShared<T extends { private: boolean }>(things: readonly T[]): T[] {
  return things.filter(mayLeave);
}
