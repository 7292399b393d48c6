import type { ComponentProps } from 'react';
import { LookThrough } from './LookThrough';
import { stillShows } from './still-shows';

/** Looking through in a lesson's room: from what still shows it leads back there. */
export function LookFirst({
  onClose,
  ...look
}: Omit<ComponentProps<typeof LookThrough>, 'onShows'> & {
  /** Closes the dialog that it stands in for. */
  onClose: () => void;
}) {
  return (
    <LookThrough
      {...look}
      onShows={(lessonUs) => {
        onClose();
        stillShows(lessonUs);
      }}
    />
  );
}
