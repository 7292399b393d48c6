import { useEffect, useRef, useState } from 'react';
import { isHushed } from '../../../../shared/domain/mask-cover';
import { samplesToUs, usToSamples } from '../../../../shared/domain/narration';
import { type Watched, watchedUs } from '../../../../shared/domain/session';
import type { RunPicture } from '../../../../shared/domain/session-run';
import { CaptionLine } from '../../../features/captions/CaptionLine';
import { DrawingLayer } from '../../../features/drawing/DrawingLayer';
import { NarrationStage } from '../../../features/narration/play/NarrationStage';
import { usePlaying } from '../../../features/narration/play/playing';
import { HiddenParts } from '../../../features/masks/HiddenParts';
import { Player } from '../../../features/player/Player';
import { useCaptions } from '../../../stores/captions';
import { lessonStore, useLesson } from '../../../stores/document';
import { narrationTransport, useOpenNarration } from '../../../stores/narration';
import { transport, usePlayback } from '../../../stores/playback';
import { playheadMoved, watchPlayhead } from '../../../stores/playhead';
import { type Film, useFollow } from './film';
import styles from './RoomFilm.module.css';

interface FilmProps {
  what: Watched;
  picture: RunPicture;
  sessionId: string;
  leads: boolean;
}

type Of<T extends Watched['type']> = Omit<FilmProps, 'what'> & {
  what: Extract<Watched, { type: T }>;
};

const nothing = (): void => undefined;

/** Opens the lesson that is watched; true once it is here. */
function useLessonOf(lessonId: string): boolean {
  const here = useLesson((state) => state.document?.lesson.id === lessonId);
  useEffect(() => {
    if (lessonStore.getState().lessonId !== lessonId) void lessonStore.getState().open(lessonId);
  }, [lessonId]);
  return here;
}

/** The footage of an item, by the player that the lesson's room has. */
export function RoomFilm({ what, ...props }: FilmProps) {
  if ('exportId' in what) return <Exported {...props} what={what} />;
  if (what.type === 'narration') return <Told {...props} what={what} />;
  return <Stretch {...props} what={what} />;
}

/** What lies on the picture: what is hidden is covered, and what is drawn and not private is there. */
function OnPicture({ angleId }: { angleId: string }) {
  return (
    <>
      <HiddenParts angleId={angleId} />
      <DrawingLayer angleId={angleId} shared />
    </>
  );
}

/** Sound as it is asked for, but for what nobody is to hear. Answers how to stop. */
function soundUnless(isMuted: () => boolean): () => void {
  return watchPlayhead((us) => {
    const masks = lessonStore.getState().document?.masks ?? [];
    const muted = isMuted() || isHushed(masks, { startUs: us, endUs: us });
    if (usePlayback.getState().muted !== muted) usePlayback.setState({ muted });
  });
}

function Stretch({ what, picture, sessionId, leads }: Of<'range' | 'moment'>) {
  const here = useLessonOf(what.lessonId);
  const ready = usePlayback((state) => state.phase === 'ready');
  const [film, setFilm] = useState<Film | null>(null);
  const { startUs, endUs } = what;
  useEffect(() => {
    useCaptions.setState({ on: picture.captions });
  }, [picture.captions]);
  useEffect(() => {
    if (!here || !ready) return;
    usePlayback.setState({ looping: false });
    let silent = true;
    const stop = soundUnless(() => silent);
    setFilm({
      nowUs: () => Math.min(transport().nowUs(), endUs) - startUs,
      play: () => transport().play(),
      pause: () => transport().pause(),
      seek: (us) => transport().seek(startUs + us),
      rate: (rate) => transport().setRate(rate),
      mute: (muted) => {
        silent = muted;
        playheadMoved();
      },
    });
    return () => {
      stop();
      setFilm(null);
    };
  }, [here, ready, startUs, endUs]);
  useFollow({ film, picture, sessionId, leads, lengthUs: endUs - startUs });
  useEffect(() => {
    if (!film || !picture.playing) return;
    // What comes after the stretch is not for the room: it stops there, between two reports too.
    let frame = 0;
    const look = (): void => {
      if (transport().nowUs() >= endUs) transport().pause();
      else frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [film, picture.playing, picture.turn, endUs]);
  if (!here) return <Opening />;
  return (
    <div className={styles.film}>
      <Player bare onFind={nothing} below={picture.captions && <CaptionLine />} over={OnPicture} />
    </div>
  );
}

function Told({ what, picture, sessionId, leads }: Of<'narration'>) {
  const here = useLessonOf(what.lessonId);
  const ready = useOpenNarration(
    ({ narrationId, takes }) => narrationId === what.narrationId && takes !== null,
  );
  const [film, setFilm] = useState<Film | null>(null);
  const { from, to } = what;
  useEffect(() => {
    if (ready) usePlaying.setState({ captions: picture.captions });
  }, [ready, picture.captions]);
  useEffect(() => {
    if (!here || !ready) return;
    setFilm({
      nowUs: () => samplesToUs(Math.max(from, Math.min(narrationTransport().now(), to)) - from),
      play: () => narrationTransport().play(),
      pause: () => narrationTransport().pause(),
      seek: (us) => narrationTransport().seek(from + usToSamples(us)),
      rate: (rate) => narrationTransport().setSpeed(rate),
      mute: (muted) => usePlaying.setState({ muted }),
    });
    return () => setFilm(null);
  }, [here, ready, from, to]);
  useFollow({ film, picture, sessionId, leads, lengthUs: watchedUs(what) });
  if (!here) return <Opening />;
  return (
    <div className={styles.film}>
      <NarrationStage narrationId={what.narrationId} />
    </div>
  );
}

function Exported({ what, picture, sessionId, leads }: Of<'clip' | 'reel'>) {
  const video = useRef<HTMLVideoElement>(null);
  const [film, setFilm] = useState<Film | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = video.current;
    return () => {
      // The file is let go of at once.
      element?.removeAttribute('src');
      element?.load();
    };
  }, []);
  // The file itself knows best: with titles and pauses it is longer than what was cut for it.
  const [lengthUs, setLengthUs] = useState(watchedUs(what));
  useFollow({ film, picture, sessionId, leads, lengthUs });
  const ready = (): void => {
    const element = video.current;
    if (!element) return;
    const durationUs = Math.round(element.duration * 1e6);
    setLengthUs(durationUs);
    setFilm({
      nowUs: () => (element.ended ? durationUs : element.currentTime * 1e6),
      // Refused only where a pause comes first, which then says what is wanted.
      play: () => void element.play().catch(nothing),
      pause: () => element.pause(),
      seek: (us) => {
        element.currentTime = us / 1e6;
      },
      rate: (rate) => {
        element.playbackRate = rate;
      },
      mute: (muted) => {
        element.muted = muted;
      },
    });
  };
  if (failed) {
    return (
      <p role="alert" className={styles.said}>
        This clip is not where it was, or cannot be played here.
      </p>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- an exported clip has its captions in its picture, or none
    <video
      ref={video}
      className={styles.video}
      src={`footage://clip/${what.exportId}`}
      aria-label="Clip"
      disablePictureInPicture
      onLoadedData={ready}
      onError={() => setFailed(true)}
    />
  );
}

function Opening() {
  return (
    <p role="status" className={styles.said}>
      Opening the footage
    </p>
  );
}
