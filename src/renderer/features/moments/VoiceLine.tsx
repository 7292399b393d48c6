import { Pause, Play, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Moment } from '../../../shared/domain/moment';
import { formatClock, US_PER_SECOND } from '../../../shared/domain/time';
import type { VoiceNote } from '../../../shared/domain/voice';
import { transport, usePlayback } from '../../stores/playback';
import { IconButton } from '../../ui/IconButton';
import { changeMoment } from './actions';
import styles from './VoiceLine.module.css';

/** Of the slider. */
const STEP_US = 100_000;

/** A moment's voice note, to be heard. */
export function VoiceLine({ moment }: { moment: Moment }) {
  if (!moment.voice) return null;
  return (
    <div className={styles.line}>
      <VoicePlayer key={moment.voice.id} voice={moment.voice} />
      <IconButton
        label="Delete the voice note"
        icon={Trash2}
        size="s"
        onPress={() => changeMoment(moment.id, 'Delete a voice note', { voice: null })}
      />
    </div>
  );
}

function VoicePlayer({ voice }: { voice: VoiceNote }) {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [playing, setPlaying] = useState(false);
  const [atUs, setAtUs] = useState(0);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    const element = new Audio();
    element.preload = 'none';
    element.src = `footage://voice/${voice.id}`;
    element.addEventListener('play', () => setPlaying(true));
    element.addEventListener('pause', () => setPlaying(false));
    element.addEventListener('ended', () => {
      element.currentTime = 0;
      setAtUs(0);
    });
    element.addEventListener('error', () => setGone(true));
    audio.current = element;
    return () => {
      audio.current = null;
      element.pause();
      // Nobody listens any more, and nothing more is to be read.
      element.removeAttribute('src');
    };
  }, [voice.id]);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const look = () => {
      setAtUs(Math.round((audio.current?.currentTime ?? 0) * US_PER_SECOND));
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (playing) {
      element.pause();
      return;
    }
    // Two voices at once help nobody.
    if (usePlayback.getState().playing) transport().pause();
    element.play().catch(() => setPlaying(false));
  };
  const seek = (us: number) => {
    if (audio.current) audio.current.currentTime = us / US_PER_SECOND;
    setAtUs(us);
  };
  const share = voice.durationUs > 0 ? Math.min(1, atUs / voice.durationUs) : 0;
  if (gone) return <p className={styles.gone}>This voice note is no longer on this computer.</p>;
  return (
    <>
      <IconButton
        label={playing ? 'Pause the voice note' : 'Play the voice note'}
        icon={playing ? Pause : Play}
        size="s"
        variant="plain"
        onPress={toggle}
      />
      <span className={styles.wave}>
        <svg
          aria-hidden
          viewBox={`0 0 ${Math.max(1, voice.levels.length)} 2`}
          preserveAspectRatio="none"
          className={styles.bars}
        >
          {voice.levels.map((level, at) => {
            const high = Math.max(0.12, level) * 2;
            const past = at / voice.levels.length < share;
            return (
              <rect
                // Bars have nothing else to be told apart by.
                key={at}
                x={at + 0.2}
                y={1 - high / 2}
                width={0.6}
                height={high}
                className={past ? styles.past : styles.bar}
              />
            );
          })}
        </svg>
        <input
          type="range"
          aria-label="Place in the voice note"
          aria-valuetext={formatClock(atUs)}
          className={styles.range}
          min={0}
          max={voice.durationUs}
          step={STEP_US}
          // Between two steps it would be told of its own rounding as of a place that was chosen.
          value={Math.floor(atUs / STEP_US) * STEP_US}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </span>
      <span className={styles.time}>{formatClock(voice.durationUs)}</span>
    </>
  );
}
