import {
  Captions,
  ChevronDown,
  Clapperboard,
  CornerDownLeft,
  MessageSquareText,
  MessagesSquare,
  Zap,
} from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { parseSearch, type Wanted } from '../../shared/domain/search-text';
import { formatClock } from '../../shared/domain/time';
import { useSearch, type Where } from '../features/search/use-search';
import { useLesson } from '../stores/document';
import { useLibrary } from '../stores/library';
import { ChipSelect } from '../ui/ChipSelect';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { Kbd } from '../ui/Kbd';
import { Marked } from '../ui/Marked';
import { isEnabled, useAllCommands } from './commands';
import { keyNames } from './key-names';
import styles from './Palette.module.css';
import { type Result, resultsFor } from './palette-results';
import { navigate } from './route';
import { tellError } from './tell-error';

const ICONS = {
  command: Zap,
  card: Clapperboard,
  lesson: Clapperboard,
  moment: MessageSquareText,
  reply: MessagesSquare,
  caption: Captions,
  more: ChevronDown,
};
const KINDS = {
  command: 'Command',
  card: 'Lesson',
  lesson: 'Lesson',
  moment: 'Moment',
  reply: 'Reply',
  caption: 'Caption',
  more: 'Results',
};
const EVERYWHERE = '';
const THIS_LESSON = 'this';

/** Where to look: everywhere, in the lesson that is open, or in a class. */
function useWhere(): {
  options: { id: string; name: string }[];
  chosen: string;
  choose: (id: string) => void;
  where: Where;
} {
  const [chosen, choose] = useState(EVERYWHERE);
  const cards = useLibrary((state) => state.cards);
  const openId = useLesson((state) => state.lessonId);
  const classes = useMemo(
    () => [...new Set([...cards.values()].map(({ lesson }) => lesson.className))].filter(Boolean),
    [cards],
  );
  return {
    options: [
      { id: EVERYWHERE, name: 'Everywhere' },
      ...(openId ? [{ id: THIS_LESSON, name: 'This lesson' }] : []),
      ...classes.sort().map((name) => ({ id: `class ${name}`, name })),
    ],
    chosen,
    choose,
    where: {
      lessonId: chosen === THIS_LESSON ? openId : null,
      className: chosen.startsWith('class ') ? chosen.slice('class '.length) : null,
    },
  };
}

function Words({ result, wanted }: { result: Result; wanted: readonly Wanted[] }) {
  switch (result.is) {
    case 'command':
      return (
        <>
          <span className={styles.name}>{result.command.name}</span>
          {result.command.keys[0] !== undefined && <Kbd keys={keyNames(result.command.keys[0])} />}
        </>
      );
    case 'card': {
      const { title, subject, className } = result.card.lesson;
      return (
        <>
          <span className={styles.name}>
            <Marked text={title} wanted={wanted} />
          </span>
          <span className={styles.about}>{[subject, className].filter(Boolean).join(' · ')}</span>
        </>
      );
    }
    case 'more':
      return <span className={styles.name}>Show more</span>;
    default:
      return (
        <>
          <span className={styles.name}>
            <Marked text={result.hit.text} wanted={wanted} />
          </span>
          <span className={styles.about}>
            {result.hit.lessonTitle}
            {result.is !== 'lesson' && ` · ${formatClock(result.hit.atUs)}`}
          </span>
        </>
      );
  }
}

/** Search and commands in one place: type, choose with the arrows, press Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const commands = useAllCommands();
  const cards = useLibrary((state) => state.cards);
  const { options, chosen: place, choose, where } = useWhere();
  const { found, more } = useSearch(text, where, tellError);
  const { hits, next } = found;
  const results = useMemo(
    () => resultsFor(text, commands.filter(isEnabled), cards.values(), hits, next !== null),
    [text, commands, cards, hits, next],
  );
  const wanted = useMemo(() => parseSearch(text), [text]);
  const at = Math.min(chosen, results.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, results]);

  const run = (result: Result | undefined) => {
    if (!result) return;
    if (result.is === 'more') {
      more();
      return;
    }
    onClose();
    switch (result.is) {
      case 'command':
        // The dialog goes first, so that a command may open another.
        setTimeout(() => result.command.run());
        return;
      case 'card':
        navigate({ page: 'lesson', lessonId: result.card.lesson.id });
        return;
      case 'lesson':
        navigate({ page: 'lesson', lessonId: result.hit.lessonId });
        return;
      default:
        navigate({
          page: 'lesson',
          lessonId: result.hit.lessonId,
          atUs: result.hit.atUs,
          momentId: result.hit.momentId ?? undefined,
        });
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const last = results.length - 1;
    if (event.key === 'ArrowDown') setChosen(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setChosen(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter') run(results[at]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Search and commands" onClose={onClose} wide>
      <div className={styles.ask}>
        <input
          type="text"
          role="combobox"
          // Opened to be typed into.
          autoFocus
          aria-label="Search lessons, moments and commands"
          aria-expanded="true"
          aria-controls="palette-results"
          aria-activedescendant={results[at] ? `palette-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search lessons, moments and commands"
          className={styles.input}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <ChipSelect label="Where to look" options={options} value={place} onChange={choose} />
      </div>
      <div
        ref={list}
        id="palette-results"
        role="listbox"
        aria-busy={wanted.length > 0 && found.text !== text}
        aria-label="Found"
        className={styles.results}
      >
        {results.map((result, index) => {
          const Icon = ICONS[result.is];
          return (
            <div
              key={result.id}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={classes(styles.result, index === at && styles.chosen)}
              onPointerMove={() => setChosen(index)}
              onClick={() => run(result)}
              onKeyDown={onKeyDown}
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} />
              <span className="visually-hidden">{KINDS[result.is]}:</span>
              <Words result={result} wanted={wanted} />
              {index === at && <CornerDownLeft aria-hidden size={14} />}
            </div>
          );
        })}
      </div>
      <p role="status" className={styles.none}>
        {results.length === 0 ? 'Nothing found.' : ''}
      </p>
    </Dialog>
  );
}
