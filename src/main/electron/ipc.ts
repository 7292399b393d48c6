/** What is behind the doors, by the contract: what comes in and goes out is parsed, both ways. */
import type { WebContents } from 'electron';
import { z } from 'zod';
import { Pick } from '../../shared/domain/library';
import { contract } from '../../shared/ipc/contract';
import type { Handlers, Send } from '../../shared/ipc/derive';
import { answerCall, type Call } from './answer';
import { channelOf, DROP_CHANNEL } from './api-names';
import type { Behind } from './doors';
import type { Log } from './log';

export interface AnswersOptions {
  /** May still be on their way: calls made before they are there wait. */
  handlers: Promise<Handlers>;
  /** Turns the paths of dropped files into a pick; null when none of them is a file. */
  pickDropped(paths: string[]): Promise<Pick | null>;
  log: Log;
}

type Entry =
  | { type: 'call'; input: z.ZodType; output: z.ZodType }
  | { type: 'event'; payload: z.ZodType };
type Nouns = Record<string, Record<string, Entry>>;
type Run = (input: unknown) => unknown;

export function answersOf({ handlers, pickDropped, log }: AnswersOptions): Behind {
  const calls = new Map<string, Call>();
  for (const [noun, entries] of Object.entries(contract as Nouns)) {
    for (const [name, entry] of Object.entries(entries)) {
      if (entry.type !== 'call') continue;
      const channel = channelOf(noun, name);
      const run: Run = async (input) => {
        const nouns = (await handlers) as unknown as Record<string, Record<string, Run>>;
        return await nouns[noun]?.[name]?.(input);
      };
      calls.set(channel, { name: channel, input: entry.input, output: entry.output, run });
    }
  }
  calls.set(DROP_CHANNEL, {
    name: DROP_CHANNEL,
    input: z.array(z.string().min(1).max(32_768)).max(1_000),
    output: Pick.nullable(),
    run: (paths) => pickDropped(paths as string[]),
  });
  return (channel, allowed, raw) => {
    const call = calls.get(channel);
    if (!call) throw new Error(`the contract has no ${channel}`);
    return answerCall(call, allowed, raw, log);
  };
}

/** Sends events, parsed like answers. One that does not fit is a defect: logged, not sent. */
export function createSend(ours: () => readonly (WebContents | null)[], log: Log): Send {
  return (noun, name, payload) => {
    const channel = channelOf(noun, String(name));
    const entry = (contract as Nouns)[noun]?.[String(name)];
    const parsed = entry?.type === 'event' ? entry.payload.safeParse(payload) : undefined;
    if (!parsed?.success) {
      log(`${channel} was sent with something that does not fit`);
      return;
    }
    for (const contents of ours()) {
      if (contents && !contents.isDestroyed()) contents.send(channel, parsed.data);
    }
  };
}
