import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { classes } from './classes';
import styles from './SuggestField.module.css';
import { useLeaving } from './use-leaving';

export interface Suggestion {
  id: string;
  name: string;
}

/** A line to type in with suggestions below it: arrows choose, Enter takes, Escape leaves. */
export function SuggestField({
  label,
  placeholder,
  suggest,
  onTake,
  onType,
  onLeave,
  maxLength = 200,
}: {
  label: string;
  placeholder?: string;
  /** What fits what has been typed, the likeliest first. */
  suggest: (text: string) => readonly Suggestion[];
  onTake: (suggestion: Suggestion) => void;
  /** Takes what was typed itself; without it only suggestions can be taken. */
  onType?: (text: string) => void;
  onLeave: () => void;
  maxLength?: number;
}) {
  const [text, setText] = useState('');
  /** -1 while what was typed is what Enter takes. */
  const [at, setAt] = useState(onType ? -1 : 0);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { gotKeys, lostKeys } = useLeaving(onLeave);
  const suggestions = suggest(text);
  useEffect(() => input.current?.focus(), []);

  const again = () => {
    setText('');
    setAt(onType ? -1 : 0);
  };
  const take = (suggestion: Suggestion) => {
    onTake(suggestion);
    again();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const least = onType ? -1 : 0;
    const chosen = suggestions[at];
    if (event.key === 'ArrowDown') setAt(Math.min(suggestions.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(least, at - 1));
    else if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter') {
      if (chosen) take(chosen);
      else if (text.trim() === '') onLeave();
      else if (onType) {
        onType(text.trim());
        again();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={styles.field}
      onFocus={gotKeys}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) lostKeys();
      }}
    >
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={suggestions.length > 0}
        aria-controls={listId}
        aria-activedescendant={suggestions[at] ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        placeholder={placeholder}
        className={styles.input}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(onType ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={`${label}: suggestions`}
        className={classes(styles.list, suggestions.length === 0 && styles.empty)}
      >
        {suggestions.map((suggestion, index) => (
          <div
            key={suggestion.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes(styles.option, index === at && styles.chosen)}
            // Before the field loses the keyboard and goes.
            onPointerDown={(event) => {
              event.preventDefault();
              take(suggestion);
            }}
          >
            {suggestion.name}
          </div>
        ))}
      </div>
    </div>
  );
}
