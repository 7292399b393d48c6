import { useId } from 'react';
import type { Shape } from '../../shared/domain/drawing';
import styles from './Shapes.module.css';
import type { Frame } from './picture-place';
import { ellipsePath } from './ShapeView';

/** Everything outside the spotlights is dimmed: one veil with a hole for each. */
export function Veil({ shapes, picture }: { shapes: readonly Shape[]; picture: Frame }) {
  const mask = useId();
  const holes = shapes.flatMap((shape) => (shape.type === 'spotlight' ? [shape.box] : []));
  if (holes.length === 0) return null;
  const { x, y, width, height } = picture;
  return (
    <>
      <mask id={mask}>
        <rect x={x} y={y} width={width} height={height} fill="white" />
        {holes.map((box, at) => (
          <path key={at} d={ellipsePath(box, picture)} fill="black" />
        ))}
      </mask>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        mask={`url(#${mask})`}
        className={styles.veil}
      />
    </>
  );
}
