import { Check } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import styles from './LookThrough.module.css';
import { stripAround } from './seen';
import { callOff } from './call-off';
import type { PreviewState } from './use-preview';

/** A place of the strip with its gap, in CSS pixels: ten of them stand side by side in a small window. */
const PLACE_PX = 104;

/** A run of pictures side by side; only those in view are there. */
export function Strip({
  ref,
  previewId,
  total,
  at,
  where,
  state,
  has,
  count,
  onSeen,
  onGo,
}: {
  ref: Ref<HTMLDivElement>;
  previewId: string;
  total: number;
  at: number;
  /** The place in words. */
  where: string;
  state: PreviewState;
  has: (frame: number) => boolean;
  /** How many were seen: what is seen changes with it. */
  count: number;
  onSeen: (frame: number) => void;
  onGo: (frame: number) => void;
}) {
  const [places, setPlaces] = useState(10);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      setPlaces(Math.max(1, Math.floor((width + 4) / PLACE_PX)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const frames = stripAround(at, places, total);
  // There is nothing to load where the recording has no picture: it counts when it is in view.
  const empty = frames.filter(state.isMissing).join(' ');
  useEffect(() => {
    for (const frame of empty === '' ? [] : empty.split(' ')) onSeen(Number(frame));
  }, [empty, onSeen]);

  const wheeled = useRef(0);
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      wheeled.current +=
        Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      const frames = Math.trunc(wheeled.current / 20);
      if (frames === 0) return;
      wheeled.current -= frames * 20;
      onGo(at + frames);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [at, onGo]);

  return (
    <div className={styles.below}>
      <div
        ref={ref}
        role="slider"
        tabIndex={0}
        aria-label="Pictures that will be exported"
        aria-valuemin={1}
        aria-valuemax={total}
        aria-valuenow={at + 1}
        aria-valuetext={where}
        className={styles.strip}
      >
        <div ref={row} className={styles.places} data-seen={count}>
          {frames.map((frame) => (
            <div
              key={frame}
              className={styles.place}
              data-at={frame === at || undefined}
              data-frame={frame}
              onClick={() => onGo(frame)}
            >
              {state.isMade(frame) && !state.isMissing(frame) && (
                <img
                  ref={callOff}
                  src={`footage://preview/${previewId}/${frame}`}
                  alt=""
                  draggable={false}
                  onLoad={() => onSeen(frame)}
                />
              )}
              {has(frame) && (
                <span className={styles.tick}>
                  <Check aria-hidden size={11} strokeWidth={3} />
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
      <input
        type="range"
        tabIndex={-1}
        aria-label="Place in all pictures"
        className={styles.range}
        min={0}
        max={total - 1}
        value={at}
        onChange={(event) => onGo(Number(event.target.value))}
      />
    </div>
  );
}
