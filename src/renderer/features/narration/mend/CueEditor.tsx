import { useEffect, useRef } from 'react';
import { type NarrationCue, samplesToUs, usToSamples } from '../../../../shared/domain/narration';
import { narrationTransport } from '../../../stores/narration';
import { useTyped } from '../../../stores/use-typed';
import { Button } from '../../../ui/Button';
import { TimeField } from '../../../ui/TimeField';
import { WritingArea } from '../../../ui/WritingArea';
import {
  addCaption,
  mergeCaption,
  removeCaption,
  retimeCaption,
  splitCaption,
  writeCaption,
} from './caption-edits';
import { useMendView } from './mend-view';
import styles from './panels.module.css';

function goTo(cue: NarrationCue | undefined): void {
  useMendView.setState({ cueId: cue?.id ?? null });
  if (cue) narrationTransport().seek(cue.from);
}

function hear(cue: NarrationCue): void {
  narrationTransport().seek(cue.from);
  narrationTransport().play();
}

/**
 * The caption in hand. Enter goes on to the next, or adds one after the last; Ctrl+Enter plays it once
 * more; Shift+Enter begins a line; Escape leaves it.
 */
export function CueEditor({
  cue,
  before,
  next,
}: {
  cue: NarrationCue;
  before: NarrationCue | undefined;
  next: NarrationCue | undefined;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { id } = cue;
  const { typed, type } = useTyped(id, (text) => writeCaption(id, text));
  useEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, [id]);
  /** What was typed has to be kept before the caption itself is changed. */
  const kept = (edit: () => void) => () => {
    if (typed !== null) writeCaption(id, typed);
    edit();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const enter = event.key === 'Enter' && !event.shiftKey;
    if (!enter && event.key !== 'Escape' && event.key !== 'PageUp' && event.key !== 'PageDown')
      return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') goTo(undefined);
    else if (event.key === 'PageUp') goTo(before ?? cue);
    else if (event.key === 'PageDown') goTo(next ?? cue);
    else if (event.ctrlKey || event.metaKey) hear(cue);
    else if (next) {
      goTo(next);
      narrationTransport().play();
    } else {
      narrationTransport().seek(cue.to);
      kept(addCaption)();
    }
  };
  const times = (change: { from?: number; to?: number }) =>
    retimeCaption(id, { from: cue.from, to: cue.to, ...change });
  return (
    <div className={styles.editor}>
      <WritingArea
        ref={field}
        label="Caption"
        value={typed ?? cue.text}
        placeholder="What is said here?"
        maxLength={2_000}
        onChange={(event) => type(event.target.value)}
        onLeave={() => undefined}
        onKeyDown={onKeyDown}
      />
      <div className={styles.times}>
        <TimeField
          label="From"
          us={Math.round(samplesToUs(cue.from))}
          onKeep={(us) => times({ from: usToSamples(us) })}
        />
        <TimeField
          label="To"
          us={Math.round(samplesToUs(cue.to))}
          onKeep={(us) => times({ to: usToSamples(us) })}
        />
      </div>
      <div className={styles.acts}>
        <Button size="s" onPress={() => hear(cue)}>
          Hear it
        </Button>
        <Button
          size="s"
          onPress={() => {
            const place = field.current?.selectionStart ?? 0;
            const text = field.current?.value ?? '';
            const inside = place > 0 && place < text.length;
            kept(() => splitCaption(id, inside ? place : undefined))();
          }}
        >
          Split
        </Button>
        <Button size="s" isDisabled={!next} onPress={kept(() => mergeCaption(id))}>
          Join with next
        </Button>
        <Button size="s" onPress={() => removeCaption(id)}>
          Remove
        </Button>
      </div>
    </div>
  );
}
