import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import styles from './Button.module.css';
import { classes } from './classes';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** One `primary` a screen at most; `record` only for what records; `link` reads as a sentence. */
  variant?: 'plain' | 'primary' | 'quiet' | 'record' | 'link';
  size?: 's' | 'm';
  className?: string;
  children: ReactNode;
}

export function Button({ variant = 'plain', size = 'm', className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={classes(styles.button, styles[variant], styles[size], className)}
    />
  );
}
