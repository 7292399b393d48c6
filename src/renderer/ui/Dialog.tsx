import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classes } from './classes';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton';

export interface DialogProps {
  /** The dialog's heading and its accessible name. */
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
  /** `wide` for lists, `widest` where there is much to look at side by side. */
  wide?: boolean;
  widest?: boolean;
  /** There is nothing in it but words: it takes the focus itself, so that keys can scroll it. */
  onlyWords?: boolean;
  /** False while something must be answered: no close button, no Escape, no click outside. */
  dismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
}

/** A dialog over the page. Mount it to open it; `onClose` asks to have it unmounted. */
export function Dialog({
  title,
  onClose,
  children,
  actions,
  wide = false,
  widest = false,
  onlyWords = false,
  dismissable = true,
  role = 'dialog',
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable={dismissable && role === 'dialog'}
      isKeyboardDismissDisabled={!dismissable}
      className={styles.veil}
    >
      <Modal className={classes(styles.modal, wide && styles.wide, widest && styles.widest)}>
        <AriaDialog role={role} className={styles.dialog}>
          <header className={styles.head}>
            <Heading slot="title" level={1} className={styles.title}>
              {title}
            </Heading>
            {dismissable && <IconButton label="Close" icon={X} size="s" onPress={onClose} />}
          </header>
          <div
            className={styles.body}
            {...(onlyWords ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
          >
            {children}
          </div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
