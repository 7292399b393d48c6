import { Lock } from 'lucide-react';
import { formatClock, formatSpoken } from '../../../shared/domain/time';
import { kindOf } from '../../stores/boards';
import { Dot } from '../../ui/Chip';
import type { ClipChoice } from './clip-choices';
import clips from './ClipChoices.module.css';

/** What is chosen or not: a stretch by its kind, its time and its note. */
export function ClipHead({
  choice,
  chosen,
  onToggle,
  children,
}: {
  choice: ClipChoice;
  chosen: boolean;
  onToggle: (on: boolean) => void;
  /** Behind its time. */
  children?: React.ReactNode;
}) {
  const kind = choice.kind === null ? null : kindOf(choice.kind);
  const what = kind?.name ?? 'Selection';
  return (
    <label className={clips.choose}>
      <input
        type="checkbox"
        checked={chosen}
        aria-label={`${what}, ${formatSpoken(choice.startUs)}`}
        onChange={(event) => onToggle(event.target.checked)}
      />
      {kind && <Dot colour={kind.colour} />}
      <b>{what}</b>
      <span className={clips.time}>
        {formatClock(choice.startUs)}–{formatClock(choice.endUs)}
      </span>
      {children}
      {choice.private && choice.note !== '' && (
        <span className={clips.private}>
          <Lock aria-hidden size={12} strokeWidth={2} /> note stays here
        </span>
      )}
      <span className={clips.note}>{choice.note}</span>
    </label>
  );
}
