import { Fragment, type ReactNode } from 'react';
import { marksIn, type Wanted } from '../../shared/domain/search-text';
import styles from './Marked.module.css';

/** A text in which what was looked for is marked. */
export function Marked({ text, wanted }: { text: string; wanted: readonly Wanted[] }) {
  const marks = marksIn(text, wanted);
  if (marks.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    parts.push(
      <Fragment key={from}>
        {text.slice(at, from)}
        <mark className={styles.mark}>{text.slice(from, to)}</mark>
      </Fragment>,
    );
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
