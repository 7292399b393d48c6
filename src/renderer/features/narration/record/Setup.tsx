import { useRecording } from '../../../stores/recording';
import { useSettings } from '../../../stores/settings';
import { Checkbox } from '../../../ui/Checkbox';
import { Select } from '../../../ui/Select';
import styles from './NarrateStrip.module.css';
import { setNarrating } from './hearing';
import { useRecorder } from './recorder-state';

const SYSTEM = 'system';
const NONE = 'none';

/** What is spoken into, and what is heard meanwhile. */
export function Setup() {
  const { voiced, headphones, countIn } = useSettings((state) => state.narrating);
  const first = useRecording((state) => state.phase === 'ready' && state.place === null);
  return (
    <div className={styles.setup}>
      <Microphones />
      {voiced && (
        <Checkbox checked={headphones} onChange={(on) => void setNarrating({ headphones: on })}>
          I wear headphones
        </Checkbox>
      )}
      {voiced && <LessonSound />}
      {first && (
        <Checkbox checked={countIn} onChange={(on) => void setNarrating({ countIn: on })}>
          3-2-1 before recording
        </Checkbox>
      )}
    </div>
  );
}

function Microphones() {
  const { microphone, voiced } = useSettings((state) => state.narrating);
  const found = useRecorder((state) => state.microphones);
  const chosen =
    found.find(({ id }) => id === microphone?.id) ??
    found.find(({ name }) => name === microphone?.name);
  return (
    <Select
      label="Microphone"
      labelHidden
      look="chip"
      options={[
        { id: SYSTEM, name: 'The computer’s microphone' },
        ...found,
        { id: NONE, name: 'Without a microphone' },
      ]}
      value={voiced ? (chosen?.id ?? SYSTEM) : NONE}
      onChange={(id) => {
        if (id === NONE) void setNarrating({ voiced: false });
        else {
          const taken = found.find((one) => one.id === id) ?? null;
          void setNarrating({ voiced: true, microphone: taken });
        }
      }}
    />
  );
}

function LessonSound() {
  const share = useSettings((state) => state.narrating.lessonSound);
  const percent = Math.round(share * 100);
  return (
    <label className={styles.sound}>
      <span>Lesson’s sound while I speak</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={share}
        aria-valuetext={percent === 0 ? 'muted' : `${percent} per cent`}
        onChange={(event) => void setNarrating({ lessonSound: Number(event.target.value) })}
      />
      <span className={styles.percent}>{percent === 0 ? 'Muted' : `${percent} %`}</span>
    </label>
  );
}
