/** Exported copies of lessons, for the places where someone decides about a lesson. */
import { useEffect, useState } from 'react';
import type { ClipCopy } from '../../shared/domain/clip';
import type { Id } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors';
import { call } from '../bridge/api';
import { tell } from '../stores/app-notices';
import { tellError } from './tell-error';

/** What was exported of these lessons; null until it is known. Looked for anew with other lessons. */
export function useCopies(lessonIds: readonly Id[]): readonly ClipCopy[] | null {
  const [copies, setCopies] = useState<readonly ClipCopy[] | null>(null);
  const key = lessonIds.join(' ');
  useEffect(() => {
    if (key === '') return;
    let here = true;
    const look = (): void => {
      call((api) => api.clips.copies({ lessonIds: key.split(' ') })).then(
        (found) => here && setCopies(found),
        (thrown: unknown) => {
          tellError(thrown);
          if (here) setCopies((known) => known ?? []);
        },
      );
    };
    look();
    // Someone who deletes a copy in its folder comes back to a list without it.
    window.addEventListener('focus', look);
    return () => {
      here = false;
      window.removeEventListener('focus', look);
    };
  }, [key]);
  return copies;
}

/** Shows an exported file in its folder, or says that it is not there. */
export function showExported(exportId: Id, name: string): void {
  call((api) => api.clips.showInFolder({ exportId })).catch((thrown: unknown) => {
    if (AppError.from(thrown).code !== 'file-missing') return tellError(thrown);
    tell({
      sentence: `“${name}” is not where it was put.`,
      next: 'It was moved, renamed or deleted, or the drive it is on is not plugged in.',
    });
  });
}
