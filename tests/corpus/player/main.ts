/**
 * The main process of the corpus' player: the app's own footage server and playable copies, and one
 * bare window. Parts are named by the file that PLENARY_CORPUS points to, read when one is asked for.
 */
import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import { serveFiles } from '../../../src/main/electron/serve-files';
import { createFootageAnswers } from '../../../src/main/footage/answer-footage';
import { createJobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { makePieces } from '../../../src/main/media/pieces';
import { isWholePiece } from '../../../src/main/media/pieces-check';
import type { Probe } from '../../../src/main/media/probe-schema';
import { findTools } from '../../../src/main/media/tools';
import { createPlayable } from '../../../src/main/services/playable';

export interface CorpusPart {
  partId: string;
  path: string;
  probe: Probe;
  /** Where its pieces are put. */
  pieces: string;
}

const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges },
  { scheme: 'footage', privileges: { ...privileges, corsEnabled: true } },
]);
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
const own = mkdtempSync(join(tmpdir(), 'plenary-corpus-player-'));
app.setPath('userData', own);
app.on('quit', () => rmSync(own, { recursive: true, force: true }));

function partOf(partId: string): CorpusPart | null {
  const list = process.env.PLENARY_CORPUS ?? '';
  const parts = JSON.parse(readFileSync(list, 'utf8')) as CorpusPart[];
  return parts.find((part) => part.partId === partId) ?? null;
}

const tools = findTools();
const playable = createPlayable({
  part(partId) {
    const part = partOf(partId);
    if (!part) return null;
    const { durationUs } = part.probe;
    return { lessonId: partId, lessonTitle: 'Corpus', durationUs, folder: part.pieces };
  },
  async makePieces(partId, stretch, making) {
    const part = partOf(partId);
    if (!part) throw new Error('no such part');
    const frames = await readFrameTimes(await tools, part.path, part.probe);
    const source = { ...part.probe, path: part.path };
    return makePieces(await tools, source, stretch, { ...making, frames });
  },
  isWholePiece,
  jobs: createJobs({ journal: openJournal(join(own, 'under-way.json')) }),
  send: () => undefined,
  changed: () => undefined,
});

const answer = createFootageAnswers({
  pathOf: (kind, id, n) =>
    kind === 'piece' ? playable.piecePath(id, n ?? 0) : (partOf(id)?.path ?? null),
});

const PAGE = '<!doctype html><meta charset="utf-8"><body><script src="page.js"></script>';

void app.whenReady().then(async () => {
  serveFiles('footage', answer, process.env.PLENARY_RESOURCES ?? '');
  protocol.handle('app', async (request) =>
    new URL(request.url).pathname === '/page.js'
      ? new Response(await readFile(join(__dirname, 'page.js')), {
          headers: { 'Content-Type': 'text/javascript' },
        })
      : new Response(PAGE, { headers: { 'Content-Type': 'text/html' } }),
  );
  const window = new BrowserWindow({
    width: 800,
    height: 600,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  await window.loadURL('app://plenary/index.html');
});
app.on('window-all-closed', () => void playable.stop().then(() => app.quit()));
