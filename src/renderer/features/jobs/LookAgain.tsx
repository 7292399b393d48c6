import type { Id } from '../../../shared/domain/ids';
import { useMemo } from 'react';
import { LookThrough } from '../../app/look-through/LookThrough';
import { navigate } from '../../app/route';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';

/** What a job was asked for, looked through as the lesson is now before it is made after all. */
export function LookAgain({ jobId, onClose }: { jobId: Id; onClose: () => void }) {
  const order = useMemo(() => ({ jobId }), [jobId]);
  return (
    <LookThrough
      order={order}
      onApprove={(looked) => {
        onClose();
        call((api) => api.jobs.retry({ jobId, looked })).catch(tellError);
      }}
      onShows={(atUs, lessonId) => {
        onClose();
        navigate({ page: 'lesson', lessonId, atUs });
      }}
      onBack={onClose}
    />
  );
}
