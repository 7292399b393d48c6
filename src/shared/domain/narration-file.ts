/** A narration handed on as a file. */
import { z } from 'zod';

/** A film as large as the lesson or smaller, its sound alone, or its words alone. */
export const NarrationFile = z.enum(['exact', 'sharing', 'sound', 'words']);
export type NarrationFile = z.infer<typeof NarrationFile>;

/** Where a film's captions go: on the picture, into it to be shown or not, beside it, or nowhere. */
export const NarrationWords = z.enum(['picture', 'track', 'file', 'none']);
export type NarrationWords = z.infer<typeof NarrationWords>;
