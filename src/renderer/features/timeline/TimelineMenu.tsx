import { type RefObject, useEffect, useRef, useState } from 'react';
import { allCommands, isEnabled } from '../../app/commands';
import { keyNames } from '../../app/key-names';
import { selectMoments, useView } from '../../stores/view';
import type { MenuAction } from '../../ui/menu-items';
import { MenuPopover } from '../../ui/MenuPopover';
import { hitTest } from './layout';
import type { Surface } from './surface';
import styles from './Timeline.module.css';

/** What is done with moments, in the order it is offered. */
const OFFERED = [
  'timeline.split',
  'timeline.merge',
  'timeline.copy',
  'timeline.paste',
  'moment.start-here',
  'moment.end-here',
  'timeline.nudge-frame-back',
  'timeline.nudge-frame',
  'timeline.nudge-second-back',
  'timeline.nudge-second',
  'moment.delete',
];

function offered(): MenuAction[] {
  const commands = allCommands();
  return OFFERED.flatMap((wanted) => {
    const command = commands.find(({ id }) => id === wanted);
    if (!command) return [];
    const { id, name, keys, run } = command;
    return { id, name, keys: keyNames(keys[0] ?? ''), disabled: !isEnabled(command), run };
  });
}

/** What is under the pointer is chosen, unless it is one of several that are. */
function chooseUnder(surface: Surface, event: MouseEvent): void {
  const { xPx, yPx } = surface.local(event);
  const { layout, rows, view } = surface;
  const hit = hitTest(layout, rows, view, null, xPx, yPx);
  if (hit.on !== 'moment') return;
  const { momentIds } = useView.getState();
  if (!momentIds.includes(hit.moment.id)) selectMoments([hit.moment.id], hit.moment.id);
}

/** The right button, or the menu key, on the timeline. */
export function TimelineMenu({
  host,
  surface,
}: {
  host: RefObject<HTMLElement | null>;
  surface: RefObject<Surface | null>;
}) {
  const [at, setAt] = useState<{ xPx: number; yPx: number } | null>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const open = (event: MouseEvent) => {
      if (!surface.current || surface.current.held) return;
      event.preventDefault();
      // The menu key comes without a button: it means what is chosen.
      if (event.button >= 0) chooseUnder(surface.current, event);
      const box = element.getBoundingClientRect();
      setAt({ xPx: event.clientX - box.left, yPx: event.clientY - box.top });
    };
    element.addEventListener('contextmenu', open);
    return () => element.removeEventListener('contextmenu', open);
  }, [host, surface]);
  return (
    <>
      <span
        ref={anchor}
        aria-hidden
        className={styles.menuPlace}
        style={{ left: at?.xPx ?? 0, top: at?.yPx ?? 0 }}
      />
      {at && (
        <MenuPopover
          label="Moments on the timeline"
          actions={offered()}
          anchor={anchor}
          onClose={() => setAt(null)}
        />
      )}
    </>
  );
}
