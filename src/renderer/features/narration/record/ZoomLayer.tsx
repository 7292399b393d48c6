import { useCallback, useMemo, useRef, useState } from 'react';
import type { Box } from '../../../../shared/domain/drawing';
import type { Id } from '../../../../shared/domain/ids';
import { type Command, useCommands } from '../../../app/commands';
import { type Frame, shareOf } from '../../../picture/picture-place';
import { useIsWatched, usePicture } from '../../../stores/picture';
import { useRecording } from '../../../stores/recording';
import { type Hold, useHold } from '../../../ui/use-hold';
import { boxFrom, firstBox, movedBox, zoomTo } from './zoom';
import styles from './ZoomLayer.module.css';

/** Over the picture while a part of it is chosen to fill it. */
export function ZoomLayer({ angleId }: { angleId: Id }) {
  const zooming = useRecording((state) => state.zooming);
  const watched = useIsWatched(angleId);
  return zooming && watched ? <Choosing angleId={angleId} /> : null;
}

const STEP = 0.02;

function useKeys(box: Box, change: (box: Box) => void): void {
  const commands = useMemo(() => {
    const moving = (id: string, name: string, keys: string[], x: number, y: number, grow = 0) => ({
      ...{ id: `zoom.${id}`, name, group: 'Narrating', keys, repeats: true, keyOnly: true },
      run: () => change(movedBox(box, x * STEP, y * STEP, grow * STEP)),
    });
    const all: Command[] = [
      moving('left', 'Part to the left', ['ArrowLeft'], -1, 0),
      moving('right', 'Part to the right', ['ArrowRight'], 1, 0),
      moving('up', 'Part up', ['ArrowUp'], 0, -1),
      moving('down', 'Part down', ['ArrowDown'], 0, 1),
      moving('more', 'A larger part', ['+', 'Shift++', '='], 0, 0, 2),
      moving('less', 'A smaller part', ['-'], 0, 0, -2),
      {
        ...{ id: 'zoom.take', name: 'Zoom to it', group: 'Narrating', keys: ['Enter'] },
        ...{ run: () => zoomTo(box), keyOnly: true },
      },
      {
        ...{ id: 'zoom.leave', name: 'Do not zoom', group: 'Narrating', keys: ['Escape'] },
        ...{ run: () => useRecording.setState({ zooming: false }), keyOnly: true },
      },
    ];
    return all;
  }, [box, change]);
  useCommands(commands);
}

function Choosing({ angleId }: { angleId: Id }) {
  const host = useRef<HTMLDivElement>(null);
  const picture = usePicture(host, angleId);
  const [box, setBox] = useState(firstBox);
  useKeys(box, setBox);
  return (
    <div ref={host} className={styles.layer} data-zooming>
      {picture && (
        <>
          <div
            role="img"
            aria-label="The part of the picture to zoom to"
            className={styles.part}
            style={{
              left: picture.x + box.x * picture.width,
              top: picture.y + box.y * picture.height,
              width: box.width * picture.width,
              height: box.height * picture.height,
            }}
          />
          <Hand host={host} picture={picture} onBox={setBox} />
        </>
      )}
    </div>
  );
}

function Hand({
  host,
  picture,
  onBox,
}: {
  host: React.RefObject<HTMLDivElement | null>;
  picture: Frame;
  onBox: (box: Box) => void;
}) {
  const begin = useCallback(
    (first: PointerEvent, element: Element): Hold => {
      const at = (event: PointerEvent) => {
        const { left, top } = element.getBoundingClientRect();
        return shareOf(picture, event.clientX - left, event.clientY - top);
      };
      const from = at(first);
      let last: Box | null = null;
      return {
        move(event) {
          last = boxFrom(from, at(event));
          onBox(last);
        },
        // A mere click shows where it is meant; Enter takes that.
        end: () => last && zoomTo(last),
        abandon: () => onBox(firstBox()),
      };
    },
    [picture, onBox],
  );
  useHold(host, begin);
  return null;
}
