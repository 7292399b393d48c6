import { useLayoutEffect, useRef } from 'react';
import { classes } from '../ui/classes';
import { fittedPx, type TextSize } from './measures';
import styles from './Still.module.css';

/** What may be given up, in turn, for words to fit: lines as they were written, words in one piece. */
const TRIES: readonly Partial<Pick<CSSStyleDeclaration, 'whiteSpace' | 'overflowWrap'>>[] = [
  { whiteSpace: 'pre-line', overflowWrap: 'normal' },
  { whiteSpace: 'normal' },
  { overflowWrap: 'anywhere' },
];

/**
 * Words in at most so many lines: made smaller where they would not fit, then run on, then broken
 * inside words; what is too much even so is left away with a sign. As wide as the longest line.
 */
export function Fitted({
  text,
  lines,
  size,
  lineHeight,
  className,
}: {
  text: string;
  lines: number;
  size: TextSize;
  /** In letters' heights. */
  lineHeight: number;
  className?: string | undefined;
}) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (host.current) fit(host.current, size, lineHeight * lines);
  }, [lines, size, lineHeight]);
  return (
    <div
      ref={host}
      className={classes(styles.fitted, className)}
      style={{ lineHeight, WebkitLineClamp: lines }}
    >
      <span className={styles.words}>{text}</span>
    </div>
  );
}

/** @param most height that the words may take, in letters' heights */
function fit(element: HTMLElement, size: TextSize, most: number): void {
  const { style } = element;
  const fits = (px: number): boolean => {
    style.fontSize = `${px}px`;
    return element.scrollWidth <= element.clientWidth && element.offsetHeight <= px * most + 1;
  };
  for (const given of TRIES) {
    Object.assign(style, given);
    const px = fittedPx(size, fits);
    if (px === null) continue;
    style.fontSize = `${px}px`;
    narrow(element);
    return;
  }
  style.fontSize = `${size.smallestPx}px`;
  element.classList.add(styles.shortened ?? '');
}

/** Balanced lines leave room beside them, which a plate is not to have. */
function narrow(element: HTMLElement): void {
  const range = document.createRange();
  range.selectNodeContents(element);
  const before = element.offsetHeight;
  element.style.width = `${Math.ceil(range.getBoundingClientRect().width) + 1}px`;
  if (element.offsetHeight !== before) element.style.width = '';
}
