import type { Id } from '../../../../shared/domain/ids';
import type { StillsOffer } from '../../../../shared/domain/session-record';
import { Checkbox } from '../../../ui/Checkbox';
import styles from './After.module.css';
import { keptBack, stillHint } from './output-words';

/** Which lessons' pictures go along: none until a person says so, and none where permission is not noted. */
export function StillsChoice({
  stills,
  chosen,
  onChoose,
}: {
  stills: readonly StillsOffer[];
  chosen: ReadonlySet<Id>;
  onChoose: (chosen: ReadonlySet<Id>) => void;
}) {
  if (stills.length === 0) return null;
  return (
    <fieldset className={styles.stills}>
      <legend>Pictures of what you watched</legend>
      {stills.map((offer) => {
        const { lessonId, lessonTitle } = offer;
        if (keptBack(offer) !== '') {
          return (
            <p key={lessonId} className={styles.back}>
              <b>{lessonTitle}</b>
              <span>{stillHint(offer)}</span>
            </p>
          );
        }
        return (
          <Checkbox
            key={lessonId}
            checked={chosen.has(lessonId)}
            hint={stillHint(offer)}
            onChange={(on) => {
              const next = new Set(chosen);
              if (on) next.add(lessonId);
              else next.delete(lessonId);
              onChoose(next);
            }}
          >
            {lessonTitle}
          </Checkbox>
        );
      })}
    </fieldset>
  );
}
