import { MicVocal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Angle, FileView } from '../../../../shared/domain/lesson';
import { call } from '../../../bridge/api';
import { lessonStore } from '../../../stores/document';
import { narrationTransport, useOpenNarration } from '../../../stores/narration';
import { classes } from '../../../ui/classes';
import { AnglePicture, type Seen } from './angle-picture';
import { Drawn } from './Drawn';
import { Hidden } from './Hidden';
import type { Narrator } from './narrator';
import styles from './NarrationStage.module.css';
import { usePlaying } from './playing';
import { useSheet } from './use-sheet';

const WORDS: Readonly<Record<Exclude<Seen, 'picture'>, string>> = {
  sound: 'Sound only',
  nothing: 'Not recording at this time',
  missing: 'Its file is not where it was',
  unreadable: 'Its file cannot be shown',
};

/** A file does not play as it is: a playable copy is asked for. */
function askForCopy(file: FileView, reason: string): void {
  if (file.handling !== 'direct') return;
  const { id: fileId } = file;
  call((api) => api.footage.notPlayable({ fileId, reason })).then(
    (known) => lessonStore.getState().fileChanged(known),
    () => usePlaying.setState({ trouble: { what: 'picture', fileId, reason: 'unplayable' } }),
  );
}

/** Play or pause, as a press on the picture does. */
export function toggleNarration(): void {
  const { playing } = useOpenNarration.getState();
  if (playing) narrationTransport().pause();
  else narrationTransport().play();
}

/** One camera's picture with what is drawn on it; the part that is zoomed to fills it. */
export function AngleTile({
  narrator,
  angle,
  look,
}: {
  narrator: Narrator;
  angle: Angle;
  look: 'large' | 'small' | 'away';
}) {
  const frame = useRef<HTMLDivElement>(null);
  const decks = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<{ seen: Seen; file: FileView | null } | null>(null);
  const isLarge = look === 'large';
  const zoom = usePlaying(({ state }) => (isLarge ? state.zoom : null));
  const { picture, clip, sheet } = useSheet(frame, seen?.file?.picture ?? null, zoom);
  const { id } = angle;
  const [led, setLed] = useState<AnglePicture | null>(null);
  useEffect(() => {
    if (!decks.current) return;
    const made = new AnglePicture(decks.current, id, {
      seen: (now, file) => setSeen({ seen: now, file }),
      stirred: () => narrator.stir(),
      failed: askForCopy,
    });
    setLed(made);
    return narrator.add(made);
  }, [narrator, id]);
  useEffect(() => {
    if (!isLarge) return;
    const { file, seen: now } = seen ?? {};
    const troubled = file && (now === 'missing' || now === 'unreadable');
    usePlaying.setState(({ trouble }) =>
      troubled
        ? { trouble: { what: 'picture', fileId: file.id, reason: now } }
        : trouble?.what === 'picture'
          ? { trouble: null }
          : {},
    );
  }, [isLarge, seen]);
  return (
    <div className={classes(styles.tile, styles[look])} data-angle={id}>
      {/* biome-ignore lint/a11y: Space does the same for everybody */}
      <div ref={frame} className={styles.frame} onClick={toggleNarration}>
        <div className={styles.clip} style={clip}>
          <div ref={decks} className={styles.sheet} style={sheet}>
            {led && picture && <Hidden narrator={narrator} led={led} picture={picture} />}
            {isLarge && picture && <Drawn picture={picture} />}
          </div>
        </div>
        {seen && seen.seen !== 'picture' && (
          <div className={styles.card}>
            {seen.seen === 'sound' && <MicVocal aria-hidden size={20} strokeWidth={1.5} />}
            <span>{WORDS[seen.seen]}</span>
          </div>
        )}
      </div>
    </div>
  );
}
