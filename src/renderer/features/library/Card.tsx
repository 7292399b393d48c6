import { Ellipsis, Film } from 'lucide-react';
import { memo, useState } from 'react';
import { formatClock, formatSpoken } from '../../../shared/domain/time';
import { isOver } from '../../../shared/domain/job';
import type { LessonCard } from '../../../shared/domain/library';
import { lessonAhead, openLesson } from '../../app/route';
import { openDialog } from '../../stores/app';
import { useJobs } from '../../stores/jobs';
import { classes } from '../../ui/classes';
import styles from './Card.module.css';
import { aboutWords, cardState, isSoon, keepWords } from './card-words';
import { holdPoster } from './posters';
import { removeMade } from './card-actions';

function Poster({ card }: { card: LessonCard }) {
  const [failed, setFailed] = useState(-1);
  if (!card.hasPoster || failed === card.posterVersion) {
    return (
      <span className={styles.blank}>
        <Film aria-hidden size={28} strokeWidth={1.25} />
      </span>
    );
  }
  const src = `footage://poster/${card.lesson.id}?v=${card.posterVersion}`;
  return (
    <img
      className={styles.picture}
      src={src}
      onLoad={() => holdPoster(src)}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setFailed(card.posterVersion)}
    />
  );
}

/** How long it is kept, to be decided once that day is near; the made lesson can go at any time. */
function LastLine({ card, today }: { card: LessonCard; today: string }) {
  const { id, title, keepUntil, made } = card.lesson;
  if (made) {
    return (
      <button type="button" className={styles.ask} onClick={() => removeMade(id, title)}>
        Remove the made lesson
      </button>
    );
  }
  const words = keepWords(keepUntil, today);
  if (!isSoon(keepUntil, today)) return <p className={styles.line}>{words}</p>;
  return (
    <button
      type="button"
      className={styles.ask}
      aria-label={`${words} ${title}`}
      onClick={() => openDialog({ name: 'extend', lessonId: id })}
    >
      {words}
    </button>
  );
}

/** A lesson in the grid. The whole of it leads to the lesson; what else can be pressed lies above. */
export const Card = memo(function Card({
  card,
  today,
  posterHeight,
  onMenu,
}: {
  card: LessonCard;
  today: string;
  posterHeight: number;
  /** Asks for the card's menu, beside the element. */
  onMenu: (card: LessonCard, beside: HTMLElement) => void;
}) {
  const { lesson } = card;
  const preparing = useJobs((state) =>
    state.jobs.some(
      (job) => job.lessonId === lesson.id && job.kind === 'playable' && !isOver(job.state),
    ),
  );
  const state = cardState(card, preparing);
  const about = aboutWords(card, today);
  const dim = state.is === 'missing';
  return (
    <article className={styles.card}>
      <div className={classes(styles.poster, dim && styles.dim)} style={{ height: posterHeight }}>
        <Poster card={card} />
        {lesson.made && <span className={styles.badge}>Made lesson</span>}
        {card.partCount === 0 && <span className={styles.badge}>No footage yet</span>}
        {card.partCount > 0 && (
          <span className={styles.duration}>
            <span aria-hidden>{formatClock(card.durationUs)}</span>
            <span className="visually-hidden">{formatSpoken(card.durationUs)}</span>
          </span>
        )}
      </div>
      <div className={styles.words}>
        <a
          className={styles.title}
          href={`#lesson-${lesson.id}`}
          title={lesson.title}
          draggable={false}
          // A press takes a person a tenth of a second: as much as finding the picture.
          onPointerDown={(event) => event.button === 0 && lessonAhead(lesson.id)}
          onClick={(event) => {
            event.preventDefault();
            void openLesson(lesson.id);
          }}
        >
          {lesson.title}
        </a>
        <p className={styles.about}>{about || 'No details yet'}</p>
        {state.is === 'missing' ? (
          <button
            type="button"
            className={styles.ask}
            aria-label={`${state.text} ${lesson.title}`}
            onClick={() => openDialog({ name: 'find-file', lessonId: lesson.id })}
          >
            {state.text}
          </button>
        ) : (
          <p className={classes(styles.line, state.is === 'troubled' && styles.strong)}>
            {state.text}
          </p>
        )}
        <LastLine card={card} today={today} />
      </div>
      <div className={styles.more}>
        <button
          type="button"
          className={styles.menu}
          aria-label={`More about ${lesson.title}`}
          aria-haspopup="menu"
          onClick={(event) => onMenu(card, event.currentTarget)}
        >
          <Ellipsis aria-hidden size={16} strokeWidth={1.75} />
        </button>
      </div>
    </article>
  );
});
