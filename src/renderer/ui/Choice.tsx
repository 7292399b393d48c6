import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import styles from './Choice.module.css';

export interface ChoiceOption<K extends string> {
  id: K;
  name: string;
  hint?: string;
}

/** One of a few, each with what it means. */
export function Choice<K extends string>({
  label,
  options,
  value,
  onChange,
  labelHidden = false,
}: {
  label: string;
  options: readonly ChoiceOption<K>[];
  value: K;
  onChange: (value: K) => void;
  labelHidden?: boolean;
}) {
  return (
    <RadioGroup value={value} onChange={(id) => onChange(id as K)} className={styles.group}>
      <Label className={labelHidden ? 'visually-hidden' : styles.label}>{label}</Label>
      {options.map(({ id, name, hint }) => (
        <Radio key={id} value={id} className={styles.row}>
          <span aria-hidden className={styles.ring} />
          <span className={styles.words}>
            {name}
            {hint && <span className={styles.hint}>{hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
