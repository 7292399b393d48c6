import { ImagePlus } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ChosenPdf, ItemOf, SessionFile } from '../../../../shared/domain/session';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { fileAdded } from '../../../stores/session';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/TextField';
import styles from './Build.module.css';

// With what reads PDFs: seldom needed, and as large as all of the first screen.
const PageDialog = lazy(async () => ({ default: (await import('./pdf/PageDialog')).PageDialog }));

/** What is read together: a text, a picture, or a page of a PDF, which is kept as a picture of it. */
export function ReadFields({
  item,
  sessionId,
  set,
  children,
}: {
  item: ItemOf<'read'>;
  sessionId: string;
  set: (change: Partial<ItemOf<'read'>>, key?: string) => void;
  children: ReactNode;
}) {
  const [pdf, setPdf] = useState<ChosenPdf | null>(null);
  const show = (file: SessionFile): void => {
    fileAdded(file);
    set({ fileId: file.id });
  };
  const choose = (): void => {
    call((api) => api.sessions.addFile({ sessionId })).then((chosen) => {
      if (chosen?.type === 'pdf') setPdf(chosen);
      else if (chosen) show(chosen);
    }, tellError);
  };
  return (
    <>
      {item.fileId ? (
        <figure className={styles.page}>
          <img src={`footage://picture/${item.fileId}`} alt="The page to look at together" />
          <Button size="s" onPress={() => set({ fileId: null })}>
            Take it out
          </Button>
        </figure>
      ) : (
        <>
          <TextField
            label="Text to read together"
            lines={6}
            value={item.text}
            onChange={(text) => set({ text }, 'text')}
          />
          <Button size="s" onPress={choose}>
            <ImagePlus aria-hidden size={15} /> Show a picture or a page of a PDF instead…
          </Button>
        </>
      )}
      {children}
      {pdf && (
        <Suspense fallback={null}>
          <PageDialog
            pdf={pdf}
            sessionId={sessionId}
            onKept={(file) => {
              setPdf(null);
              show(file);
            }}
            onClose={() => setPdf(null)}
          />
        </Suspense>
      )}
    </>
  );
}
