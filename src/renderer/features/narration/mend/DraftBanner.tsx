import { VOICE_RATE } from '../../../../shared/domain/narration';
import { narrationTransport, useOpenRow } from '../../../stores/narration';
import { Button } from '../../../ui/Button';
import { draftIsFine } from './edits';
import styles from './MendTimeline.module.css';
import { reading } from './reading';

const LAST_SECONDS = 8;

function listenToTheEnd(): void {
  const end = reading()?.end ?? 0;
  narrationTransport().seek(Math.max(0, end - LAST_SECONDS * VOICE_RATE));
  narrationTransport().play();
}

/** What happened to a narration whose recording was cut off. */
export function DraftBanner() {
  const draft = useOpenRow()?.draft ?? false;
  if (!draft) return null;
  return (
    <div role="note" className={styles.draft}>
      <p>
        The recording of this narration was cut off, because Plenary or the computer stopped. What
        was said until then is here; at most the last half second is missing. Listen to the end, and
        trim it or record it anew if you like.
      </p>
      <Button size="s" onPress={listenToTheEnd}>
        Listen to the end
      </Button>
      <Button size="s" onPress={draftIsFine}>
        This draft is fine
      </Button>
    </div>
  );
}
