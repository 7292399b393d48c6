/**
 * The picture of a lesson that is about to be opened, asked for before its room is there: Chromium
 * finds its way into the file while the room is drawn.
 */
import type { Id } from '../../shared/domain/ids';
import { partAddress } from './part-address';

/** A room that takes longer to come does without. */
const WAITS_MS = 5_000;

let ahead: HTMLVideoElement | null = null;
/** The frame that is in it, by the file's own clock in seconds. */
let painted: number | null = null;
let asking = Promise.resolve();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The element for a deck, as every deck wants it. */
function newVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.crossOrigin = 'anonymous';
  video.preload = 'metadata';
  return video;
}

/** A video, and the frame that was painted in it before, in seconds of the file's own clock. */
export interface Picture {
  video: HTMLVideoElement;
  paintedSeconds: number | null;
}

export function newPicture(): Picture {
  return { video: newVideo(), paintedSeconds: null };
}

export function letGo(video: HTMLVideoElement): void {
  video.removeAttribute('src');
  video.load();
}

/**
 * @param partId what the lesson opens with; null where that is not a file played as it is: nothing of
 *   another lesson is to stand in its room
 */
export function pictureAhead(partId: Id | null): void {
  const address = partId && partAddress(partId);
  if (ahead?.getAttribute('src') !== address) drop();
  if (address === null) return;
  if (!ahead) {
    const video = newVideo();
    // Told to read only what it must, Chromium stops where it knows the way and decodes nothing until
    // the video is on screen; told to read ahead, it would go on reading once it has a picture.
    video.preload = 'auto';
    const found = (): void => {
      if (video === ahead) video.preload = 'metadata';
    };
    video.addEventListener('loadedmetadata', found, { once: true });
    video.requestVideoFrameCallback((_now, { mediaTime }) => {
      if (video === ahead) painted = mediaTime;
    });
    asking = new Promise((asked) => {
      for (const type of ['loadstart', 'error', 'emptied']) {
        video.addEventListener(type, () => asked(), { once: true });
      }
    });
    video.src = address;
    ahead = video;
  }
  clearTimeout(timer);
  timer = setTimeout(drop, WAITS_MS);
}

/** Resolves once Chromium has asked for the picture's file, where there is one to ask for. */
export function pictureAsked(): Promise<void> {
  return asking;
}

function drop(): void {
  clearTimeout(timer);
  if (ahead) letGo(ahead);
  ahead = null;
  painted = null;
}

/** The one that was asked ahead, which is the caller's from now on, or a new one. */
export function takePicture(): Picture {
  clearTimeout(timer);
  const taken = ahead ? { video: ahead, paintedSeconds: painted } : newPicture();
  ahead = null;
  painted = null;
  return taken;
}
