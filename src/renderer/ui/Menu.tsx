import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import styles from './Menu.module.css';
import { type MenuAction, menuItems } from './menu-items';

export interface MenuProps {
  /** The menu's accessible name. */
  label: string;
  actions: readonly MenuAction[];
  /** The button that opens it: any part built on react-aria's Button. */
  children: ReactNode;
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
          {menuItems(actions)}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
