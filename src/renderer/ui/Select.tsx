import { Check, ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { classes } from './classes';
import styles from './Select.module.css';

export interface SelectProps<K extends string> {
  label: string;
  labelHidden?: boolean;
  options: readonly { id: K; name: string }[];
  value: K;
  onChange: (value: K) => void;
  /** `chip` for filters above a list. */
  look?: 'field' | 'chip';
  /** Comes with its list open: it was asked for by key. */
  openAtOnce?: boolean;
  /** The list was closed, chosen from or not. */
  onLeave?: () => void;
}

export function Select<K extends string>({
  label,
  labelHidden = false,
  options,
  value,
  onChange,
  look = 'field',
  openAtOnce = false,
  onLeave,
}: SelectProps<K>) {
  return (
    <AriaSelect
      className={classes(styles.select, styles[look])}
      value={value}
      defaultOpen={openAtOnce}
      onOpenChange={(open) => !open && onLeave?.()}
      onChange={(key) => key !== null && onChange(key as K)}
    >
      <Label className={labelHidden ? 'visually-hidden' : styles.label}>{label}</Label>
      <AriaButton className={styles.button}>
        <SelectValue className={styles.value} />
        <ChevronDown aria-hidden size={14} className={styles.arrow} />
      </AriaButton>
      <Popover className={styles.popover} offset={4}>
        <ListBox className={styles.list}>
          {options.map((option) => (
            <ListBoxItem
              key={option.id}
              id={option.id}
              textValue={option.name}
              className={styles.option}
            >
              {({ isSelected }) => (
                <>
                  <span className={styles.value}>{option.name}</span>
                  {isSelected && <Check aria-hidden size={14} />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
