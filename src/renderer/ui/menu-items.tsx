import type { LucideIcon } from 'lucide-react';
import { MenuItem } from 'react-aria-components/Menu';
import { Kbd } from './Kbd';
import styles from './Menu.module.css';

export interface MenuAction {
  id: string;
  name: string;
  /** Already in words: what `keyNames` answers. */
  keys?: readonly string[];
  icon?: LucideIcon;
  disabled?: boolean;
  run: () => void;
}

/** The entries of a menu. A function and not a part: React Aria collects a menu's own children. */
export function menuItems(actions: readonly MenuAction[]) {
  return actions.map(({ id, name, keys, icon: Icon }) => (
    <MenuItem key={id} id={id} textValue={name} className={styles.item}>
      {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      <span className={styles.name}>{name}</span>
      {keys && <Kbd keys={keys} />}
    </MenuItem>
  ));
}
