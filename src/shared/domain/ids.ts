/** Identifiers: UUID version 7 (RFC 9562, section 5.7), sortable by the time they were made. */
import { z } from 'zod';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const Id = z.string().regex(V7);
export type Id = string;

/** True for a well-formed id; anything else (a path, an upper-case or longer string) is not one. */
export function isId(text: string): boolean {
  return V7.test(text);
}

declare const crypto: { getRandomValues<T extends Uint8Array>(bytes: T): T };

/**
 * A new id.
 * @param nowMs Unix time in milliseconds; the clock unless a test says otherwise.
 */
export function newId(nowMs: number = Date.now()): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = nowMs;
  for (let at = 5; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20].reduceRight((id, at) => `${id.slice(0, at)}-${id.slice(at)}`, hex);
}
