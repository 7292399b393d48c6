import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { LessonCard } from '../../../shared/domain/library';
import { isField } from '../../app/commands';
import { Card } from './Card';
import { noteShown } from './first-shown';
import { cardsInView, GAP, layGrid, placeOf, SPARE_ROWS, steer } from './grid-geometry';
import styles from './LessonGrid.module.css';

interface View {
  width: number;
  height: number;
  top: number;
}

/** The part of the list that is seen; told anew when it scrolls or anything changes size. */
function useView(list: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ width: 0, height: 0, top: 0 });
  useLayoutEffect(() => {
    const within = list.current;
    const element = within?.parentElement;
    if (!element || !within) return;
    const look = () => {
      const next = {
        width: within.clientWidth,
        height: element.clientHeight,
        top: Math.max(0, element.scrollTop - within.offsetTop),
      };
      setView((now) =>
        now.width === next.width && now.height === next.height && now.top === next.top ? now : next,
      );
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    watch.observe(within);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [list]);
  return view;
}

/**
 * The lessons as a grid of cards. Only those near the view are in the page; each says its place in
 * the whole list. Arrows, Home and End walk from card to card. What it lies in scrolls it.
 */
export function LessonGrid({
  cards,
  today,
  show,
  onMenu,
}: {
  cards: readonly LessonCard[];
  today: string;
  /** A lesson to bring into view and give the keyboard to. */
  show: Id | null;
  onMenu: (card: LessonCard, beside: HTMLElement) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const view = useView(list);
  const [focused, setFocused] = useState<number | null>(null);
  const goTo = useRef<number | null>(null);
  const grid = layGrid(view.width, cards.length);
  // What is not seen comes in once what is seen is on screen.
  const [spareRows, setSpareRows] = useState(0);
  const { from, to } = cardsInView(grid, cards.length, view.top, view.height, spareRows);

  const hasCards = view.width > 0 && cards.length > 0;
  useEffect(() => {
    if (!hasCards) return;
    noteShown();
    const idle = requestIdleCallback(() => setSpareRows(SPARE_ROWS));
    return () => cancelIdleCallback(idle);
  }, [hasCards]);

  const bring = useCallback(
    (index: number) => {
      const element = list.current?.parentElement;
      if (!element || !list.current) return;
      // The heading stays above the cards where there is room for it; a card is not hidden by it.
      const covered = Number.parseFloat(getComputedStyle(element).scrollPaddingTop) || 0;
      const y = list.current.offsetTop + placeOf(grid, index).y;
      if (y < element.scrollTop + covered) element.scrollTop = y - covered;
      else if (y + grid.cardHeight > element.scrollTop + element.clientHeight - GAP) {
        element.scrollTop = y + grid.cardHeight - element.clientHeight + GAP;
      }
      goTo.current = index;
      setFocused(index);
    },
    [grid],
  );

  // The card is in the page only after it was brought into view.
  useEffect(() => {
    if (goTo.current === null) return;
    const { activeElement } = document;
    // Whoever is writing, or answering a dialog, keeps the keyboard.
    if (isField(activeElement) || activeElement?.closest('[role="dialog"],[role="alertdialog"]')) {
      goTo.current = null;
      return;
    }
    const link = list.current?.querySelector<HTMLElement>(`[data-at="${goTo.current}"] a`);
    if (!link) return;
    goTo.current = null;
    link.focus({ preventScroll: true });
  });

  const shown = useRef<Id | null>(null);
  useEffect(() => {
    if (!show || shown.current === show || view.width === 0) return;
    const index = cards.findIndex((card) => card.lesson.id === show);
    if (index < 0) return;
    shown.current = show;
    bring(index);
  }, [show, cards, view.width, bring]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = event.target;
    if (!(target instanceof HTMLAnchorElement)) return;
    const at = Number(target.closest<HTMLElement>('[data-at]')?.dataset['at']);
    const index = steer(event.key, at, cards.length, grid.columns);
    if (index === null) return;
    event.preventDefault();
    bring(index);
  };

  const indexes: number[] = [];
  if (focused !== null && focused < from && focused < cards.length) indexes.push(focused);
  for (let index = from; index < to; index++) indexes.push(index);
  if (focused !== null && focused >= to && focused < cards.length) indexes.push(focused);

  return (
    // Said out loud: some screen readers drop the role of a list without bullets.
    <ul
      ref={list}
      role="list"
      aria-label="Lessons"
      className={styles.list}
      style={{ height: grid.height }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const at = event.target.closest<HTMLElement>('[data-at]')?.dataset['at'];
        if (at !== undefined) setFocused(Number(at));
      }}
    >
      {view.width > 0 &&
        indexes.map((index) => {
          const card = cards[index];
          if (!card) return null;
          const { x, y } = placeOf(grid, index);
          return (
            <li
              key={card.lesson.id}
              data-at={index}
              aria-setsize={cards.length}
              aria-posinset={index + 1}
              className={styles.item}
              style={{
                width: grid.cardWidth,
                height: grid.cardHeight,
                transform: `translate(${x}px, ${y}px)`,
              }}
            >
              <Card card={card} today={today} posterHeight={grid.posterHeight} onMenu={onMenu} />
            </li>
          );
        })}
    </ul>
  );
}
