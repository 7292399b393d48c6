import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  apiNames,
  channelOf,
  DROP_CHANNEL,
  NAMES_ARGUMENT,
} from '../../../../src/main/electron/api-names';
import { contract } from '../../../../src/shared/ipc/contract';

describe('window.api', () => {
  it('has every call and event of the contract, and nothing else', () => {
    const { calls, events } = apiNames();
    const named = [calls, events].flatMap((nouns) =>
      Object.entries(nouns).flatMap(([noun, names]) => names.map((name) => channelOf(noun, name))),
    );
    const inContract = Object.entries(contract).flatMap(([noun, entries]) =>
      Object.keys(entries).map((name) => channelOf(noun, name)),
    );
    expect(named.sort()).toEqual(inContract.sort());
    expect(calls['lessons']).toContain('change');
    expect(events['jobs']).toEqual(['changed', 'cleared']);
    expect(named).not.toContain(DROP_CHANNEL);
  });

  it('is built with the words that main uses', () => {
    const preload = readFileSync('src/main/electron/preload.ts', 'utf8');
    expect(preload).toContain(`const NAMES_ARGUMENT = '${NAMES_ARGUMENT}';`);
    expect(preload).toContain(`const DROP_CHANNEL = '${DROP_CHANNEL}';`);
  });
});
