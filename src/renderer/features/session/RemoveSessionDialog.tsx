import type { SessionCard } from '../../../shared/domain/session';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

export function RemoveSessionDialog({ card, onClose }: { card: SessionCard; onClose: () => void }) {
  const remove = (): void => {
    onClose();
    call((api) => api.sessions.remove({ sessionId: card.id })).catch(tellError);
  };
  return (
    <Dialog
      title={`Remove “${card.title}”?`}
      role="alertdialog"
      onlyWords
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button variant="primary" onPress={remove}>
            Remove session
          </Button>
        </>
      }
    >
      <p>
        Its plan goes, with what the room said, its parking place and its next steps. The lessons
        you watched stay as they are. This cannot be undone.
      </p>
    </Dialog>
  );
}
