/** Captions and transcripts from files: read and handed to the page, which makes the edit. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCaptions } from '../../shared/domain/read-captions';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { fileError } from './file-errors';

/** Three hours of talk are a few hundred kilobytes. */
const MOST_BYTES = 8_000_000;

const refused = (name: string, reason: string) =>
  new AppError('file-unreadable', `${name} cannot be read as captions.`, { name, reason });

/** Text as it was written: UTF-8, UTF-16 where it says so, else what old Windows programs write. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export function captionsService(deps: {
  dialogs: { chooseCaptions(): Promise<string | null> };
}): Handlers['captions'] {
  return {
    choose: async () => {
      const path = await deps.dialogs.chooseCaptions();
      if (path === null) return null;
      const name = basename(path);
      try {
        const facts = await stat(path);
        if (!facts.isFile()) throw refused(name, 'It is not a file.');
        if (facts.size > MOST_BYTES) throw refused(name, 'It is far too large for captions.');
        const read = readCaptions(decodeText(await readFile(path)), name);
        if (read.cues.length === 0) throw refused(name, 'There is no text in it.');
        return read;
      } catch (thrown) {
        throw fileError(thrown, path);
      }
    },
  };
}
