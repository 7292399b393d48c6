/** One call from the page: checked on the way in and on the way out, answered whatever happens. */
import type { z } from 'zod';
import { AppError } from '../../shared/errors';
import type { Answer } from '../../shared/ipc/derive';
import type { Log } from './log';

export interface Call {
  /** `lessons.open`: for the log. */
  name: string;
  input: z.ZodType;
  output: z.ZodType;
  run(input: unknown): unknown;
}

/** The first problem in words, without the value that caused it: it may be somebody's note. */
function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join('.') || 'the message'}: ${issue.code}` : 'unknown';
}

/**
 * @param allowed whether the sender is our own page
 * @param raw what it sent
 * @returns an answer that can be cloned to the page; never rejects, because a rejection loses the
 *   error's code on its way
 */
export async function answerCall(
  call: Call,
  allowed: boolean,
  raw: unknown,
  log: Log,
): Promise<Answer<unknown>> {
  try {
    if (!allowed) throw new AppError('not-allowed', 'Only Plenary’s own page may ask that.');
    const input = call.input.safeParse(raw);
    if (!input.success) {
      throw new AppError('invalid', `${call.name} was asked with something that does not fit.`, {
        problem: problemOf(input.error),
      });
    }
    const output = call.output.safeParse(await call.run(input.data));
    if (!output.success) {
      const problem = problemOf(output.error);
      throw new AppError('unknown', `${call.name} gave an answer that does not fit: ${problem}.`);
    }
    return { ok: true, value: output.data };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code === 'unknown' || error.code === 'database') {
      log(`${call.name} failed`, error);
    }
    return { ok: false, error: error.view() };
  }
}
