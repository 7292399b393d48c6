/** The one parser of `footage://` addresses: ids and small numbers, nothing that could be a path. */
import { type Id, isId } from '../../shared/domain/ids';

export type FootageAddress =
  | { kind: 'part'; id: Id }
  | { kind: 'poster'; id: Id }
  | { kind: 'frames'; id: Id }
  | { kind: 'peaks'; id: Id }
  | { kind: 'thumb'; id: Id; n: number }
  | { kind: 'voice'; id: Id }
  | { kind: 'clip'; id: Id }
  | { kind: 'still'; id: Id }
  | { kind: 'picture'; id: Id }
  | { kind: 'pdf'; id: Id }
  | { kind: 'piece'; id: Id; n: number }
  | { kind: 'review'; id: Id; n: number }
  | { kind: 'preview'; id: Id; n: number };

export type FootageKind = FootageAddress['kind'];

/** A piece's or a tile's number: no sign, no leading zero, at most six digits (two days of tiles). */
const NUMBER = /^(?:0|[1-9]\d{0,5})$/;

/** Far longer than any address of ours. */
const LONGEST = 120;

/**
 * @param url as it stands in the request. A query (`?v=3`, to ask anew) is allowed and means nothing.
 * @returns null unless it has exactly one of the known shapes. The text is matched as it is: it is
 *   never decoded, so an encoded slash or dot is simply not an id.
 */
export function parseAddress(url: string): FootageAddress | null {
  if (url.length > LONGEST) return null;
  const match =
    /^footage:\/\/(part|poster|frames|peaks|voice|clip|still|picture|pdf|thumb|piece|review|preview)\/([^/?#]*)(?:\/([^/?#]*))?(?:\?[\w=&.-]*)?$/.exec(
      url,
    );
  if (!match) return null;
  const [, kind, id = '', number] = match;
  if (!isId(id)) return null;
  if (kind === 'piece' || kind === 'thumb' || kind === 'review' || kind === 'preview') {
    return number !== undefined && NUMBER.test(number) ? { kind, id, n: Number(number) } : null;
  }
  if (number !== undefined) return null;
  return { kind: kind as Exclude<FootageKind, 'piece' | 'thumb' | 'review' | 'preview'>, id };
}
