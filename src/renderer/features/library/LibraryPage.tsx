import { Plus, Timer } from 'lucide-react';
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useDeferredValue,
  useMemo,
  useState,
} from 'react';
import { localDay } from '../../../shared/domain/keep-until';
import type { LessonCard } from '../../../shared/domain/library';
import { type Command, useCommands } from '../../app/commands';
import { useApp } from '../../stores/app';
import { useLibrary } from '../../stores/library';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { PageHead } from '../../ui/PageHead';
import { SearchBox } from '../../ui/SearchBox';
import { beginLive, chooseFootage, openMadeLesson, useAdding } from './adding';
import { DueBanner } from './DueBanner';
import { FilterBar } from './FilterBar';
import { LessonGrid } from './LessonGrid';
import styles from './LibraryPage.module.css';
import { choicesOf, OPEN_SIEVE, sift } from './sift';
import { useSieve } from './use-sieve';

const loadMenu = () => import('./CardMenu');
const CardMenu = lazy(async () => ({ default: (await loadMenu()).CardMenu }));

const COMMANDS: readonly Command[] = [
  {
    id: 'library.add',
    name: 'Add footage…',
    group: 'Lessons',
    keys: ['$mod+o'],
    run: () => void chooseFootage(),
  },
  {
    id: 'library.live',
    name: 'Notice a lesson live',
    group: 'Lessons',
    keys: [],
    run: () => void beginLive(),
  },
  {
    id: 'library.search',
    name: 'Find a lesson',
    group: 'Lessons',
    keys: ['/', '$mod+f'],
    run: () => document.getElementById('lesson-search')?.focus(),
  },
];

export function LibraryPage({ greeting }: { greeting?: ReactNode }) {
  useCommands(COMMANDS);
  const cards = useLibrary((state) => state.cards);
  const inHand = useLibrary((state) => state.inHand);
  const libraryFolder = useApp((state) => state.libraryFolder);
  const isKnown = useApp((state) => state.phase === 'ready');
  const sieve = useSieve();
  const adding = useAdding((state) => state.reading);
  const today = localDay(new Date());
  const text = useDeferredValue(sieve.text);
  const shown = useMemo(() => sift(cards.values(), { ...sieve, text }), [cards, sieve, text]);
  const choices = useMemo(() => choicesOf(cards.values()), [cards]);
  const [menu, setMenu] = useState<{ card: LessonCard; beside: HTMLElement } | null>(null);
  const openMenu = useCallback(
    (card: LessonCard, beside: HTMLElement) => setMenu({ card, beside }),
    [],
  );
  const closeMenu = useCallback(() => setMenu(null), []);
  const add = (
    <Button variant="primary" onPress={() => void chooseFootage()}>
      <Plus aria-hidden size={17} strokeWidth={2.25} />
      Add footage
    </Button>
  );
  const reading = (
    <p role="status" className={styles.reading}>
      {adding}
    </p>
  );

  if (isKnown && cards.size === 0) {
    return (
      <>
        <PageHead title="Lessons">{reading}</PageHead>
        <EmptyState sentence="Add the footage of a lesson, from a phone or a camera, and watch it together. Dropping files anywhere here works too.">
          {add}
          <Button variant="link" onPress={() => void openMadeLesson()}>
            Try a made lesson
          </Button>
          <Button variant="link" onPress={() => void beginLive()}>
            Notice a lesson live, without footage
          </Button>
        </EmptyState>
        <p className={styles.where}>The library is kept in {libraryFolder}</p>
      </>
    );
  }
  return (
    <div className={styles.scroller}>
      <div className={styles.head}>
        <PageHead title="Lessons">
          {reading}
          <SearchBox
            id="lesson-search"
            label="Find a lesson"
            value={sieve.text}
            onChange={(value) => useSieve.setState({ text: value })}
          />
          <Button onPress={() => void beginLive()}>
            <Timer aria-hidden size={16} />
            Notice live
          </Button>
          {add}
        </PageHead>
        <FilterBar
          sieve={sieve}
          choices={choices}
          shown={shown.length}
          total={isKnown ? cards.size : null}
          onChange={(change) => useSieve.setState(change)}
        />
      </div>
      {greeting}
      <DueBanner today={today} />
      {!isKnown && (
        <p role="status" className={styles.opening}>
          Opening your library
        </p>
      )}
      {shown.length > 0 || !isKnown ? (
        <LessonGrid cards={shown} today={today} show={inHand} onMenu={openMenu} />
      ) : (
        <EmptyState sentence="No lesson fits what you are looking for.">
          <Button onPress={() => useSieve.setState({ ...OPEN_SIEVE, sort: sieve.sort })}>
            Show all lessons
          </Button>
        </EmptyState>
      )}
      <Suspense>
        {menu && <CardMenu card={menu.card} beside={menu.beside} onClose={closeMenu} />}
      </Suspense>
    </div>
  );
}
