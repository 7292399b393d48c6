'use strict';
// A plain Electron without any of our locks: the attempts must get out of it, or they prove nothing.
const { app } = require('electron');

app.on('window-all-closed', () => undefined);
