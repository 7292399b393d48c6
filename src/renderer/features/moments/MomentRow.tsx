import { Lock } from 'lucide-react';
import { kindOf } from '../../stores/boards';
import type { Moment } from '../../../shared/domain/moment';
import { formatClock, formatSpoken } from '../../../shared/domain/time';
import { useApp } from '../../stores/app';
import { useLesson } from '../../stores/document';
import { useView } from '../../stores/view';
import { Dot } from '../../ui/Chip';
import { classes } from '../../ui/classes';
import { goTo } from './actions';
import { MomentEditor } from './MomentEditor';
import styles from './MomentRow.module.css';
import { startWriting } from '../../stores/writing';

function times(moment: Moment): string {
  const start = formatClock(moment.startUs);
  const end = formatClock(moment.endUs);
  return moment.endUs > moment.startUs && end !== start ? `${start}–${end}` : start;
}

function useAuthor(authorId: string): string {
  const mine = useApp((state) => state.me?.id === authorId);
  const name = useLesson(
    ({ document }) => document?.people.find((person) => person.id === authorId)?.name ?? '',
  );
  return mine ? 'You' : name;
}

/** One moment: what, when, whose; open for editing when it is chosen. */
export function MomentRow({ moment, current }: { moment: Moment; current: boolean }) {
  const chosen = useView((state) => state.momentId === moment.id);
  const writing = useView((state) => state.writingId === moment.id);
  const author = useAuthor(moment.authorId);
  const kind = kindOf(moment.kind);
  return (
    <article
      aria-current={current ? 'true' : undefined}
      data-chosen={chosen ? '' : undefined}
      className={classes(
        styles.row,
        current && styles.current,
        chosen && styles.chosen,
        moment.private && styles.private,
      )}
      style={{ '--kind': `var(--${kind.colour})` } as React.CSSProperties}
    >
      <button
        type="button"
        data-summary
        aria-label={`${kind.name}, ${formatSpoken(moment.startUs)}${moment.private ? ', private' : ', shared'}`}
        aria-expanded={chosen}
        className={styles.summary}
        onClick={() => goTo(moment)}
        onDoubleClick={() => startWriting(moment.id)}
      >
        <span className={styles.head}>
          <Dot colour={kind.colour} />
          <b>{kind.name}</b>
          <span className={styles.time}>{moment.adrift ? 'no picture' : times(moment)}</span>
          <span className={styles.author}>
            {moment.private && <Lock aria-hidden size={12} strokeWidth={2} />}
            {author}
          </span>
        </span>
      </button>
      {!writing && moment.note !== '' && (
        <p
          data-selectable
          className={classes(styles.note, !chosen && styles.clamped)}
          onClick={() => goTo(moment)}
        >
          {moment.note}
        </p>
      )}
      {chosen && <MomentEditor moment={moment} writing={writing} />}
    </article>
  );
}
