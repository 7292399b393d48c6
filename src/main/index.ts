/**
 * The composition root: constructs the rooms and wires them, nothing else. The rooms are loaded when
 * the window is on its way, because its process starts beside this one.
 */
import { startApp } from './electron/app';

startApp(async (ports) => (await import('./wiring/wire')).wire(ports));
