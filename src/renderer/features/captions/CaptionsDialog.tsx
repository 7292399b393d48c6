import { X } from 'lucide-react';
import { useState } from 'react';
import type { CaptionTrack } from '../../../shared/domain/captions';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { tellError } from '../../app/tell-error';
import { useCaptions } from '../../stores/captions';
import { useLesson } from '../../stores/document';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { IconButton } from '../../ui/IconButton';
import { Stepper } from '../../ui/Stepper';
import { TextField } from '../../ui/TextField';
import styles from './Captions.module.css';
import { importCaptions, removeTrack, renameTrack, shiftTrack } from './edits';

/** The captions and transcripts of the lesson. Each change is made at once and can be undone. */
export function CaptionsDialog({ onClose }: { onClose: () => void }) {
  const tracks = useLesson((state) => state.document?.captions);
  const on = useCaptions((state) => state.on);
  return (
    <Dialog
      title="Captions and transcript"
      wide
      onClose={onClose}
      actions={
        <>
          <Button
            className={styles.add}
            onPress={() => {
              importCaptions().catch(tellError);
            }}
          >
            Add from a file…
          </Button>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      {tracks?.length === 0 && (
        <p className={styles.words}>
          Add captions (VTT or SRT) or a transcript as plain text, from whichever program made them.
          A text without times is spread over the lesson by the length of its paragraphs.
        </p>
      )}
      {tracks && tracks.length > 0 && (
        <>
          <Checkbox checked={on} onChange={(now) => useCaptions.setState({ on: now })}>
            Show under the picture
          </Checkbox>
          <ul aria-label="Captions" className={styles.tracks}>
            {tracks.map((track) => (
              <TrackRow key={track.id} track={track} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function TrackRow({ track }: { track: CaptionTrack }) {
  const [name, setName] = useState(track.name);
  const [seconds, setSeconds] = useState(0);
  return (
    <li className={styles.track}>
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        onBlur={() => renameTrack(track, name)}
        maxLength={200}
        className={styles.grow}
      />
      <Stepper
        label="Shift all by"
        value={seconds}
        min={-36_000}
        max={36_000}
        step={0.1}
        unit="second"
        onChange={setSeconds}
      />
      <Button
        isDisabled={seconds === 0}
        onPress={() => {
          shiftTrack(track, Math.round(seconds * US_PER_SECOND));
          setSeconds(0);
        }}
      >
        Shift
      </Button>
      <span className={styles.count}>
        {track.cues.length === 1 ? '1 line' : `${track.cues.length} lines`}
      </span>
      <IconButton
        label={`Remove ${track.name}`}
        icon={X}
        size="s"
        onPress={() => removeTrack(track)}
      />
    </li>
  );
}
