import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { tellError } from '../../app/tell-error';
import { usePlayback } from '../../stores/playback';
import { changeSettings } from '../../stores/settings';
import { IconButton } from '../../ui/IconButton';
import styles from './TransportBar.module.css';

/** Up to three times as loud as recorded, for quiet rooms; the mark in the middle is as recorded. */
const LOUDEST = 3;

export function Volume() {
  const volume = usePlayback((state) => state.volume);
  const muted = usePlayback((state) => state.muted);
  const keep = () => {
    changeSettings({ volume: usePlayback.getState().volume }).catch(tellError);
  };
  const silent = muted || volume === 0;
  return (
    <span className={styles.volume}>
      <IconButton
        label={muted ? 'Sound on' : 'Sound off'}
        icon={silent ? VolumeX : volume > 1 ? Volume2 : Volume1}
        onPress={() => usePlayback.setState({ muted: !muted })}
      />
      <input
        type="range"
        aria-label="Volume"
        aria-valuetext={`${Math.round(volume * 100)} per cent`}
        title={`${Math.round(volume * 100)} %`}
        min={0}
        max={LOUDEST}
        step={0.05}
        value={volume}
        list="as-recorded"
        className={styles.slider}
        onChange={(event) =>
          usePlayback.setState({ volume: Number(event.target.value), muted: false })
        }
        onPointerUp={keep}
        onKeyUp={keep}
      />
      <datalist id="as-recorded">
        <option value="1" />
      </datalist>
    </span>
  );
}
