import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';

/** A line above a page's own things that asks for a decision, and the buttons to decide with. */
export function Banner({
  name,
  icon: Icon,
  words,
  children,
}: {
  /** What a screen reader calls it. */
  name: string;
  icon: LucideIcon;
  words: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={name} className={styles.banner}>
      <Icon aria-hidden size={18} strokeWidth={1.75} />
      <p className={styles.words}>{words}</p>
      {children}
    </section>
  );
}
