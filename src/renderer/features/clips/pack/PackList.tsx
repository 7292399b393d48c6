import { useMemo, useRef, useState } from 'react';
import type { LessonDocument } from '../../../../shared/domain/document';
import { listOf } from '../../../ui/list-window';
import { useListWindow } from '../../../ui/use-list-window';
import type { ClipChoice } from '../clip-choices';
import { classes } from '../../../ui/classes';
import clips from '../ClipChoices.module.css';
import styles from './PackDialog.module.css';
import { notesFor, type PackWords } from './pack-choices';
import { PackRow } from './PackRow';

const ESTIMATE_PX = 39;
const NO_WORDS: PackWords = {};

/** Everything that could be in the pack; a lesson may have thousands of moments. */
export function PackList({
  document,
  choices,
  chosen,
  words,
  troubleOf,
  onToggle,
  onWords,
}: {
  document: LessonDocument;
  choices: readonly ClipChoice[];
  chosen: ReadonlySet<string>;
  words: ReadonlyMap<string, PackWords>;
  /** What is wrong with one that is chosen, in words; empty when nothing is. */
  troubleOf: (choice: ClipChoice) => string;
  onToggle: (id: string, on: boolean) => void;
  onWords: (id: string, words: PackWords) => void;
}) {
  // What was chosen on opening comes first: nobody should have to look for it.
  const [firstChosen] = useState(chosen);
  const ordered = useMemo(() => {
    const first = choices.filter(({ id }) => firstChosen.has(id));
    return [...first, ...choices.filter(({ id }) => !firstChosen.has(id))];
  }, [choices, firstChosen]);
  const byId = useMemo(() => new Map(ordered.map((choice) => [choice.id, choice])), [ordered]);
  const ids = useMemo(() => listOf(ordered.map(({ id }) => id)), [ordered]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useListWindow(ids, scroller, ESTIMATE_PX);
  return (
    <div ref={scroller} className={classes(clips.scroller, styles.list)}>
      <ul aria-label="Clips of the pack" className={clips.list} style={{ height: list.heightPx }}>
        {list.rows.map(({ id, index, topPx }) => {
          const choice = byId.get(id);
          if (!choice) return null;
          const isChosen = chosen.has(id);
          return (
            <li
              key={id}
              ref={(element) => list.measure(id, element)}
              className={clips.item}
              style={{ transform: `translateY(${topPx}px)` }}
              aria-setsize={ids.count}
              aria-posinset={index + 1}
            >
              <PackRow
                choice={choice}
                chosen={isChosen}
                words={words.get(id) ?? NO_WORDS}
                notes={isChosen ? notesFor(document, choice) : []}
                trouble={isChosen ? troubleOf(choice) : ''}
                onToggle={(on) => onToggle(id, on)}
                onWords={(typed) => onWords(id, typed)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
