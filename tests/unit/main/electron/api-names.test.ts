import { describe, expect, it } from 'vitest';
import { CALLS, channelOf, DROP_CHANNEL, EVENTS } from '../../../../src/main/electron/api-names';
import { contract } from '../../../../src/shared/ipc/contract';

const named = (nouns: Record<string, readonly string[]>): string[] =>
  Object.entries(nouns).flatMap(([noun, names]) => names.map((name) => channelOf(noun, name)));

const inContract = (type: string): string[] =>
  Object.entries(contract).flatMap(([noun, entries]) =>
    Object.entries(entries as Record<string, { type: string }>)
      .filter(([, entry]) => entry.type === type)
      .map(([name]) => channelOf(noun, name)),
  );

describe('window.api', () => {
  it('has every call of the contract, and nothing else', () => {
    expect(named(CALLS).sort()).toEqual(inContract('call').sort());
    expect(named(CALLS)).toContain('lessons.change');
  });

  it('has every event of the contract, and nothing else', () => {
    expect(named(EVENTS).sort()).toEqual(inContract('event').sort());
    expect(named(EVENTS)).toContain('jobs.changed');
  });

  it('keeps the private channel out of the contract', () => {
    expect([...inContract('call'), ...inContract('event')]).not.toContain(DROP_CHANNEL);
  });
});
