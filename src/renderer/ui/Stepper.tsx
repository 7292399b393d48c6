import { Minus, Plus } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField } from 'react-aria-components/NumberField';
import { Text } from 'react-aria-components/Text';
import styles from './Stepper.module.css';

/** A number that is typed or stepped. */
export function Stepper({
  label,
  hint,
  value,
  min,
  max,
  step,
  unit,
  onChange,
}: {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** Shown and read after the number: `second`; the label says it where the system has no word. */
  unit?: string;
  onChange: (value: number) => void;
}) {
  return (
    <NumberField
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={unit ? { style: 'unit', unit, unitDisplay: 'long' } : undefined}
      onChange={(next) => Number.isFinite(next) && onChange(next)}
      className={styles.field}
    >
      <Label className={styles.label}>{label}</Label>
      <Group className={styles.group}>
        <AriaButton slot="decrement" className={styles.step}>
          <Minus aria-hidden size={14} />
        </AriaButton>
        <Input className={styles.input} />
        <AriaButton slot="increment" className={styles.step}>
          <Plus aria-hidden size={14} />
        </AriaButton>
      </Group>
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
    </NumberField>
  );
}
