/**
 * `voice://narration/<id>`: the voice of a narration as it was mended, which is no file and so is put
 * together here (services/voice-track.ts). A voice is a hundred kilobytes a second: main's own thread
 * is not in its way, as it would be for footage (serve-files.ts).
 */
import { protocol } from 'electron';
import { PAGE_ORIGIN } from './page';

/** A file that is made as it is read. */
export interface MadeFile {
  bytes: number;
  /** @param end the first byte that is not wanted */
  read(start: number, end: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** What is read at once: half a second of voice. */
const READ_BYTES = 48_000;

/** The narration that an address names; its query only asks anew. */
export function voiceAddress(url: string): string | null {
  return /^voice:\/\/narration\/([0-9a-f-]{36})(?:\?[\w=&.:-]*)?$/.exec(url)?.[1] ?? null;
}

/** The bytes a header asks for, or null where it asks for none that are there. @param bytes in all */
export function rangeOf(
  header: string | null,
  bytes: number,
): { start: number; end: number } | null {
  if (header === null) return { start: 0, end: bytes };
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  const [from, to] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes : Math.min(bytes, Number(to) + 1);
  return start < end ? { start, end } : null;
}

function streamOf(file: MadeFile, start: number, end: number): ReadableStream<Uint8Array> {
  let at = start;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (to) => {
        const bytes = await file.read(at, Math.min(end, at + READ_BYTES));
        at += bytes.length;
        if (bytes.length > 0) to.enqueue(new Uint8Array(bytes));
        if (at < end && bytes.length > 0) return;
        to.close();
        await file.close();
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 1 },
  );
}

/** Call once the app is ready. @param track null where there is no such narration */
export function serveVoice(track: (narrationId: string) => Promise<MadeFile | null>): void {
  protocol.handle('voice', async ({ url, method, headers }) => {
    const origin = headers.get('origin');
    if (origin !== null && origin !== PAGE_ORIGIN) return new Response(null, { status: 403 });
    const id = voiceAddress(url);
    const file = id === null || method !== 'GET' ? null : await track(id);
    if (!file) return new Response(null, { status: 404 });
    const asked = headers.get('range');
    const range = rangeOf(asked, file.bytes);
    if (!range) {
      await file.close();
      return new Response(null, {
        status: 416,
        headers: { 'Content-Range': `bytes */${file.bytes}` },
      });
    }
    const { start, end } = range;
    return new Response(streamOf(file, start, end), {
      status: asked === null ? 200 : 206,
      headers: {
        'Content-Type': 'audio/wav',
        'Content-Length': String(end - start),
        'Accept-Ranges': 'bytes',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Access-Control-Allow-Origin': PAGE_ORIGIN,
        ...(asked === null ? {} : { 'Content-Range': `bytes ${start}-${end - 1}/${file.bytes}` }),
      },
    });
  });
}
