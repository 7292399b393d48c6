import type { LucideIcon } from 'lucide-react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
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

export interface MenuProps {
  /** The menu's accessible name. */
  label: string;
  actions: readonly MenuAction[];
  /** The button that opens it: any part built on react-aria's Button. */
  children: React.ReactNode;
}

export function Menu({ label, actions, children }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} placement="bottom end" offset={4}>
        <AriaMenu
          aria-label={label}
          className={styles.menu}
          disabledKeys={actions.filter((action) => action.disabled).map((action) => action.id)}
          onAction={(id) => actions.find((action) => action.id === id)?.run()}
        >
          {actions.map(({ id, name, keys, icon: Icon }) => (
            <AriaMenuItem key={id} id={id} textValue={name} className={styles.item}>
              {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
              <span className={styles.name}>{name}</span>
              {keys && <Kbd keys={keys} />}
            </AriaMenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
