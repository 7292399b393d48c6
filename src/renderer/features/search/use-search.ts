/** Searching the whole library while someone types: one question at a time, the latest one next. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchHit, SearchPlace, SearchQuery } from '../../../shared/domain/library';
import { parseSearch } from '../../../shared/domain/search-text';
import { call } from '../../bridge/api';

export type Where = Pick<SearchQuery, 'lessonId' | 'className'>;

export interface Found {
  /** What was asked when these were found. */
  text: string;
  hits: readonly SearchHit[];
  next: SearchPlace | null;
}

const NOTHING: Found = { text: '', hits: [], next: null };

/** @param onError told when main says no. */
export function useSearch(
  text: string,
  { lessonId, className }: Where,
  onError: (thrown: unknown) => void,
): { found: Found; more: () => void } {
  const [found, setFound] = useState(NOTHING);
  const asking = useRef(false);
  const wanted = useRef<SearchQuery | null>(null);
  const failed = useRef(onError);
  failed.current = onError;

  const run = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    for (let query = wanted.current; query; query = wanted.current) {
      wanted.current = null;
      try {
        const page = await call((api) => api.search.find(query));
        const asked = query.text;
        const isMore = query.from !== null;
        setFound((before) =>
          isMore
            ? { ...before, hits: [...before.hits, ...page.hits], next: page.next }
            : { text: asked, ...page },
        );
      } catch (thrown) {
        failed.current(thrown);
      }
    }
    asking.current = false;
  }, []);

  useEffect(() => {
    if (parseSearch(text).length === 0) {
      wanted.current = null;
      setFound(NOTHING);
      return;
    }
    wanted.current = { text, lessonId, className, from: null };
    void run();
  }, [text, lessonId, className, run]);

  const { text: asked, next } = found;
  const more = useCallback(() => {
    if (!next || asking.current) return;
    wanted.current = { text: asked, lessonId, className, from: next };
    void run();
  }, [asked, next, lessonId, className, run]);
  return { found, more };
}
