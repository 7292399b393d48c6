/**
 * The doors to the page, one for each call of the contract. They are there before what is behind them
 * is loaded, so that the page never finds one missing; what is asked then waits.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { CALLS, channelOf, DROP_CHANNEL } from './api-names';
import { PAGE_ORIGIN } from './page';

/** Answers a call; never rejects. `allowed` is whether our own page asks. */
export type Behind = (channel: string, allowed: boolean, raw: unknown) => Promise<unknown>;

/** True only for the main frame of a window of ours while it shows our page. */
function isOurs(event: IpcMainInvokeEvent, ours: WebContents | null): boolean {
  const frame = event.senderFrame;
  return (
    ours !== null &&
    event.sender === ours &&
    frame === ours.mainFrame &&
    frame.url.startsWith(`${PAGE_ORIGIN}/`)
  );
}

/** What the room's screen asks for: to show what it is told to, and to answer the remote. */
const OF_THE_ROOM: ReadonlySet<string> = new Set([
  ...['app.snapshot', 'lessons.open', 'narrations.open', 'narrations.loudness'],
  ...['footage.frequent', 'footage.made', 'footage.left', 'footage.notPlayable'],
  ...['sessions.running', 'sessions.open', 'sessions.command', 'sessions.report'],
  ...['sessions.screens', 'sessions.showRoom'],
]);

/**
 * @param ours the window's contents, while there is a window
 * @param room those of the room's screen, while it has a window of its own
 */
export function openDoors(
  ours: () => WebContents | null,
  room: () => WebContents | null,
  behind: Promise<Behind>,
): void {
  const open = (channel: string): void =>
    ipcMain.handle(channel, async (event, raw: unknown) => {
      // At once: later the page that asked may have gone.
      const allowed = isOurs(event, ours()) || (OF_THE_ROOM.has(channel) && isOurs(event, room()));
      return (await behind)(channel, allowed, raw);
    });
  for (const [noun, names] of Object.entries(CALLS)) {
    for (const name of names) open(channelOf(noun, name));
  }
  open(DROP_CHANNEL);
}
