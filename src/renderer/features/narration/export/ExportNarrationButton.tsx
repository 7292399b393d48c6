import { Share } from 'lucide-react';
import type { Id } from '../../../../shared/domain/ids';
import { useView } from '../../../stores/view';
import { Button } from '../../../ui/Button';

/** Opens the dialog that makes a file of a narration. */
export function ExportNarrationButton({
  narrationId,
  size,
  describedBy,
}: {
  narrationId: Id;
  size?: 's';
  /** What tells it from others of its name. */
  describedBy?: string;
}) {
  return (
    <Button
      size={size}
      aria-label="Export narration"
      aria-describedby={describedBy}
      onPress={() => useView.setState({ dialog: { name: 'narration-export', narrationId } })}
    >
      <Share aria-hidden size={16} strokeWidth={1.75} />
      {size === 's' ? 'Export' : 'Export narration'}
    </Button>
  );
}
