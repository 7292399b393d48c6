/** Types derived from the contract: what main must handle, what the page may call. */
import type { z } from 'zod';
import type { ErrorView } from '../errors';
import type { Contract } from './contract';

type CallOf = { type: 'call'; input: z.ZodType; output: z.ZodType };
type EventOf = { type: 'event'; payload: z.ZodType };

export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorView };

type CallNames<N> = { [K in keyof N]: N[K] extends CallOf ? K : never }[keyof N];
type EventNames<N> = { [K in keyof N]: N[K] extends EventOf ? K : never }[keyof N];

type Args<I> = undefined extends I ? [] : [input: I];

/** One async function a call, as services see them: parsed input in, value out, AppError thrown. */
export type Handlers = {
  [N in keyof Contract]: {
    [K in CallNames<Contract[N]>]: Contract[N][K] extends {
      input: infer I extends z.ZodType;
      output: infer O extends z.ZodType;
    }
      ? (...args: Args<z.output<I>>) => Promise<z.input<O>> | z.input<O>
      : never;
  };
};

/** Sends an event to the page. */
export type Send = <N extends keyof Contract, K extends EventNames<Contract[N]>>(
  noun: N,
  name: K,
  payload: Contract[N][K] extends { payload: infer P extends z.ZodType } ? z.input<P> : never,
) => void;

/** What the preload puts on `window.api`. Calls answer, never reject; `on` answers how to stop. */
export type Api = {
  [N in keyof Contract]: {
    [K in CallNames<Contract[N]>]: Contract[N][K] extends {
      input: infer I extends z.ZodType;
      output: infer O extends z.ZodType;
    }
      ? (...args: Args<z.input<I>>) => Promise<Answer<z.output<O>>>
      : never;
  } & {
    [K in EventNames<Contract[N]> as `on${Capitalize<K & string>}`]: Contract[N][K] extends {
      payload: infer P extends z.ZodType;
    }
      ? (listener: (payload: z.output<P>) => void) => () => void
      : never;
  };
} & {
  /** The one door that is not in the contract: a dropped File becomes a pick in the preload. */
  drop: { files: (files: File[]) => Promise<Answer<import('../domain/library').Pick | null>> };
};
