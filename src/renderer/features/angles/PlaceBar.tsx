import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { MOST_PPM, ppmOf, rateOf, setRate, shiftAngle } from '../../../shared/domain/angles';
import type { RowOp } from '../../../shared/domain/document';
import type { Angle } from '../../../shared/domain/lesson';
import { firstAngle, partsOf } from '../../../shared/domain/lesson-time';
import { instant } from '../../../shared/domain/row';
import { US_PER_MS, US_PER_SECOND } from '../../../shared/domain/time';
import { useAngles } from '../../stores/angles';
import { lessonStore, useLesson } from '../../stores/document';
import { transport } from '../../stores/playback';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import { formatOffset, parseOffset } from './place-words';
import styles from './PlaceBar.module.css';

function edit(angle: Angle, ops: RowOp[]): void {
  const { commit } = lessonStore.getState();
  // Pressing again and again is one step back.
  if (ops.length > 0) commit(`Move ${angle.name}`, ops, `place ${angle.id}`);
}

function shift(angle: Angle, byUs: number): void {
  const { document } = lessonStore.getState();
  if (document) edit(angle, shiftAngle(document, angle.id, Math.round(byUs), instant()));
}

const frameUs = () => {
  const { startUs, endUs } = transport().frameOnScreen();
  return Math.max(1_000, endUs - startUs);
};

const NUDGES: readonly { name: string; said: string; by: () => number }[] = [
  { name: '−1 s', said: 'One second earlier', by: () => -US_PER_SECOND },
  { name: '−1 frame', said: 'One frame earlier', by: () => -frameUs() },
  { name: '−10 ms', said: 'Ten milliseconds earlier', by: () => -10 * US_PER_MS },
  { name: '+10 ms', said: 'Ten milliseconds later', by: () => 10 * US_PER_MS },
  { name: '+1 frame', said: 'One frame later', by: frameUs },
  { name: '+1 s', said: 'One second later', by: () => US_PER_SECOND },
];

/** Under the picture while a camera is put in its place by hand: both are watched meanwhile. */
export function PlaceBar() {
  const placingId = useAngles((state) => state.placingId);
  const angle = useLesson((state) => state.document?.angles.find(({ id }) => id === placingId));
  return angle ? <Bar key={angle.id} angle={angle} /> : null;
}

function Bar({ angle }: { angle: Angle }) {
  const first = useLesson(({ document }) => (document ? firstAngle(document) : undefined));
  const part = useLesson(({ document }) => (document ? partsOf(document, angle.id)[0] : undefined));
  if (!first || !part) return null;
  return (
    <div role="group" aria-label={`Place of ${angle.name}`} className={styles.bar}>
      <strong className={styles.name}>{angle.name}</strong>
      <div className={styles.group}>
        {NUDGES.map(({ name, said, by }) => (
          <Button key={name} size="s" aria-label={said} onPress={() => shift(angle, by())}>
            {name}
          </Button>
        ))}
      </div>
      <Typed
        key={`offset ${part.offsetUs}`}
        label="Begins at"
        text={formatOffset(part.offsetUs)}
        take={(text) => {
          const us = parseOffset(text);
          if (us !== null) shift(angle, us - part.offsetUs);
        }}
      />
      <Typed
        key={`rate ${part.rate}`}
        label="Clock, millionths"
        text={String(ppmOf(part.rate))}
        take={(text) => {
          const ppm = Number(text.replace('−', '-').replace(',', '.'));
          const { document } = lessonStore.getState();
          if (!document || !Number.isFinite(ppm) || Math.abs(ppm) > MOST_PPM) return;
          edit(angle, setRate(document, angle.id, rateOf(ppm), instant()));
        }}
      />
      <SameMoment angle={angle} first={first} />
      <IconButton
        label="Close placing by hand"
        icon={X}
        size="s"
        onPress={() => useAngles.setState({ placingId: null })}
      />
    </div>
  );
}

function Typed({
  label,
  text,
  take,
}: {
  label: string;
  text: string;
  take: (text: string) => void;
}) {
  const [typed, setTyped] = useState(text);
  return (
    <TextField
      label={label}
      className={styles.typed}
      value={typed}
      onChange={setTyped}
      onBlur={() => typed !== text && take(typed)}
      onKeyDown={(event) => event.key === 'Enter' && typed !== text && take(typed)}
    />
  );
}

/** The same clap, found in one and then in the other: their distance is how far it has to move. */
function SameMoment({ angle, first }: { angle: Angle; first: Angle }) {
  const [inFirst, setInFirst] = useState<number | null>(null);
  const [inOther, setInOther] = useState<number | null>(null);
  useEffect(() => {
    if (inFirst === null || inOther === null) return;
    shift(angle, inFirst - inOther);
    setInFirst(null);
    setInOther(null);
  }, [angle, inFirst, inOther]);
  const here = () => transport().frameOnScreen().startUs;
  return (
    <div className={styles.group}>
      <span className={styles.words}>Same clap:</span>
      <Button size="s" aria-pressed={inFirst !== null} onPress={() => setInFirst(here())}>
        here in {first.name}
      </Button>
      <Button size="s" aria-pressed={inOther !== null} onPress={() => setInOther(here())}>
        here in {angle.name}
      </Button>
    </div>
  );
}
