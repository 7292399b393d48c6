'use strict';
// Loaded before the app (`-r`): holds back the app's "ready" until the driver is connected. A driver
// that meets a window in the middle of its first navigation waits for it for ever, now and then.
const { app } = require('electron');

const at = process.argv.indexOf(__filename);
if (at > 0) process.argv.splice(at - 1, 2);

const ready = app.whenReady();
let go;
const told = new Promise((resolve) => {
  go = resolve;
});
app.whenReady = () => told;

// The name by which Playwright tells an app that it is connected.
globalThis.__playwright_run = () => ready.then(go);
