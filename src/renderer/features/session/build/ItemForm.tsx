import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import {
  GROUPINGS,
  type ItemOf,
  plannedMs,
  type SessionItem,
  type SessionContent,
  watchedUs,
} from '../../../../shared/domain/session';
import { changeItem } from '../../../stores/session';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Checkbox';
import { IconButton } from '../../../ui/IconButton';
import { Select } from '../../../ui/Select';
import { Stepper } from '../../../ui/Stepper';
import { TextField } from '../../../ui/TextField';
import { useWatchedWords } from '../watched-words';
import { GROUPING_NAMES, itemName, KIND_NAMES, lengthWords } from '../words';
import { AgreementsField } from './AgreementsField';
import styles from './Build.module.css';
import { ReadFields } from './ReadFields';
import { WatchChooser } from './WatchChooser';

/** All there is to say of one item. */
export function ItemForm({
  item,
  session,
}: {
  item: SessionItem;
  session: { id: string } & SessionContent;
}) {
  const set = (change: Partial<SessionItem>, key = ''): void => changeItem(item.id, change, key);
  return (
    <section aria-label={itemName(item)} className={styles.form}>
      <h2>{KIND_NAMES[item.kind]}</h2>
      <TextField
        label="Title"
        hint={
          item.kind === 'text'
            ? 'In large type on the room’s screen'
            : 'Left empty, its first words stand for it'
        }
        value={item.title}
        maxLength={200}
        onChange={(title) => set({ title }, 'title')}
      />
      <Kind item={item} sessionId={session.id} set={set} />
      <TextField
        label="Notes to myself"
        hint="Only on your console: never on the room’s screen, never in a record"
        lines={3}
        value={item.notes}
        maxLength={5_000}
        onChange={(notes) => set({ notes }, 'notes')}
      />
    </section>
  );
}

type Set = (change: Partial<SessionItem>, key?: string) => void;

function Minutes({
  item,
  set,
}: {
  item: Exclude<SessionItem, { kind: 'discuss' | 'watch' }>;
  set: Set;
}) {
  return (
    <Stepper
      label="Minutes"
      value={item.minutes}
      {...{ min: 0, max: 600, step: 1 }}
      onChange={(minutes) => set({ minutes })}
    />
  );
}

function Kind({ item, sessionId, set }: { item: SessionItem; sessionId: string; set: Set }) {
  switch (item.kind) {
    case 'welcome':
      return (
        <>
          <TextField
            label="A line of welcome"
            value={item.text}
            onChange={(text) => set({ text }, 'text')}
          />
          <AgreementsField />
          <Minutes item={item} set={set} />
        </>
      );
    case 'watch':
      return <WatchFields item={item} set={set} />;
    case 'discuss':
      return <DiscussFields item={item} set={set} />;
    case 'reflect':
    case 'next-steps':
      return (
        <>
          <TextField
            label="Prompt"
            lines={2}
            value={item.prompt}
            onChange={(prompt) => set({ prompt }, 'prompt')}
          />
          <Minutes item={item} set={set} />
        </>
      );
    case 'read':
      return (
        <ReadFields item={item} sessionId={sessionId} set={set}>
          <Minutes item={item} set={set} />
        </ReadFields>
      );
    case 'break':
    case 'text':
      return (
        <>
          <TextField
            label="Text"
            lines={item.kind === 'text' ? 4 : 1}
            value={item.text}
            onChange={(text) => set({ text }, 'text')}
          />
          <Minutes item={item} set={set} />
        </>
      );
  }
}

function WatchFields({ item, set }: { item: ItemOf<'watch'>; set: Set }) {
  const [choosing, setChoosing] = useState(false);
  const words = useWatchedWords(item.what);
  return (
    <>
      <div className={styles.watched}>
        <p>{words}</p>
        <Button
          size="s"
          variant={item.what ? 'plain' : 'primary'}
          onPress={() => setChoosing(true)}
        >
          {item.what ? 'Choose something else…' : 'Choose what to watch…'}
        </Button>
      </div>
      <TextField
        label="Viewing question"
        hint="What to look for; shown before and under the footage"
        lines={2}
        value={item.question}
        onChange={(question) => set({ question }, 'question')}
      />
      <Checkbox checked={item.captions} onChange={(captions) => set({ captions })}>
        Show captions, where there are some
      </Checkbox>
      <Checkbox
        checked={item.minutes === null}
        hint={item.what ? `The footage takes ${lengthWords(watchedUs(item.what) / 1_000)}` : ''}
        onChange={(asFootage) =>
          set({ minutes: asFootage ? null : Math.max(1, Math.ceil(plannedMs(item) / 60_000)) })
        }
      >
        Takes as long as the footage
      </Checkbox>
      {item.minutes !== null && (
        <Stepper
          label="Minutes"
          value={item.minutes}
          {...{ min: 0, max: 600, step: 1 }}
          onChange={(minutes) => set({ minutes })}
        />
      )}
      {choosing && (
        <WatchChooser
          what={item.what}
          onChoose={(what) => {
            setChoosing(false);
            set({ what });
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

function DiscussFields({ item, set }: { item: ItemOf<'discuss'>; set: Set }) {
  const { steps } = item;
  const change = (at: number, step: Partial<(typeof steps)[number]>): void =>
    set({ steps: steps.map((each, n) => (n === at ? { ...each, ...step } : each)) });
  return (
    <>
      <TextField
        label="Prompt"
        lines={2}
        value={item.prompt}
        onChange={(prompt) => set({ prompt }, 'prompt')}
      />
      <ul aria-label="Who talks, and for how long" className={styles.steps}>
        {steps.map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place
          <li key={at} className={styles.step}>
            <Select
              label={`Step ${at + 1}`}
              labelHidden
              options={GROUPINGS.map((id) => ({ id, name: GROUPING_NAMES[id] }))}
              value={step.grouping}
              onChange={(grouping) => change(at, { grouping })}
            />
            <Stepper
              label={`Minutes of step ${at + 1}`}
              value={step.minutes}
              {...{ min: 0, max: 600, step: 1 }}
              onChange={(minutes) => change(at, { minutes })}
            />
            <IconButton
              label={`Take out step ${at + 1}`}
              icon={X}
              size="s"
              isDisabled={steps.length === 1}
              onPress={() => set({ steps: steps.filter((_, n) => n !== at) })}
            />
          </li>
        ))}
      </ul>
      <Button
        size="s"
        isDisabled={steps.length >= 8}
        onPress={() => set({ steps: [...steps, { grouping: 'everyone', minutes: 4 }] })}
      >
        <Plus aria-hidden size={15} /> Add a step
      </Button>
    </>
  );
}
