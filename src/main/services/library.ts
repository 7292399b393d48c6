/** The library as cards. */
import type { LessonCard } from '../../shared/domain/library';
import type { Send } from '../../shared/ipc/derive';
import type { CardRow } from '../db/repositories/cards';
import type { Store } from '../db/store';
import type { Playable } from './ports';

export interface LibraryService {
  cards(): LessonCard[];
  /** Tells the page how a lesson's card looks now. */
  tell(lessonId: string): void;
  /** The same in a moment, once for many edits: whoever made them does not wait for the counting. */
  tellSoon(lessonId: string): void;
  /** Tells what is still to be told, and nothing after that. */
  stop(): void;
}

const SOON_MS = 100;

export function libraryService(deps: {
  store: Pick<Store, 'cards'>;
  playable: Pick<Playable, 'share'>;
  send: Send;
}): LibraryService {
  const { store, playable, send } = deps;

  const toCard = ({ lesson, momentCount, parts }: CardRow): LessonCard => {
    const posterVersion = parts.find((part) => part.posterVersion !== null)?.posterVersion ?? null;
    const [first] = parts;
    const copies = parts.filter((part) => part.handling === 'copy');
    const made = copies.reduce((sum, part) => sum + playable.share(part.id), 0);
    return {
      lesson,
      durationUs: parts.reduce((end, part) => Math.max(end, part.endUs), 0),
      momentCount,
      partCount: parts.length,
      opensWith: first?.present === true && first.handling === 'direct' ? first.id : null,
      hasPoster: posterVersion !== null,
      posterVersion: posterVersion ?? 0,
      missing: parts.filter((part) => !part.present).map((part) => part.fileName),
      troubled: parts.filter((part) => part.trouble !== '').map((part) => part.fileName),
      playable: copies.length === 0 ? null : made / copies.length,
    };
  };

  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const tell = (lessonId: string): void => {
    const row = store.cards.one(lessonId);
    if (row) send('lessons', 'changed', toCard(row));
  };
  const tellAll = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const lessonId of waiting) tell(lessonId);
    waiting.clear();
  };

  return {
    cards: () => store.cards.all().map(toCard),
    tell,
    tellSoon: (lessonId) => {
      if (stopped) return;
      waiting.add(lessonId);
      timer ??= setTimeout(tellAll, SOON_MS);
    },
    stop: () => {
      stopped = true;
      tellAll();
    },
  };
}
