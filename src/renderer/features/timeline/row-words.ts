/** What rows are called, and the order they come in. */
import type { LessonDocument } from '../../../shared/domain/document';
import { useApp } from '../../stores/app';
import { boardInHand, kindOf } from '../../stores/boards';
import { lessonStore } from '../../stores/document';
import type { RowsBy } from './rows';
import { CAPTIONS_ROW, HIDDEN_ROW } from './shown';

export const ROWS_BY: readonly { id: RowsBy; name: string }[] = [
  { id: 'kind', name: 'By kind' },
  { id: 'tag', name: 'By tag' },
  { id: 'person', name: 'By person' },
  { id: 'focus', name: 'By focus' },
];

function personName(document: LessonDocument | null, id: string): string {
  if (useApp.getState().me?.id === id) return 'You';
  return document?.people.find((person) => person.id === id)?.name ?? 'Someone';
}

export function rowTitle(by: RowsBy, key: string): string {
  if (key === CAPTIONS_ROW) return 'Captions';
  if (key === HIDDEN_ROW) return 'Hidden';
  const { document } = lessonStore.getState();
  switch (by) {
    case 'kind':
      return kindOf(key).name;
    case 'tag':
      return key === '' ? 'No tag' : key;
    case 'person':
      return personName(document, key);
    case 'focus': {
      const focus = document?.focuses.find(({ id }) => id === key);
      return key === '' ? 'No focus' : (focus?.text ?? 'Another focus');
    }
  }
}

/** Rows that are there also when nothing is in them. */
export function rowsAlways(by: RowsBy): readonly string[] {
  if (by === 'kind') return boardInHand().kinds.map(({ id }) => id);
  const { me } = useApp.getState();
  return by === 'person' && me ? [me.id] : [];
}

export function byTitle(by: RowsBy): (a: string, b: string) => number {
  return (a, b) => rowTitle(by, a).localeCompare(rowTitle(by, b), 'en-GB');
}
