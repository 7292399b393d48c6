import { Link2, Lock, MessageSquare, Mic, Presentation, Users } from 'lucide-react';
import { memo } from 'react';
import { kindOf } from '../../stores/boards';
import type { Moment } from '../../../shared/domain/moment';
import { formatClock, formatSpoken } from '../../../shared/domain/time';
import { parseSearch } from '../../../shared/domain/search-text';
import { useNameOf } from '../../stores/people';
import { chosenSet, useView } from '../../stores/view';
import { useThread } from '../../stores/visible-moments';
import { Dot } from '../../ui/Chip';
import { classes } from '../../ui/classes';
import { Marked } from '../../ui/Marked';
import { goTo, pressInList } from './actions';
import { MomentEditor } from './MomentEditor';
import styles from './MomentRow.module.css';
import { startWriting } from '../../stores/writing';

function times(moment: Moment): string {
  const start = formatClock(moment.startUs);
  const end = formatClock(moment.endUs);
  return moment.endUs > moment.startUs && end !== start ? `${start}–${end}` : start;
}

/** What hangs on a moment, as small signs with their names. */
function Signs({ moment }: { moment: Moment }) {
  const replies = useThread(moment.id).length;
  const { tags, voice, links, inSession } = moment;
  if (tags.length + links.length + replies === 0 && !voice && !inSession) return null;
  const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  return (
    <span className={styles.signs}>
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {voice && (
        <span role="img" aria-label="voice note" title="Voice note">
          <Mic aria-hidden size={13} />
        </span>
      )}
      {replies > 0 && (
        <span role="img" aria-label={count(replies, 'reply', 'replies')}>
          <MessageSquare aria-hidden size={13} /> {replies}
        </span>
      )}
      {links.length > 0 && (
        <span role="img" aria-label={count(links.length, 'link', 'links')}>
          <Link2 aria-hidden size={13} /> {links.length}
        </span>
      )}
      {inSession && (
        <span role="img" aria-label="in session" title="Shown in session">
          <Presentation aria-hidden size={13} />
        </span>
      )}
    </span>
  );
}

/** One moment: what, when, whose; open for editing when it is chosen. */
export const MomentRow = memo(function MomentRow({
  moment,
  current,
}: {
  moment: Moment;
  current: boolean;
}) {
  const chosen = useView((state) => state.momentId === moment.id);
  /** One of several; the one in front is open. */
  const among = useView(({ momentIds }) => chosenSet(momentIds).has(moment.id)) && !chosen;
  const writing = useView((state) => state.writingId === moment.id);
  const author = useNameOf(moment.authorId);
  const text = useView((state) => state.filter.text);
  const kind = kindOf(moment.kind);
  return (
    <article
      aria-current={current ? 'true' : undefined}
      data-chosen={chosen ? '' : undefined}
      className={classes(
        styles.row,
        current && styles.current,
        (chosen || among) && styles.chosen,
        moment.private && styles.private,
      )}
      style={{ '--kind': `var(--${kind.colour})` } as React.CSSProperties}
    >
      <button
        type="button"
        data-summary
        aria-label={`${kind.name}, ${formatSpoken(moment.startUs)}${moment.private ? ', private' : ', shared'}${among ? ', chosen' : ''}`}
        aria-expanded={chosen}
        className={styles.summary}
        onClick={(event) =>
          pressInList(moment, { more: event.ctrlKey || event.metaKey, until: event.shiftKey })
        }
        onDoubleClick={() => startWriting(moment.id)}
      >
        <span className={styles.head}>
          <Dot colour={kind.colour} />
          <b>{kind.name}</b>
          <span className={styles.time}>{moment.adrift ? 'no picture' : times(moment)}</span>
          <span className={styles.author}>
            {moment.private ? (
              <Lock aria-hidden size={12} strokeWidth={2} />
            ) : (
              <Users aria-hidden size={12} strokeWidth={2} />
            )}
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
          <Marked text={moment.note} wanted={parseSearch(text)} />
        </p>
      )}
      {!chosen && <Signs moment={moment} />}
      {chosen && <MomentEditor moment={moment} writing={writing} />}
    </article>
  );
});
