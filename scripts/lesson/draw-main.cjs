'use strict';
// Opens the drawing window and ends when the film is drawn.
const { app, BrowserWindow, ipcMain } = require('electron');
const path = require('node:path');

app.disableHardwareAcceleration();
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { nodeIntegration: true, contextIsolation: false, backgroundThrottling: false },
  });
  window.webContents.on('console-message', (_event, level, message) => {
    if (level >= 2) console.error(message);
  });
  ipcMain.on('drawn', (_event, problem) => {
    if (problem) console.error(problem);
    app.exit(problem ? 1 : 0);
  });
  await window.loadFile(path.join(__dirname, 'draw.html'));
});
