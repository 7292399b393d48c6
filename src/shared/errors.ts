/**
 * The one error type that crosses rooms and processes. Adapters translate foreign errors into it
 * once, at the edge; the renderer gives each code a sentence and a next step.
 */
import { z } from 'zod';

export const ErrorCode = z.enum([
  'cancelled', // the person stopped it: never shown as an error
  'file-missing', // details.name
  'file-unreadable', // not footage, or damaged beyond reading; details.name, details.reason
  'page-unreadable', // neither a picture nor a PDF that can be shown; details.name, details.why
  'file-different', // pointed to a file that is not the one that was added; details.name
  'file-denied', // no permission to read; details.name
  'folder-missing', // details.name
  'folder-denied', // no permission to write; details.name
  'disk-full', // details.name
  'name-invalid', // a file name the disk cannot hold; details.name
  'ffmpeg-missing',
  'ffmpeg-failed', // details.reason
  'paint-failed', // a title, caption or drawing for a clip could not be drawn
  'print-failed', // the handout of a pack could not be set
  'not-found', // a lesson, part, job that is no longer there
  'title-mismatch', // typed title differs from the lesson's
  'stale', // the change was made against rows that have changed since
  'nothing-there', // a range without footage; details.gone when there was some
  'look-first', // what is to leave is not what was looked through, or nothing was; details.name
  'other-version', // kept by another version of Plenary, and not understood by this one
  'invalid', // a message that does not fit the contract
  'not-allowed', // a sender or request that may not do this
  'database', // details.reason
  'unknown',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** Details are small, printable, and never hold a path outside what the person chose. */
export const ErrorDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type ErrorDetails = z.infer<typeof ErrorDetails>;

export const ErrorView = z.object({
  code: ErrorCode,
  message: z.string(),
  details: ErrorDetails,
});
export type ErrorView = z.infer<typeof ErrorView>;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  /** What may be shown or sent: no stack, no cause, and no foreign words, which may hold a path. */
  view(): ErrorView {
    const foreign = this.code === 'unknown' && this.cause !== undefined;
    const message = foreign ? 'Something went wrong that was not expected.' : this.message;
    return { code: this.code, message, details: this.details };
  }

  /** Any thrown value as an AppError; an AppError is passed through unchanged. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new AppError('unknown', message, {}, thrown);
  }
}
