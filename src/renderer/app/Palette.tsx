import { Clapperboard, CornerDownLeft, MessageSquareText, Zap } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { SearchHit } from '../../shared/domain/library';
import { formatClock } from '../../shared/domain/time';
import { call } from '../bridge/api';
import { useLibrary } from '../stores/library';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { Kbd } from '../ui/Kbd';
import { isEnabled, useAllCommands } from './commands';
import { keyNames } from './key-names';
import styles from './Palette.module.css';
import { type Result, resultsFor, wordsOf } from './palette-results';
import { navigate } from './route';
import { tellError } from './tell-error';

const ICONS = { command: Zap, lesson: Clapperboard, moment: MessageSquareText };
const KINDS = { command: 'Command', lesson: 'Lesson', moment: 'Moment' };

function useHits(text: string): readonly SearchHit[] {
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  useEffect(() => {
    if (wordsOf(text).length === 0) {
      setHits([]);
      return;
    }
    let here = true;
    // A short wait, so that a word typed quickly is one question.
    const wait = setTimeout(() => {
      call((api) => api.lessons.search({ text: text.trim() })).then((found) => {
        if (here) setHits(found);
      }, tellError);
    }, 80);
    return () => {
      here = false;
      clearTimeout(wait);
    };
  }, [text]);
  return hits;
}

function Words({ result }: { result: Result }) {
  switch (result.is) {
    case 'command':
      return (
        <>
          <span className={styles.name}>{result.command.name}</span>
          {result.command.keys[0] !== undefined && <Kbd keys={keyNames(result.command.keys[0])} />}
        </>
      );
    case 'lesson': {
      const { title, subject, className } = result.card.lesson;
      return (
        <>
          <span className={styles.name}>{title}</span>
          <span className={styles.about}>{[subject, className].filter(Boolean).join(' · ')}</span>
        </>
      );
    }
    case 'moment':
      return (
        <>
          <span className={styles.name}>{result.hit.text}</span>
          <span className={styles.about}>
            {result.hit.lessonTitle} · {formatClock(result.hit.atUs)}
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
  const late = useDeferredValue(text);
  const hits = useHits(late);
  const results = useMemo(
    () => resultsFor(late, commands.filter(isEnabled), cards.values(), hits),
    [late, commands, cards, hits],
  );
  const at = Math.min(chosen, results.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, results]);

  const run = (result: Result | undefined) => {
    if (!result) return;
    onClose();
    switch (result.is) {
      case 'command':
        // The dialog goes first, so that a command may open another.
        setTimeout(() => result.command.run());
        return;
      case 'lesson':
        navigate({ page: 'lesson', lessonId: result.card.lesson.id });
        return;
      case 'moment':
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
      <div
        ref={list}
        id="palette-results"
        role="listbox"
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
              <Words result={result} />
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
