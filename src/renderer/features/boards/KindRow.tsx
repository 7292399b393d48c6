import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '../../ui/Checkbox';
import { ChipSelect } from '../../ui/ChipSelect';
import { Dot } from '../../ui/Chip';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { Stepper } from '../../ui/Stepper';
import { TextField } from '../../ui/TextField';
import styles from './BoardDialog.module.css';
import { COLOURS, type KindDraft } from './draft';
import { KeyChoice } from './KeyChoice';

const SHAPES = [
  { id: 'point', name: 'A moment' },
  { id: 'range', name: 'A stretch: press twice' },
] as const;

/** One kind: its name, key and colour; the rest folded away until it is wanted. */
export function KindRow({
  kind,
  error,
  onChange,
  onRemove,
}: {
  kind: KindDraft;
  error: string;
  onChange: (kind: KindDraft) => void;
  /** Null for the last one: a board has at least one kind. */
  onRemove: (() => void) | null;
}) {
  const [open, setOpen] = useState(false);
  const put = (change: Partial<KindDraft>) => onChange({ ...kind, ...change });
  const name = kind.name.trim() || 'this kind';
  return (
    <div role="group" aria-label={name} className={styles.row}>
      <div className={classes(styles.line, styles.kindLine)}>
        <Dot colour={kind.colour} />
        <TextField
          className={styles.wide}
          label="Kind"
          labelHidden
          placeholder="Wait time"
          maxLength={40}
          value={kind.name}
          onChange={(text) => put({ name: text })}
          error={error}
        />
        <KeyChoice label={`Key of ${name}`} value={kind.key} onChange={(key) => put({ key })} />
        <ChipSelect
          label={`Colour of ${name}`}
          options={COLOURS}
          value={kind.colour}
          onChange={(colour) => put({ colour })}
        />
        <IconButton
          label={open ? `Less about ${name}` : `More about ${name}`}
          aria-expanded={open}
          icon={open ? ChevronDown : ChevronRight}
          size="s"
          onPress={() => setOpen(!open)}
        />
        <IconButton
          label={`Remove ${name}`}
          icon={Trash2}
          size="s"
          isDisabled={onRemove === null}
          onPress={() => onRemove?.()}
        />
      </div>
      {open && (
        <div className={styles.more}>
          <Select
            label="What it marks"
            options={SHAPES}
            value={kind.shape}
            onChange={(shape) => put({ shape })}
          />
          <div className={styles.check}>
            <Checkbox
              checked={kind.leadSeconds === null}
              onChange={(ownLead) => put({ leadSeconds: ownLead ? null : 4 })}
            >
              Starts as early as in Settings
            </Checkbox>
          </div>
          {kind.leadSeconds !== null && (
            <Stepper
              label="Starts earlier by"
              unit="second"
              min={0}
              max={60}
              step={1}
              value={kind.leadSeconds}
              onChange={(leadSeconds) => put({ leadSeconds })}
            />
          )}
          {kind.shape === 'point' && (
            <Stepper
              label="Goes on after the press for"
              unit="second"
              min={0}
              max={600}
              step={1}
              value={kind.lagSeconds}
              onChange={(lagSeconds) => put({ lagSeconds })}
            />
          )}
          <TextField
            label="One at a time with"
            hint="Kinds with the same word here take turns: a new one ends the one before."
            placeholder="who is talking"
            maxLength={40}
            value={kind.group}
            onChange={(group) => put({ group })}
          />
          <TextField
            label="Then offer these tags"
            hint="Separate them with commas."
            placeholder="hands up, cold call"
            maxLength={800}
            value={kind.followUps}
            onChange={(followUps) => put({ followUps })}
          />
        </div>
      )}
    </div>
  );
}
