import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import styles from './ClipsDialog.module.css';
import type { HowToExport } from './use-how';

/** Whether what is marked is hidden. Where someone is not to be shown, showing it is asked about once. */
export function HideFields({
  how,
  marked,
  notShown,
}: {
  how: HowToExport;
  /** What is marked in the chosen stretches, in words. */
  marked: string;
  notShown: string;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Checkbox
        checked={how.masked}
        onChange={(masked) => {
          if (!masked && notShown !== '') setAsking(true);
          else how.setMasked(masked);
        }}
        hint={marked}
      >
        Hide what is marked
      </Checkbox>
      {notShown !== '' && (
        <p className={styles.who}>
          <b>Not to be shown:</b> {notShown}
        </p>
      )}
      {asking && (
        <Dialog
          title="Export it with nothing hidden?"
          role="alertdialog"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button
                onPress={() => {
                  how.setMasked(false);
                  setAsking(false);
                }}
              >
                Hide nothing
              </Button>
              <Button variant="primary" autoFocus onPress={() => setAsking(false)}>
                Keep it hidden
              </Button>
            </>
          }
        >
          <p>This class has pupils who are not to be shown:</p>
          <p className={styles.names}>{notShown}</p>
          <p>
            With nothing hidden, whoever is given this file sees and hears all that was recorded in
            these stretches.
          </p>
        </Dialog>
      )}
    </>
  );
}
