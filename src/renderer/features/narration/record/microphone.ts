/** Microphones: which there are, opening one, and why one cannot be used. */
import type { NarratingSettings } from '../../../../shared/domain/settings';
import type { Said } from '../../../app/errors';

export type Microphone = NonNullable<NarratingSettings['microphone']>;

/** Chromium's stand-ins for "whichever the system uses". */
const STAND_INS = new Set(['default', 'communications', '']);

/** Those that are plugged in; unnamed ones cannot be told apart and are left out. */
export async function microphones(): Promise<Microphone[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(
      ({ kind, deviceId, label }) => kind === 'audioinput' && !STAND_INS.has(deviceId) && label,
    )
    .map(({ deviceId: id, label: name }) => ({ id, name }));
}

/**
 * Opens the one that was chosen, else the system's. On headphones the voice is taken as it is; otherwise
 * the lesson's own sound is taken out of it.
 * @throws DOMException when there is none or it may not be used; `troubleOf` says it in words
 */
export function openMicrophone(
  { microphone, headphones }: NarratingSettings,
  known: readonly Microphone[],
): Promise<MediaStream> {
  // Its id changes where the system counts its devices anew; its name stays.
  const id =
    known.find((one) => one.id === microphone?.id)?.id ??
    known.find((one) => one.name === microphone?.name)?.id;
  return navigator.mediaDevices.getUserMedia({
    audio: {
      ...(id === undefined ? {} : { deviceId: { exact: id } }),
      echoCancellation: !headphones,
      noiseSuppression: !headphones,
      autoGainControl: !headphones,
      channelCount: 1,
    },
  });
}

/** Why there is no voice, and what to do about it. */
export function microphoneTrouble(thrown: unknown): Said {
  const name = thrown instanceof DOMException ? thrown.name : '';
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        sentence: 'No microphone was found.',
        next: 'Connect one, or narrate without a microphone.',
      };
    case 'NotAllowedError':
      return {
        sentence: 'Plenary may not use the microphone.',
        next: 'Allow it in your computer’s settings, under privacy, then try again.',
      };
    default:
      return {
        sentence: 'The microphone could not be used.',
        next: 'Another program may have it. Close that, or choose another microphone, then try again.',
      };
  }
}

export const UNPLUGGED: Said = {
  sentence: 'The microphone has gone. Everything you said before is kept.',
  next: 'Plug it in again or choose another, then press Record to go on.',
};

export const SLEPT: Said = {
  sentence:
    'Recording stopped for a while, as when a computer sleeps. Everything you said before is kept.',
  next: 'Press Record to go on.',
};
