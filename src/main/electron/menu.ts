/** The application's menu: what the system's own keys need, and no door to anything else. */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/** The largest zoom that every screen is looked at in. */
const ZOOM_200 = 2;

export function setMenu(developing: boolean): void {
  const mac = process.platform === 'darwin';
  const undo: MenuItemConstructorOptions[] = mac
    ? [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }]
    : [];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The same key without Shift, as on most keyboards.
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut' },
    {
      label: 'Zoom to 200 %',
      click: (_item, window) => {
        if (window instanceof BrowserWindow) window.webContents.setZoomFactor(ZOOM_200);
      },
    },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (developing) view.push({ type: 'separator' }, { role: 'toggleDevTools' });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac
        ? [{ role: 'appMenu' } as const]
        : [{ label: 'File', submenu: [{ role: 'quit' } as const] }]),
      {
        label: 'Edit',
        submenu: [
          ...undo,
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
        ],
      },
      { label: 'View', submenu: view },
      ...(mac ? [{ role: 'windowMenu' } as const] : []),
    ]),
  );
}
