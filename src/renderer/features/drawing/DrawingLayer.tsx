import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { boundsOf, type Drawing, type Shape } from '../../../shared/domain/drawing';
import type { Id } from '../../../shared/domain/ids';
import { useDrawing } from '../../stores/drawing';
import { useIsWatched, usePicture } from '../../stores/picture';
import type { Frame } from '../../picture/picture-place';
import { classes } from '../../ui/classes';
import { type Hold, useHold } from '../../ui/use-hold';
import styles from './DrawingLayer.module.css';
import { drawingWords } from './actions';
import { type Corner, holdDrawing, holdWithTool } from './hand';
import { ShapeView } from '../../picture/ShapeView';
import { type Shown, useShown } from './use-shown';
import { Veil } from '../../picture/Veil';

/**
 * What is drawn on a camera's picture, exactly over it. In drawing mode the camera that is watched
 * large is also where hands draw. Where others watch (`shared`) nothing private is among it.
 */
export function DrawingLayer({ angleId, shared = false }: { angleId: Id; shared?: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const picture = usePicture(host, angleId);
  const all = useShown(angleId);
  const shown = useMemo(
    () => (shared ? all.filter(({ drawing }) => !drawing.private) : all),
    [all, shared],
  );
  const on = useDrawnOn(angleId);
  const [preview, setPreview] = useState<Shape | null>(null);
  return (
    <div ref={host} className={classes(styles.layer, on && styles.on)}>
      {picture && (shown.length > 0 || on) && (
        <svg
          className={styles.sheet}
          aria-hidden={!on || undefined}
          role={on ? 'img' : undefined}
          aria-label={on ? sheetWords(shown) : undefined}
        >
          <Veil shapes={veiled(shown, preview)} picture={picture} />
          {shown.map((one) => (
            <g
              key={one.drawing.id}
              data-drawing={one.drawing.id}
              className={classes(styles.drawing, one.leaving && styles.leaving)}
            >
              <ShapeView
                shape={one.drawing.shape}
                colour={one.drawing.colour}
                size={one.drawing.size}
                picture={picture}
                runsUs={one.runsUs}
              />
            </g>
          ))}
          {preview && <Preview shape={preview} picture={picture} />}
          {on && <Handles shown={shown} picture={picture} />}
        </svg>
      )}
      {on && picture && <Hands host={host} picture={picture} onPreview={setPreview} />}
    </div>
  );
}

/** True while hands draw on this camera; what was chosen there is let go when they go elsewhere. */
function useDrawnOn(angleId: Id): boolean {
  const drawing = useDrawing((state) => state.on);
  const watched = useIsWatched(angleId);
  const on = drawing && watched;
  useEffect(() => {
    if (!on) return undefined;
    return () => useDrawing.setState({ selectedId: null });
  }, [on]);
  return on;
}

function sheetWords(shown: readonly Shown[]): string {
  if (shown.length === 0) return 'Nothing is drawn here';
  return `On the picture: ${shown.map(({ drawing }) => drawingWords(drawing)).join(', ')}`;
}

function Preview({ shape, picture }: { shape: Shape; picture: Frame }) {
  const colour = useDrawing((state) => state.colour);
  const width = useDrawing((state) => state.width);
  const wordy = shape.type === 'text' || shape.type === 'number' || shape.type === 'measure';
  return (
    <ShapeView
      shape={shape}
      colour={colour}
      size={wordy ? 0.06 : width}
      picture={picture}
      runsUs={0}
    />
  );
}

/** What lies under the veil of spotlights: what is shown and not on its way out, and what is drawn. */
function veiled(shown: readonly Shown[], preview: Shape | null): Shape[] {
  const shapes = shown.filter(({ leaving }) => !leaving).map(({ drawing }) => drawing.shape);
  return preview ? [...shapes, preview] : shapes;
}

/** Listens to the pointer on the whole sheet: on a handle, on a drawing, or on the picture. */
function Hands({
  host,
  picture,
  onPreview,
}: {
  host: React.RefObject<HTMLElement | null>;
  picture: Frame;
  onPreview: (shape: Shape | null) => void;
}) {
  const begin = useCallback(
    (event: PointerEvent, element: Element): Hold | null => {
      const sheet = { host: element, picture, preview: onPreview };
      const target = event.target as Element;
      const handle = target.closest('[data-corner]');
      const drawn = target.closest('[data-drawing]')?.getAttribute('data-drawing');
      const { tool, selectedId } = useDrawing.getState();
      if (handle && selectedId) {
        const corner = handle.getAttribute('data-corner') as Corner;
        return holdDrawing(sheet, event, selectedId, corner);
      }
      if (drawn && (tool === 'select' || drawn === selectedId)) {
        return holdDrawing(sheet, event, drawn);
      }
      if (tool !== 'select') return holdWithTool(sheet, event);
      useDrawing.setState({ selectedId: null });
      return null;
    },
    [picture, onPreview],
  );
  useHold(host, begin);
  return null;
}

function Handles({ shown, picture }: { shown: readonly Shown[]; picture: Frame }) {
  const selectedId = useDrawing((state) => state.selectedId);
  const drawing = shown.find((one) => one.drawing.id === selectedId)?.drawing;
  const corners = useMemo(() => (drawing ? cornersOf(drawing) : []), [drawing]);
  if (!drawing) return null;
  const at = (x: number, y: number) => ({
    x: picture.x + x * picture.width,
    y: picture.y + y * picture.height,
  });
  const box = boundsOf(drawing.shape);
  const from = at(box.x, box.y);
  return (
    <g>
      <rect
        className={styles.frame}
        x={from.x - 6}
        y={from.y - 6}
        width={box.width * picture.width + 12}
        height={box.height * picture.height + 12}
      />
      {corners.map(({ corner, x, y }) => {
        const place = at(x, y);
        return (
          <circle
            key={corner}
            data-corner={corner}
            className={styles.handle}
            cx={place.x}
            cy={place.y}
            r={6}
          />
        );
      })}
    </g>
  );
}

function cornersOf({ shape }: Drawing): { corner: Corner; x: number; y: number }[] {
  if (shape.type === 'arrow') {
    return [
      { corner: 'from', ...shape.from },
      { corner: 'to', ...shape.to },
    ];
  }
  const { x, y, width, height } = boundsOf(shape);
  if (width === 0 && height === 0) return [];
  return [
    { corner: 'nw', x, y },
    { corner: 'ne', x: x + width, y },
    { corner: 'sw', x, y: y + height },
    { corner: 'se', x: x + width, y: y + height },
  ];
}
