/** Tells the page that the machine goes to sleep, while there is still a moment to end what it records. */
import { powerMonitor } from 'electron';
import type { Send } from '../../shared/ipc/derive';

/** Systems that do not say so beforehand say it when they are awake again: later is better than never. */
export function tellOfSleep(send: Send): void {
  for (const when of ['suspend', 'resume'] as const) {
    powerMonitor.on(when as 'suspend', () => send('app', 'sleeping', {}));
  }
}
