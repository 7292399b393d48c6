/** What no page of ours may do, whichever window it is in. */
import type { WebPreferences } from 'electron';

export const LOCKED_PAGE: Readonly<WebPreferences> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  spellcheck: false,
  enableWebSQL: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
};
