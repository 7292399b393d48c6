/**
 * The doors to the page, one for each call of the contract. They are there before what is behind them
 * is loaded, so that the page never finds one missing; what is asked then waits.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { CALLS, channelOf, DROP_CHANNEL } from './api-names';
import { PAGE_ORIGIN } from './page';

/** Answers a call; never rejects. `allowed` is whether our own page asks. */
export type Behind = (channel: string, allowed: boolean, raw: unknown) => Promise<unknown>;

/** True only for the main frame of our window while it shows our page. */
function isOurs(event: IpcMainInvokeEvent, ours: WebContents | null): boolean {
  const frame = event.senderFrame;
  return (
    ours !== null &&
    event.sender === ours &&
    frame === ours.mainFrame &&
    frame.url.startsWith(`${PAGE_ORIGIN}/`)
  );
}

/** @param ours the window's contents, while there is a window */
export function openDoors(ours: () => WebContents | null, behind: Promise<Behind>): void {
  const open = (channel: string): void =>
    ipcMain.handle(channel, async (event, raw: unknown) => {
      // At once: later the page that asked may have gone.
      const allowed = isOurs(event, ours());
      return (await behind)(channel, allowed, raw);
    });
  for (const [noun, names] of Object.entries(CALLS)) {
    for (const name of names) open(channelOf(noun, name));
  }
  open(DROP_CHANNEL);
}
