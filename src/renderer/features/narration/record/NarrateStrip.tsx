import { Mic, MicOff, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect } from 'react';
import { VOICE_RATE } from '../../../../shared/domain/narration';
import { formatClock, US_PER_SECOND } from '../../../../shared/domain/time';
import { keyNames } from '../../../app/key-names';
import { listen as listenTo } from '../../../bridge/api';
import { useLesson } from '../../../stores/document';
import { clearDrawn, useRecording } from '../../../stores/recording';
import { useSettings } from '../../../stores/settings';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Kbd } from '../../../ui/Kbd';
import { listen, sleeping } from './hearing';
import { Level } from './Level';
import styles from './NarrateStrip.module.css';
import {
  closeRecorder,
  finishRecording,
  handOverRecording,
  leaveRecorder,
  openRecorder,
  pauseRecording,
  record,
  stopCounting,
} from './recorder';
import { useRecorder } from './recorder-state';
import { Setup } from './Setup';
import { useNarrateCommands } from './use-narrate-commands';
import { toggleZoom } from './zoom';

const clockOf = (samples: number): string =>
  formatClock(Math.round((samples / VOICE_RATE) * US_PER_SECOND));

/** Under the picture while somebody narrates: what is spoken into, whether it is heard, and how to end. */
export function NarrateStrip() {
  useNarrateCommands();
  useEffect(() => {
    void openRecorder();
    window.addEventListener('pagehide', handOverRecording);
    const awake = listenTo((api) => api.app.onSleeping(sleeping));
    return () => {
      awake();
      window.removeEventListener('pagehide', handOverRecording);
      leaveRecorder();
    };
  }, []);
  const phase = useRecording((state) => state.phase);
  const setting = phase === 'ready' || phase === 'paused';
  return (
    <section aria-label="Narrating" className={styles.strip} data-keys="through">
      <div className={styles.line}>
        <Sign />
        <Words />
        <span className={styles.room} />
        <Doing />
      </div>
      {setting && <Setup />}
      <Said />
    </section>
  );
}

/** Whether a voice comes in. */
function Sign() {
  const voiced = useSettings((state) => state.narrating.voiced);
  const listening = useRecorder((state) => state.listening);
  if (!voiced || !listening) {
    return <MicOff aria-hidden size={18} strokeWidth={1.75} className={styles.off} />;
  }
  return (
    <>
      <Mic aria-hidden size={18} strokeWidth={1.75} />
      <Level />
    </>
  );
}

function Words() {
  const phase = useRecording((state) => state.phase);
  const count = useRecorder((state) => state.count);
  const inPlace = useRecording((state) => state.place);
  const title = useLesson(({ document }) =>
    document?.narrations.find(({ id }) => id === inPlace?.narrationId),
  )?.title;
  if (phase === 'recording' || phase === 'paused') return <Recorded paused={phase === 'paused'} />;
  if (phase === 'keeping') return <span>Keeping what you said</span>;
  if (phase === 'counting') {
    return (
      <strong aria-live="assertive" className={styles.count}>
        {count > 0 ? count : 'Ready…'}
      </strong>
    );
  }
  if (inPlace) {
    return (
      <span>
        Again: {clockOf(inPlace.from)} to {clockOf(inPlace.to)}
        {title ? ` of “${title}”` : ''}
      </span>
    );
  }
  return <span>Talk over the lesson, as if to someone beside you</span>;
}

function Recorded({ paused }: { paused: boolean }) {
  const samples = useRecorder((state) => state.samples);
  return (
    <span className={styles.time}>
      <i aria-hidden className={paused ? styles.still : styles.live} />
      {paused ? 'Paused' : 'Recording'} {clockOf(samples)}
    </span>
  );
}

function Doing() {
  const phase = useRecording((state) => state.phase);
  const listening = useRecorder((state) => state.listening);
  const zoomed = useRecording((state) => state.zoom !== null);
  const zooming = useRecording((state) => state.zooming);
  const hasDrawn = useRecording((state) => (state.drawn?.length ?? 0) > 0);
  if (phase === 'keeping') return null;
  if (phase === 'counting') return <Button onPress={stopCounting}>Not yet</Button>;
  const begun = phase === 'recording' || phase === 'paused';
  return (
    <>
      {begun && hasDrawn && (
        <Button size="s" onPress={clearDrawn}>
          Clear drawings
        </Button>
      )}
      {begun && (
        <Button size="s" aria-pressed={zooming || zoomed} onPress={toggleZoom}>
          {zoomed ? <ZoomOut aria-hidden size={16} /> : <ZoomIn aria-hidden size={16} />}
          {zoomed ? 'Whole picture' : 'Zoom'} <Kbd keys={keyNames('Alt+KeyZ')} />
        </Button>
      )}
      {phase === 'recording' ? (
        <Button onPress={() => void pauseRecording()}>Pause recording</Button>
      ) : (
        <Button variant="record" isDisabled={!listening} onPress={() => void record()}>
          Record
        </Button>
      )}
      {begun ? (
        <Button variant="primary" onPress={() => void finishRecording()}>
          Finish
        </Button>
      ) : (
        <IconButton label="Close narrating" icon={X} onPress={closeRecorder} />
      )}
    </>
  );
}

/** What is wrong, else what helps now. */
function Said() {
  const phase = useRecording((state) => state.phase);
  const trouble = useRecorder((state) => state.trouble);
  const silent = useRecorder((state) => state.silent);
  const stuck = useRecorder((state) => state.stuck);
  const listening = useRecorder((state) => state.listening);
  const zooming = useRecording((state) => state.zooming);
  const headphones = useSettings((state) => state.narrating.headphones);
  const voiced = useSettings((state) => state.narrating.voiced);
  if (trouble) {
    return (
      <p role="alert" className={styles.trouble}>
        <span>
          {trouble.sentence} {trouble.next}
          {stuck && ' What you said last is not on the disk yet; it is sent again as you go on.'}
        </span>
        {!listening && phase !== 'recording' && (
          <Button size="s" onPress={() => void listen()}>
            Try again
          </Button>
        )}
      </p>
    );
  }
  const cannotHear = silent && (phase === 'ready' || phase === 'recording');
  const hint = zooming
    ? 'Drag over a part of the picture, or move the box with the arrow keys and press Enter.'
    : phase === 'ready' && voiced && !headphones
      ? 'On loudspeakers the lesson would be recorded with you. With headphones your voice is clearer.'
      : '';
  return (
    <p role="status" className={cannotHear ? styles.trouble : styles.hint}>
      {cannotHear ? 'We cannot hear you. Is the right microphone on, and not muted?' : hint}
    </p>
  );
}
