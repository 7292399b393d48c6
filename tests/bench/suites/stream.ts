/** stream.*: bytes of an original through `footage://`, beside reads of the file by its address. */
import { statSync } from 'node:fs';
import type { Page } from 'playwright';
import { type Running, scratch } from '../harness/electron';
import { figure, inTurns } from '../harness/figures';
import { readBytes } from '../harness/in-page';
import { startPeer } from '../harness/peer';
import { startPlenary, whenInLibrary } from '../harness/plenary';
import { addFootage, introduce } from '../harness/library';
import { hourOfH264 } from '../footage/make-hour';
import type { Suite } from '.';

const PEER = 'the same bytes by file: in a bare page';
const RANGE = { unit: 'ms', peer: PEER, goal: 1.5 } as const;
const RATE = { unit: 'ms', peer: PEER, goal: 5 } as const;

const SMALL = 64 * 1024;
const LARGE = 500_000_000;

export const stream: Suite = async ({ quick }) => {
  const file = await hourOfH264();
  const size = statSync(file).size;
  const library = scratch('stream');
  await introduce(library);
  const { partId } = await addFootage(library, file);
  const running: Running[] = [];
  try {
    const app = await startPlenary({ library });
    running.push(app);
    await whenInLibrary(app.page);
    const url = `footage://part/${partId}`;
    const peer = await startPeer({ page: 'video.html' });
    running.push(peer);
    const read = (page: Page, url: string, start: number, bytes: number): Promise<number> =>
      page.evaluate(readBytes, { url, start, end: start + bytes });

    const places = Array.from({ length: 400 }, () => Math.floor(Math.random() * (size - SMALL)));
    const placeOf = (turn: number): number => places[turn % places.length] ?? 0;
    const small = await inTurns(
      quick ? 60 : 300,
      (turn) => read(app.page, url, placeOf(turn), SMALL),
      (turn) => read(peer.page, `file://${file}`, placeOf(turn), SMALL),
      { warmUp: 10 },
    );
    const large = await inTurns(
      quick ? 3 : 9,
      () => read(app.page, url, 0, LARGE),
      () => read(peer.page, `file://${file}`, 0, LARGE),
      { warmUp: 1 },
    );
    return [
      figure('stream.range', RANGE, small.ours, small.theirs),
      figure('stream.rate', RATE, large.ours, large.theirs),
    ];
  } finally {
    for (const one of running) await one.close();
  }
};
