import { useEffect, useState } from 'react';
import type { ClipCopy } from '../../../shared/domain/clip';
import type { Id } from '../../../shared/domain/ids';
import type { RemovalPreview } from '../../../shared/domain/library';
import { showExported, useCopies } from '../../app/copies';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { tell } from '../../stores/app-notices';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { CopyList } from '../../ui/CopyList';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { whatGoes, whatStays } from './removal-words';
import styles from './RemoveDialog.module.css';

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** What was exported stays, wherever it went: it is shown, so that someone can decide about it. */
function Copies({ copies }: { copies: readonly ClipCopy[] }) {
  if (copies.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>Exported copies</h2>
      <CopyList
        label="Exported copies"
        copies={copies}
        first={2}
        onShow={(copy) => showExported(copy.id, copy.fileName)}
      />
    </section>
  );
}

/** Removing is for good: it says exactly what goes, and takes the lesson's title as the yes. */
export function RemoveDialog({
  lessonId,
  made,
  withOriginals,
  onClose,
}: {
  lessonId: Id;
  /** The made lesson asks for no title: nothing in it is anyone's. */
  made: boolean;
  withOriginals: boolean;
  onClose: () => void;
}) {
  const [preview, setPreview] = useState<RemovalPreview | null>(null);
  const [originalsToo, setOriginalsToo] = useState(withOriginals);
  const [receipt, setReceipt] = useState(false);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const copies = useCopies([lessonId]);

  useEffect(() => {
    let here = true;
    call((api) => api.lessons.removal({ lessonId })).then(
      (found) => here && setPreview(found),
      (thrown: unknown) => {
        tellError(thrown);
        if (here) onClose();
      },
    );
    return () => {
      here = false;
    };
  }, [lessonId, onClose]);

  // All of it at once: what comes later would push the title's box out of view.
  if (!preview || !copies) return null;
  const originals = preview.originals.filter((file) => file.present);
  const agrees = made || typed.trim() === preview.title.trim();

  const remove = async () => {
    setTried(true);
    if (!agrees || busy) return;
    setBusy(true);
    try {
      const { receiptKept, leftovers } = await call((api) =>
        api.lessons.remove({
          lessonId,
          title: preview.title,
          originalsToo: originalsToo && originals.length > 0,
          receipt,
        }),
      );
      onClose();
      tell({
        sentence: `“${preview.title}” was removed.`,
        next: receiptKept
          ? 'The receipt is where you saved it.'
          : receipt
            ? 'The receipt could not be saved there.'
            : undefined,
      });
      if (leftovers.length > 0) {
        tell({
          sentence: `These could not be deleted: ${leftovers.join(', ')}.`,
          next: 'Another program may have them open. Close it and delete them by hand.',
        });
      }
    } catch (thrown) {
      tellError(thrown);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={`Remove “${preview.title}”`}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep the lesson</Button>
          <Button variant="primary" isDisabled={busy} onPress={() => void remove()}>
            {busy ? 'Removing…' : 'Remove for good'}
          </Button>
        </>
      }
    >
      <p>This cannot be undone.</p>
      <Lines title="What goes" lines={whatGoes(preview)} />
      <Lines title="What stays" lines={whatStays(preview, originalsToo)} />
      <Copies copies={copies} />
      {originals.length > 0 && (
        <Checkbox
          checked={originalsToo}
          onChange={setOriginalsToo}
          hint={originals.map((file) => file.name).join(', ')}
        >
          {originals.length === 1
            ? 'Delete the original file too'
            : `Delete the ${originals.length} original files too`}
        </Checkbox>
      )}
      {!made && (
        <>
          <Checkbox
            checked={receipt}
            onChange={setReceipt}
            hint="A short note of what was removed and when. You choose where to save it."
          >
            Keep a receipt
          </Checkbox>
          <TextField
            autoFocus
            label="To remove it, type the lesson’s title"
            hint={preview.title}
            value={typed}
            onChange={setTyped}
            error={tried && !agrees ? 'That is not the title. Type it exactly as it stands.' : ''}
          />
        </>
      )}
    </Dialog>
  );
}
