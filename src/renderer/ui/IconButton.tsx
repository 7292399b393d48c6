import type { LucideIcon } from 'lucide-react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import { classes } from './classes';
import styles from './IconButton.module.css';

export interface IconButtonProps
  extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** The accessible name, shown as a tooltip too. */
  label: string;
  icon: LucideIcon;
  size?: 's' | 'm';
  variant?: 'quiet' | 'plain' | 'primary';
  className?: string;
}

export function IconButton({
  label,
  icon: Icon,
  size = 'm',
  variant = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={classes(styles.button, styles[size], styles[variant], className)}
      render={(props) => <button {...props} title={label} />}
    >
      <Icon aria-hidden size={size === 's' ? 16 : 18} strokeWidth={1.75} />
    </AriaButton>
  );
}
