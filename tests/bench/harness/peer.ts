/** The bare Electron that Plenary is measured beside: one window, one page, no app. */
import { join } from 'node:path';
import { ROOT, type Running, scratch, startElectron } from './electron';

const BARE = join(ROOT, 'tests/bench/peers/bare.cjs');

export interface Peer {
  page: 'window.html' | 'video.html' | 'timeline-vis.html' | 'timeline-wavesurfer.html';
  /** A file the page may play or read. */
  file?: string;
  /** A profile kept from one start to the next; a new one when left out. */
  profile?: string;
  quietMs?: number;
}

export function startPeer(peer: Peer): Promise<Running> {
  return startElectron({
    entry: BARE,
    env: {
      BENCH_PAGE: peer.page,
      BENCH_FILE: peer.file ?? '',
      BENCH_PROFILE: peer.profile ?? scratch('bare'),
    },
    quietMs: peer.quietMs,
  });
}
