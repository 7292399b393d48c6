/**
 * Puts `window.api` in the page, built from the contract's names. Runs sandboxed; main checks
 * everything that comes out of here, so nothing is decided here.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ApiNames } from './api-names';

// The values of `api-names.ts`, which cannot be imported: it would bring the contract's validation
// with it. A test compares them.
const NAMES_ARGUMENT = '--plenary-api=';
const DROP_CHANNEL = 'drop.files';

type Door = (...args: unknown[]) => unknown;

function names(): ApiNames {
  const argument = process.argv.find((word) => word.startsWith(NAMES_ARGUMENT));
  return JSON.parse(
    argument?.slice(NAMES_ARGUMENT.length) ?? '{"calls":{},"events":{}}',
  ) as ApiNames;
}

const { calls, events } = names();
const api: Record<string, Record<string, Door>> = {};

for (const noun of new Set([...Object.keys(calls), ...Object.keys(events)])) {
  const doors: Record<string, Door> = {};
  for (const name of calls[noun] ?? []) {
    doors[name] = (input) => ipcRenderer.invoke(`${noun}.${name}`, input);
  }
  for (const name of events[noun] ?? []) {
    doors[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener) => {
      const hear = (_event: unknown, payload: unknown): unknown => (listener as Door)(payload);
      ipcRenderer.on(`${noun}.${name}`, hear);
      return () => void ipcRenderer.removeListener(`${noun}.${name}`, hear);
    };
  }
  api[noun] = doors;
}

// A dropped file's path is known here and in main only; the page gets a pick's id back.
api['drop'] = {
  files: (files) =>
    ipcRenderer.invoke(
      DROP_CHANNEL,
      (files as File[]).map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
};

contextBridge.exposeInMainWorld('api', api);
