import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import { Menu as AriaMenu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import styles from './Menu.module.css';
import { type MenuAction, menuItems } from './menu-items';

/**
 * A menu beside something that is on the page already; mount it to open it. For lists with a menu
 * an entry, which share this one. The focus goes back to where it was.
 */
export function MenuPopover({
  label,
  actions,
  anchor,
  onClose,
}: {
  label: string;
  actions: readonly MenuAction[];
  anchor: RefObject<Element | null>;
  onClose: () => void;
}) {
  return (
    <Popover
      isOpen
      // By itself, without a trigger around it, it is a dialog to screen readers, and has to be named.
      aria-label={label}
      triggerRef={anchor}
      onOpenChange={(open) => !open && onClose()}
      className={styles.popover}
      placement="bottom end"
      offset={4}
    >
      <AriaMenu
        aria-label={label}
        autoFocus="first"
        className={styles.menu}
        disabledKeys={actions.filter((action) => action.disabled).map((action) => action.id)}
        onAction={(id) => {
          // The menu is gone and the focus back before the action: a dialog that it opens then
          // knows where to return to.
          flushSync(onClose);
          if (anchor.current instanceof HTMLElement) anchor.current.focus();
          actions.find((action) => action.id === id)?.run();
        }}
      >
        {menuItems(actions)}
      </AriaMenu>
    </Popover>
  );
}
