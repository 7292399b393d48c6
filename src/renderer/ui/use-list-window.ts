/** Draws only the rows of a long list that are in view, and knows where each of them is. */
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type LongList, Offsets, scrollTo, windowOf } from './list-window';

export interface ListOf {
  /** Ids of the rows to draw with the place of each, in order. */
  rows: { id: string; index: number; topPx: number }[];
  heightPx: number;
  /** Give each drawn row's element here, and null when it goes. */
  measure: (id: string, element: HTMLElement | null) => void;
  /** Brings a row into view. Another function whenever rows have moved. */
  reveal: (id: string, smooth: boolean) => void;
}

/**
 * @param list another one whenever rows came, went or moved.
 * @param estimatePx how high a row is taken to be until it was drawn.
 */
export function useListWindow(
  list: LongList,
  scroller: RefObject<HTMLElement | null>,
  estimatePx: number,
): ListOf {
  const heights = useRef(new Map<string, number>());
  const elements = useRef(new Map<Element, string>());
  /** How much what lies above the view has grown since it was last drawn. */
  const grown = useRef(0);
  const [measured, setMeasured] = useState(0);
  const [view, setView] = useState({ scrollPx: 0, heightPx: 600 });

  const observer = useMemo(
    () =>
      new ResizeObserver((entries) => {
        const top = scroller.current?.getBoundingClientRect().top ?? 0;
        let changed = false;
        for (const { target, borderBoxSize } of entries) {
          const id = elements.current.get(target);
          const height = Math.round((borderBoxSize[0]?.blockSize ?? 0) * 10) / 10;
          const before = id === undefined ? undefined : heights.current.get(id);
          if (id === undefined || height === 0 || before === height) continue;
          heights.current.set(id, height);
          if (target.getBoundingClientRect().top < top)
            grown.current += height - (before ?? estimatePx);
          changed = true;
        }
        if (changed) setMeasured((count) => count + 1);
      }),
    [scroller, estimatePx],
  );
  useEffect(() => () => observer.disconnect(), [observer]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () =>
      setView((before) => {
        const now = { scrollPx: element.scrollTop, heightPx: element.clientHeight };
        return before.scrollPx === now.scrollPx && before.heightPx === now.heightPx ? before : now;
      });
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);

  const offsets = useMemo(
    () =>
      new Offsets(
        list.count,
        estimatePx,
        [...heights.current].flatMap(([id, height]): [number, number][] => {
          const index = list.indexOf(id);
          return index < 0 ? [] : [[index, height]];
        }),
      ),
    // A height that became known moves what comes after it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [list, measured, estimatePx],
  );

  // What is in view stays where it is when something above it turns out to be higher.
  useLayoutEffect(() => {
    if (grown.current === 0 || !scroller.current) return;
    scroller.current.scrollTop += grown.current;
    grown.current = 0;
  }, [offsets, scroller]);

  const measure = useCallback(
    (id: string, element: HTMLElement | null) => {
      if (element) {
        elements.current.set(element, id);
        observer.observe(element);
        return;
      }
      for (const [known, knownId] of elements.current) {
        if (knownId !== id) continue;
        observer.unobserve(known);
        elements.current.delete(known);
      }
    },
    [observer],
  );

  const reveal = useCallback(
    (id: string, smooth: boolean) => {
      const element = scroller.current;
      const index = list.indexOf(id);
      if (!element || index < 0) return;
      const top = scrollTo(offsets, index, element.scrollTop, element.clientHeight);
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const near = Math.abs(top - element.scrollTop) < 2 * element.clientHeight;
      if (top !== element.scrollTop) {
        element.scrollTo({ top, behavior: smooth && near && !still ? 'smooth' : 'auto' });
      }
    },
    [list, offsets, scroller],
  );

  const { first, end } = windowOf(offsets, view.scrollPx, view.heightPx);
  const rows = Array.from({ length: end - first }, (_, at) => {
    const index = first + at;
    return { id: list.idAt(index), index, topPx: offsets.at(index) };
  });
  return { rows, heightPx: offsets.at(list.count), measure, reveal };
}
