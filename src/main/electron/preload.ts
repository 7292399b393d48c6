/**
 * Puts `window.api` in the page, built from the contract's names. Runs sandboxed; main checks
 * everything that comes out of here, so nothing is decided here.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALLS, channelOf, DROP_CHANNEL, EVENTS } from './api-names';

type Door = (...args: unknown[]) => unknown;

const api: Record<string, Record<string, Door>> = {};

for (const [noun, names] of Object.entries(CALLS)) {
  const doors: Record<string, Door> = (api[noun] ??= {});
  for (const name of names) {
    doors[name] = (input) => ipcRenderer.invoke(channelOf(noun, name), input);
  }
}

for (const [noun, names] of Object.entries(EVENTS)) {
  const doors: Record<string, Door> = (api[noun] ??= {});
  for (const name of names as readonly string[]) {
    const channel = channelOf(noun, name);
    doors[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener) => {
      const hear = (_event: unknown, payload: unknown): unknown => (listener as Door)(payload);
      ipcRenderer.on(channel, hear);
      return () => void ipcRenderer.removeListener(channel, hear);
    };
  }
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
