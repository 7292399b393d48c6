'use strict';
// The least Electron can do: one window on one page. BENCH_PAGE names the page beside this file.
// The page reads files itself, by file: addresses, which is what Plenary is measured against.
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

app.setPath('userData', process.env.BENCH_PROFILE);
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: { webSecurity: false },
  });
  window.setMenuBarVisibility(false);
  const query = process.env.BENCH_FILE ? { file: process.env.BENCH_FILE } : {};
  return window.loadFile(join(__dirname, process.env.BENCH_PAGE), { query });
});
app.on('window-all-closed', () => app.quit());
