/**
 * A PDF a page at a time, by pdf.js. The legacy build: the other asks for more than the oldest Electron
 * that the app runs on has. Nothing of it is compiled or evaluated, which our page's policy forbids.
 */
import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ChosenPdf } from '../../../../../shared/domain/session';
import { AppError } from '../../../../../shared/errors';

export interface PdfPages {
  count: number;
  /**
   * @param page from 1
   * @param side pixels of the longer side
   * @throws AppError `page-unreadable`, `cancelled`
   */
  draw(page: number, side: number, signal: AbortSignal): Promise<HTMLCanvasElement>;
}

/** What is asked for by name when a PDF needs it: see `electron.vite.config.ts`. */
const partsAt = (folder: string): string => new URL(`pdf/${folder}/`, document.baseURI).href;

const unshown = (name: string, why: 'locked' | 'empty' | 'broken', cause?: unknown): AppError =>
  new AppError('page-unreadable', 'That PDF cannot be shown.', { name, why }, cause);

async function bytesOf({ id, name }: ChosenPdf, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(`footage://pdf/${id}`, { signal });
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  const code = answer.status === 403 ? 'file-denied' : 'file-missing';
  throw new AppError(code, 'The PDF could not be read.', { name });
}

function drawerOf(document: PDFDocumentProxy, name: string): PdfPages['draw'] {
  return async (number, side, signal) => {
    try {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: side / Math.max(width, height) });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(viewport.width));
      canvas.height = Math.max(1, Math.round(viewport.height));
      signal.throwIfAborted();
      const task = page.render({ canvas, viewport });
      const stop = (): void => task.cancel();
      signal.addEventListener('abort', stop, { once: true });
      await task.promise.finally(() => signal.removeEventListener('abort', stop));
      page.cleanup();
      return canvas;
    } catch (thrown) {
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.', {}, thrown);
      throw unshown(name, 'broken', thrown);
    }
  };
}

/**
 * Opens a PDF that was chosen. It is let go of when the signal aborts, with the thread that reads it.
 * @throws AppError `page-unreadable`, `file-missing`, `file-denied`, `cancelled`
 */
export async function openPdf(pdf: ChosenPdf, signal: AbortSignal): Promise<PdfPages> {
  const { name } = pdf;
  try {
    const data = await bytesOf(pdf, signal);
    signal.throwIfAborted();
    const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
    signal.addEventListener('abort', () => port.terminate(), { once: true });
    const gone = new Promise<never>((_, reject) => {
      port.addEventListener('error', reject, { once: true });
      signal.addEventListener('abort', reject, { once: true });
    });
    const { promise } = getDocument({
      ...{ data, worker: PDFWorker.create({ port }), verbosity: 0 },
      ...{ useWasm: false, useWorkerFetch: true, wasmUrl: partsAt('wasm') },
      ...{ cMapUrl: partsAt('cmaps'), standardFontDataUrl: partsAt('standard_fonts') },
    });
    const document = await Promise.race([promise, gone]);
    if (document.numPages === 0) throw unshown(name, 'empty');
    return { count: document.numPages, draw: drawerOf(document, name) };
  } catch (thrown) {
    if (signal.aborted) throw new AppError('cancelled', 'Stopped.', {}, thrown);
    if (thrown instanceof AppError) throw thrown;
    const locked = thrown instanceof Error && thrown.name === 'PasswordException';
    throw unshown(name, locked ? 'locked' : 'broken', thrown);
  }
}

/** A drawn page as the bytes of a PNG. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the page could not be written as a picture');
  return new Uint8Array(await blob.arrayBuffer());
}
