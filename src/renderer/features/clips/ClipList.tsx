import { useMemo, useRef, useState } from 'react';
import type { ClipSpeed } from '../../../shared/domain/clip';
import { listOf } from '../../ui/list-window';
import { useListWindow } from '../../ui/use-list-window';
import { ClipRow } from './ClipRow';
import type { ClipChoice } from './clip-choices';
import clips from './ClipChoices.module.css';

const ESTIMATE_PX = 39;

/** Everything that could be exported; a lesson may have thousands of moments. */
export function ClipList({
  choices,
  chosen,
  nameOf,
  troubleOf,
  speedOf,
  speeds,
  onToggle,
  onName,
  onSpeed,
}: {
  choices: readonly ClipChoice[];
  chosen: ReadonlySet<string>;
  /** Null where they are to have no names of their own. */
  nameOf: ((id: string, name: string) => string) | null;
  /** What is wrong with one that is chosen, in words; empty when nothing is. */
  troubleOf: (choice: ClipChoice) => string;
  /** Null where they are not shown at speeds of their own here. */
  speedOf: ((id: string) => ClipSpeed) | null;
  /** Each shows its speed, also where it is as it was. */
  speeds: boolean;
  onToggle: (id: string, on: boolean) => void;
  onName: (id: string, name: string) => void;
  onSpeed: (id: string, speed: ClipSpeed) => void;
}) {
  // What was chosen on opening comes first: nobody should have to look for it.
  const [firstChosen] = useState(chosen);
  const ordered = useMemo(() => {
    const first = choices.filter((choice) => firstChosen.has(choice.id));
    return [...first, ...choices.filter((choice) => !firstChosen.has(choice.id))];
  }, [choices, firstChosen]);
  const byId = useMemo(() => new Map(ordered.map((choice) => [choice.id, choice])), [ordered]);
  const ids = useMemo(() => listOf(ordered.map((choice) => choice.id)), [ordered]);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useListWindow(ids, scroller, ESTIMATE_PX);
  return (
    <div ref={scroller} className={clips.scroller}>
      <ul aria-label="Clips to export" className={clips.list} style={{ height: list.heightPx }}>
        {list.rows.map(({ id, index, topPx }) => {
          const choice = byId.get(id);
          if (!choice) return null;
          const name = nameOf?.(id, choice.name) ?? null;
          const speed = speedOf?.(id) ?? null;
          return (
            <li
              key={id}
              ref={(element) => list.measure(id, element)}
              className={clips.item}
              style={{ transform: `translateY(${topPx}px)` }}
              aria-setsize={ids.count}
              aria-posinset={index + 1}
            >
              <ClipRow
                choice={choice}
                chosen={chosen.has(id)}
                name={name}
                speed={speeds || speed !== 'usual' ? speed : null}
                trouble={chosen.has(id) ? troubleOf(choice) : ''}
                onToggle={(on) => onToggle(id, on)}
                onName={(typed) => onName(id, typed)}
                onSpeed={(picked) => onSpeed(id, picked)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
