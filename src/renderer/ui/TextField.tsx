import type { Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { classes } from './classes';
import styles from './TextField.module.css';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  /** Hides the label from sight, not from screen readers. */
  labelHidden?: boolean;
  hint?: string;
  error?: string;
  placeholder?: string;
  /** Lines of text; one line when left out. */
  lines?: number;
  /** Suggestions, by the id of a `<datalist>`. */
  list?: string;
  className?: string;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

export function TextField({
  label,
  labelHidden = false,
  hint,
  error,
  placeholder,
  lines,
  list,
  className,
  inputRef,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField
      {...rest}
      isInvalid={Boolean(error)}
      className={classes(styles.field, className)}
    >
      <Label className={labelHidden ? 'visually-hidden' : styles.label}>{label}</Label>
      {lines ? (
        <TextArea ref={inputRef} rows={lines} placeholder={placeholder} className={styles.input} />
      ) : (
        <Input ref={inputRef} list={list} placeholder={placeholder} className={styles.input} />
      )}
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaTextField>
  );
}
