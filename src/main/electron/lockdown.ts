/** What the session and its pages may do: show our page, play our footage, record our microphone. */
import { type App, session, type Session, type WebContents } from 'electron';
import { PAGE_ORIGIN } from './page';

/** Schemes that stay inside the app. `devtools:` only while developing. */
const INSIDE = ['app:', 'footage:', 'voice:', 'blob:', 'data:'];

/** True for a request that stays inside the app. */
export function isInside(url: string, developing: boolean): boolean {
  const scheme = url.slice(0, url.indexOf(':') + 1).toLowerCase();
  if (scheme === 'app:') return url.startsWith(`${PAGE_ORIGIN}/`);
  return INSIDE.includes(scheme) || (developing && scheme === 'devtools:');
}

function isOurPage(url: string | undefined): boolean {
  return url === PAGE_ORIGIN || (url?.startsWith(`${PAGE_ORIGIN}/`) ?? false);
}

/** Only the microphone, only for our page: never the camera, even when both are asked for together. */
export function mayUse(
  permission: string,
  askedBy: string | undefined,
  media: readonly string[],
): boolean {
  return (
    permission === 'media' &&
    isOurPage(askedBy) &&
    media.length > 0 &&
    media.every((type) => type === 'audio')
  );
}

function lockSession(target: Session, developing: boolean): void {
  target.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isInside(details.url, developing) });
  });
  target.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayUse(permission, details.requestingUrl, media));
  });
  target.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse(permission, origin.replace(/\/$/, ''), details.mediaType ? [details.mediaType] : []),
  );
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  target.on('will-download', (event) => event.preventDefault());
  target.on('select-hid-device', (event) => event.preventDefault());
  target.on('select-serial-port', (event) => event.preventDefault());
  target.on('select-usb-device', (event) => event.preventDefault());
  // Spell-checking fetches dictionaries; it stays off until they ship with the app.
  target.setSpellCheckerEnabled(false);
  target.setSpellCheckerLanguages([]);
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/**
 * Locks every page from its first moment; call before the app is ready. Sessions can be locked only
 * once it is: call `lockSessions` then, before the first window.
 */
export function lockPages(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

export function lockSessions(app: App): void {
  const developing = !app.isPackaged;
  app.on('session-created', (made) => lockSession(made, developing));
  lockSession(session.defaultSession, developing);
}
