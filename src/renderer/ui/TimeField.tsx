import { useState } from 'react';
import { formatPosition, parseClock } from '../../shared/domain/time';
import { TextField } from './TextField';

/** `12:43.080`, with hours only where there are any. */
function written(us: number): string {
  return formatPosition(us).replace(/^00:/, '');
}

/**
 * A time as text. What was not touched is not rounded: only other text is another time.
 * @param onKeep answers what is wrong with the time, or null when it was taken.
 */
export function TimeField({
  label,
  us,
  className,
  onKeep,
}: {
  label: string;
  us: number;
  className?: string;
  onKeep: (us: number) => string | null;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState('');
  /** True when the field now shows what is kept. */
  const keep = (): boolean => {
    if (draft === null || draft.trim() === written(us)) {
      setDraft(null);
      setError('');
      return true;
    }
    const parsed = parseClock(draft);
    const wrong = parsed === null ? 'Write it like 12:43' : onKeep(parsed);
    setError(wrong ?? '');
    if (wrong === null) setDraft(null);
    return wrong === null;
  };
  return (
    <TextField
      label={label}
      value={draft ?? written(us)}
      error={error}
      className={className}
      onChange={setDraft}
      onBlur={keep}
      onKeyDown={(event) => {
        // Taken: the keys are the room's again.
        if (event.key === 'Enter' && keep()) (event.target as HTMLElement).blur();
        if (event.key === 'Escape') {
          setDraft(null);
          setError('');
        }
      }}
    />
  );
}
