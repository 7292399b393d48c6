/**
 * The names of the contract, as data: what the preload builds `window.api` from. Written out, because
 * the contract itself brings all of validation with it, which neither the sandboxed preload nor the
 * first moments of a start should load. The compiler knows every name; a test misses none.
 */
import type { Contract } from '../../shared/ipc/contract';

type NamesOf<T extends 'call' | 'event'> = {
  [N in keyof Contract]: readonly {
    [K in keyof Contract[N]]: Contract[N][K] extends { type: T } ? K : never;
  }[keyof Contract[N]][];
};

export const CALLS: NamesOf<'call'> = {
  app: ['snapshot', 'noticeRead'],
  people: ['introduce', 'add'],
  boards: ['save', 'remove', 'starters', 'importFile', 'exportFile'],
  views: ['save', 'remove'],
  settings: ['change'],
  footage: [
    'choose',
    'add',
    'letGo',
    'register',
    'locate',
    'notPlayable',
    'wantTiles',
    'frequent',
    'made',
    'left',
  ],
  lessons: ['open', 'change', 'beginLive', 'addMade', 'removal', 'remove'],
  search: ['find'],
  voices: ['begin', 'append', 'finish', 'cancel'],
  narrations: [
    ...(['begin', 'append', 'finish', 'cancel', 'open', 'levels', 'loudness'] as const),
    'export',
  ],
  angles: ['align'],
  captions: ['choose'],
  clips: [
    ...(['chooseFolder', 'lastFolder', 'export', 'log', 'look', 'copies', 'again'] as const),
    ...(['showInFolder', 'preview', 'previewAt', 'previewOver'] as const),
  ],
  packs: ['make'],
  sessions: [
    ...(['list', 'starters', 'create', 'open', 'change', 'remove', 'capture', 'park'] as const),
    ...(['reflect', 'step', 'steps', 'addFile', 'keepPicture', 'check', 'present'] as const),
    ...(['leave', 'command', 'report', 'running', 'mark', 'screens', 'showRoom'] as const),
    ...(['filmLength', 'leaves', 'makeOutput', 'together'] as const),
  ],
  jobs: ['cancel', 'clear', 'showInFolder', 'move', 'pause', 'retry', 'discard'],
};

export const EVENTS: NamesOf<'event'> = {
  app: ['noticed', 'lessonAsked', 'sleeping'],
  people: [],
  boards: [],
  views: [],
  settings: [],
  footage: ['offered', 'fileChanged', 'playableChanged', 'tilesMade', 'peaksChanged'],
  lessons: ['changed', 'removed'],
  search: [],
  voices: [],
  narrations: [],
  angles: [],
  captions: [],
  clips: ['pictured', 'previewed'],
  packs: [],
  sessions: ['changed', 'removed', 'planned', 'ran', 'screensChanged'],
  jobs: ['changed', 'cleared', 'paused', 'ordered'],
};

/** The private channel by which the preload turns dropped files into a pick. */
export const DROP_CHANNEL = 'drop.files';

/** The channel of a call or event: `lessons.open`. */
export function channelOf(noun: string, name: string): string {
  return `${noun}.${name}`;
}
