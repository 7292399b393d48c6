import { AlignHorizontalJustifyStart, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { lineUp } from '../../../shared/domain/line-up';
import { instant } from '../../../shared/domain/row';
import { type Command, useCommands } from '../../app/commands';
import { kindOf } from '../../stores/boards';
import { lessonStore, useLesson } from '../../stores/document';
import { transport } from '../../stores/playback';
import { useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import styles from './LineUpBar.module.css';

/** The chosen moment, when it was noticed live. */
function chosenLive() {
  const { momentId } = useView.getState();
  const { document } = lessonStore.getState();
  const moment = document?.moments.find((known) => known.id === momentId);
  return moment && moment.liveUs !== null && !moment.adrift ? moment : undefined;
}

function lineUpHere(): void {
  const { document, commit } = lessonStore.getState();
  const moment = chosenLive();
  if (!document || !moment) return;
  const { startUs } = transport().frameOnScreen();
  const ops = lineUp(document, moment, startUs, instant());
  if (ops.length > 0) commit('Line up what was noticed live', ops);
}

const COMMANDS: readonly Command[] = [
  {
    id: 'live.line-up',
    name: 'The chosen moment happens here: line up all noticed live',
    group: 'Marking',
    keys: ['Shift+KeyY'],
    enabled: () => chosenLive() !== undefined,
    run: lineUpHere,
  },
];

/** Over the timeline of a lesson that was noticed live and has its footage by now. */
export function LineUpBar() {
  const hasFootage = useLesson((state) => (state.document?.parts.length ?? 0) > 0);
  const wasLive = useLesson((state) => state.document?.lesson.liveStartedAt != null);
  return hasFootage && wasLive ? <Bar /> : null;
}

function Bar() {
  useCommands(COMMANDS);
  const [closed, setClosed] = useState(false);
  const moments = useLesson((state) => state.document?.moments);
  const anyLive = useMemo(() => moments?.some(({ liveUs }) => liveUs !== null) ?? false, [moments]);
  const momentId = useView((state) => state.momentId);
  const chosen = moments?.find(({ id }) => id === momentId);
  const ready = chosen !== undefined && chosen.liveUs !== null && !chosen.adrift;
  if (closed || !anyLive) return null;
  return (
    <div role="group" aria-label="Line up what was noticed live" className={styles.bar}>
      <AlignHorizontalJustifyStart aria-hidden size={16} />
      <p className={styles.words}>
        {ready
          ? `Go to where “${kindOf(chosen.kind).name}” happens in the picture; every moment noticed live moves with it.`
          : 'Choose a moment you noticed live, go to where it happens in the picture, and line up.'}
      </p>
      <Button size="s" isDisabled={!ready} onPress={lineUpHere}>
        It happens here
      </Button>
      <IconButton label="Close" icon={X} size="s" onPress={() => setClosed(true)} />
    </div>
  );
}
