/** Keeps the machine from going to sleep while there is work; the screen may still go dark. */
import { powerSaveBlocker } from 'electron';

export function createKeepAwake(): (awake: boolean) => void {
  let blocker: number | null = null;
  return (awake) => {
    if (awake && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (awake || blocker === null) return;
    powerSaveBlocker.stop(blocker);
    blocker = null;
  };
}
