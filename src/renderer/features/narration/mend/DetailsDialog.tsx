import { useState } from 'react';
import { samplesToUs, type Take } from '../../../../shared/domain/narration';
import { formatClock } from '../../../../shared/domain/time';
import { tellError } from '../../../app/tell-error';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Checkbox';
import { Dialog } from '../../../ui/Dialog';
import { Stepper } from '../../../ui/Stepper';
import { TextField } from '../../../ui/TextField';
import { evenOut, rename, setGain, setPrivate } from './edits';
import styles from './dialogs.module.css';
import { useMendView } from './mend-view';
import { useReading } from './reading';

/** What a narration is called, who sees it, and how loud its voices are. Each change is made at once. */
export function DetailsDialog({ onClose }: { onClose: () => void }) {
  const read = useReading();
  const listening = useMendView((state) => state.listening);
  const [title, setTitle] = useState(read?.narration.title ?? '');
  if (!read) return null;
  const { narration, takes } = read;
  const used = new Set(narration.row.map(({ takeId }) => takeId));
  const voices = takes.filter(({ id, voiced }) => voiced && used.has(id));
  const gainOf = (takeId: string) =>
    narration.mends.find((mend) => mend.takeId === takeId)?.gainDb ?? 0;
  return (
    <Dialog
      title="This narration"
      onClose={() => {
        rename(title);
        onClose();
      }}
      actions={
        <Button
          variant="primary"
          onPress={() => {
            rename(title);
            onClose();
          }}
        >
          Done
        </Button>
      }
    >
      <TextField
        label="Name"
        value={title}
        maxLength={200}
        onChange={setTitle}
        onBlur={() => rename(title)}
      />
      <Checkbox
        checked={narration.private}
        onChange={setPrivate}
        hint="A private narration is for you alone. Share it to let it go with what is handed on."
      >
        Private
      </Checkbox>
      {voices.length > 0 && (
        <>
          <p className={styles.head}>Voices</p>
          <ul aria-label="Voices" className={styles.voices}>
            {voices.map((take, at) => (
              <li key={take.id}>
                <Stepper
                  label={voiceName(take, at)}
                  value={gainOf(take.id)}
                  min={-60}
                  max={40}
                  step={0.5}
                  onChange={(gainDb) => setGain(take.id, gainDb)}
                />
              </li>
            ))}
          </ul>
          <Button
            isDisabled={listening}
            onPress={() => {
              evenOut().catch(tellError);
            }}
          >
            {listening ? 'Listening…' : 'Even out loudness'}
          </Button>
        </>
      )}
    </Dialog>
  );
}

function voiceName({ samples }: Take, at: number): string {
  return `Recording ${at + 1}, ${formatClock(samplesToUs(samples))} long: louder or softer, in decibels`;
}
