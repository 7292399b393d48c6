import { getStroke } from 'perfect-freehand';
import { memo } from 'react';
import type { Point, Shape } from '../../shared/domain/drawing';
import type { BoardColour } from '../../shared/domain/board';
import styles from './Shapes.module.css';
import type { Frame } from './picture-place';
import { arrowHead, stopwatch } from './shape-geometry';

/** The outline of a pen stroke as an SVG path, thicker where the pen pressed. */
function strokePath(points: readonly (readonly number[])[], sizePx: number): string {
  const outline = getStroke(points as number[][], {
    size: sizePx * 1.6,
    thinning: 0.5,
    smoothing: 0.5,
    streamline: 0.4,
    simulatePressure: false,
  });
  const [first, ...rest] = outline;
  if (!first) return '';
  const at = ([x = 0, y = 0]: readonly number[]) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M ${at(first)} ${rest.map((point) => `L ${at(point)}`).join(' ')} Z`;
}

/** One shape, in the pixels of the picture on screen. */
export const ShapeView = memo(function ShapeView({
  shape,
  colour,
  size,
  picture,
  runsUs,
}: {
  shape: Shape;
  colour: BoardColour;
  size: number;
  picture: Frame;
  /** How long a stopwatch has run. */
  runsUs: number;
}) {
  const at = ({ x, y }: Point): Point => ({
    x: picture.x + x * picture.width,
    y: picture.y + y * picture.height,
  });
  const sizePx = Math.max(1, size * picture.height);
  const ink = `var(--${colour})`;
  const line = { fill: 'none', stroke: ink, strokeWidth: sizePx };
  switch (shape.type) {
    case 'pen': {
      const points = shape.points.map(([x, y, pressure]) => {
        const { x: px, y: py } = at({ x, y });
        return [px, py, pressure];
      });
      return <path className={styles.pen} d={strokePath(points, sizePx)} fill={ink} />;
    }
    case 'arrow': {
      const [from, to] = [at(shape.from), at(shape.to)];
      const [left, right] = arrowHead(from, to, sizePx * 5);
      const d = `M ${from.x} ${from.y} L ${to.x} ${to.y} M ${left?.x} ${left?.y} L ${to.x} ${to.y} L ${right?.x} ${right?.y}`;
      return <Lined d={d} {...line} />;
    }
    case 'box': {
      const { x, y } = at(shape.box);
      const width = shape.box.width * picture.width;
      const height = shape.box.height * picture.height;
      return <Lined d={`M ${x} ${y} h ${width} v ${height} h ${-width} Z`} {...line} />;
    }
    case 'ellipse':
      return <Lined d={ellipsePath(shape.box, picture)} {...line} />;
    // Spotlights are one veil with holes: see Veil. Here only what can be taken hold of.
    case 'spotlight':
      return <path className={styles.hole} d={ellipsePath(shape.box, picture)} />;
    case 'text': {
      const { x, y } = at(shape.at);
      return (
        <text x={x} y={y} className={styles.text} fill={ink} fontSize={sizePx}>
          {shape.text.split('\n').map((words, row) => (
            <tspan key={row} x={x} dy={row === 0 ? 0 : '1.2em'}>
              {words}
            </tspan>
          ))}
        </text>
      );
    }
    case 'number': {
      const { x, y } = at(shape.at);
      return (
        <g>
          <circle cx={x} cy={y} r={sizePx * 0.72} className={styles.disc} fill={ink} />
          <text x={x} y={y} className={styles.figure} fontSize={sizePx * 0.85}>
            {shape.number}
          </text>
        </g>
      );
    }
    case 'measure': {
      const { x, y } = at(shape.at);
      const words = stopwatch(Math.min(Math.max(runsUs, 0), shape.lengthUs));
      return (
        <text x={x} y={y} className={styles.watch} fill={ink} fontSize={sizePx}>
          {words}
        </text>
      );
    }
  }
});

/** A line with a dark edge, so that it shows on a bright picture too. */
function Lined(props: { d: string; fill: string; stroke: string; strokeWidth: number }) {
  return (
    <>
      <path {...props} className={styles.edge} strokeWidth={props.strokeWidth + 3} />
      <path {...props} className={styles.line} />
    </>
  );
}

export function ellipsePath(
  box: { x: number; y: number; width: number; height: number },
  picture: Frame,
): string {
  const rx = (box.width * picture.width) / 2;
  const ry = (box.height * picture.height) / 2;
  const cx = picture.x + box.x * picture.width + rx;
  const cy = picture.y + box.y * picture.height + ry;
  return `M ${cx - rx} ${cy} a ${rx} ${ry} 0 1 0 ${2 * rx} 0 a ${rx} ${ry} 0 1 0 ${-2 * rx} 0 Z`;
}
