import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { classes } from './classes';
import styles from './PanelPopover.module.css';

/** A small panel beside its button; mount it to open it. The focus goes back to where it was. */
export function PanelPopover({
  label,
  anchor,
  size = 's',
  placement = 'bottom end',
  flush = false,
  onClose,
  children,
}: {
  /** The accessible name. */
  label: string;
  anchor: RefObject<HTMLElement | null>;
  /** The small one stands beside the picture, over the moments. */
  size?: 's' | 'l';
  placement?: PopoverProps['placement'];
  /** What is in it goes up to its edges. */
  flush?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover
      isOpen
      triggerRef={anchor}
      onOpenChange={(open) => !open && onClose()}
      placement={placement}
      offset={4}
      className={classes(styles.popover, styles[size])}
    >
      <Dialog aria-label={label} className={classes(styles.panel, !flush && styles.padded)}>
        {children}
      </Dialog>
    </Popover>
  );
}
