import { describe, expect, it } from 'vitest';
import { Seeker } from '../../../../src/renderer/picture/seeker';

function seeker() {
  const went: number[] = [];
  let settled = 0;
  const made = new Seeker(
    (us) => went.push(us),
    () => settled++,
  );
  return { seeker: made, went, settled: () => settled };
}

describe('seeks', () => {
  it('go at once when none is in flight', () => {
    const { seeker: it, went, settled } = seeker();
    it.ask(5);
    expect(went).toEqual([5]);
    expect(it.busy).toBe(true);
    it.arrived();
    expect(settled()).toBe(1);
    expect(it.busy).toBe(false);
  });

  it('asked while one is in flight wait, and only the newest goes', () => {
    const { seeker: it, went, settled } = seeker();
    for (const us of [1, 2, 3, 4]) it.ask(us);
    expect(went).toEqual([1]);
    it.arrived();
    expect(went).toEqual([1, 4]);
    expect(settled()).toBe(0);
    it.arrived();
    expect(settled()).toBe(1);
  });

  it('are forgotten with their file', () => {
    const { seeker: it, went, settled } = seeker();
    it.ask(1);
    it.ask(2);
    it.reset();
    it.arrived();
    expect(settled()).toBe(0);
    it.ask(3);
    expect(went).toEqual([1, 3]);
  });
});
