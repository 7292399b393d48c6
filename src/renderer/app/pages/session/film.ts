/**
 * Footage of a Watch item as something that plays: from its beginning to its end, in microseconds of
 * what is watched. Follows what main says, and where it leads says where it is.
 */
import { useEffect, useRef } from 'react';
import type { RunPicture } from '../../../../shared/domain/session-run';
import { call } from '../../../bridge/api';

export interface Film {
  nowUs(): number;
  play(): void;
  pause(): void;
  seek(us: number): void;
  rate(rate: number): void;
  mute(on: boolean): void;
}

/** How often the one that leads says where it is. */
const REPORT_MS = 250;
/** A mirror further off than this goes to where the other is. */
const ASTRAY_US = 700_000;
/** A film that stops on its last frame never says that it is quite over. */
const LAST_US = 60_000;

interface Follow {
  film: Film | null;
  picture: RunPicture;
  lengthUs: number;
  sessionId: string;
  /** It is the one that the room sees and hears; any other is silent. */
  leads: boolean;
}

/** Keeps a film where main says it is. */
export function useFollow({ film, picture, lengthUs, sessionId, leads }: Follow): void {
  const at = useRef<{ film: Film; cue: number } | null>(null);
  const { turn, cue, playing, rate, sound, atUs, over } = picture;
  const latest = useRef(atUs);
  latest.current = atUs;
  useEffect(() => {
    if (!film) return;
    film.rate(rate);
    film.mute(!sound || !leads);
    if (at.current?.film !== film || at.current.cue !== cue) {
      at.current = { film, cue };
      film.seek(latest.current);
    }
    if (playing) film.play();
    else film.pause();
  }, [film, turn, cue, rate, sound, playing, leads]);

  useEffect(() => {
    if (!film || leads) return;
    if (Math.abs(film.nowUs() - atUs) > ASTRAY_US) film.seek(atUs);
  }, [film, leads, atUs]);

  const played = useRef(false);
  useEffect(() => {
    if (over) played.current = false;
    if (!film || !leads || over) return;
    const report = (): void => {
      const us = Math.max(0, Math.round(film.nowUs()));
      const ended = playing && us >= lengthUs - LAST_US;
      if (ended) film.pause();
      const where = { atUs: Math.min(us, lengthUs), over: ended };
      call((api) => api.sessions.report({ sessionId, turn, ...where })).catch(() => undefined);
    };
    if (!playing) {
      // The picture at which it was stopped: what is said and marked next is about that one.
      if (played.current) report();
      played.current = false;
      return;
    }
    played.current = true;
    const timer = setInterval(report, REPORT_MS);
    return () => clearInterval(timer);
  }, [film, leads, turn, playing, over, lengthUs, sessionId]);
}
