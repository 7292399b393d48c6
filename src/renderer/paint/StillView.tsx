import type { CSSProperties } from 'react';
import { inkOn } from '../../shared/domain/contrast';
import type { Corner, Layer, LayerOf, Still } from '../../shared/domain/still';
import { ShapeView } from '../picture/ShapeView';
import { Veil } from '../picture/Veil';
import { Fitted } from './Fitted';
import { type Measures, measuresOf } from './measures';
import styles from './Still.module.css';

/** The app's own paper and letters, as in tokens.css: a choice between them needs them as numbers. */
const INK = '#101216';
const LETTERS = '#ece9e2';

/** Lines and edges in the room are made for a picture about this high. */
const ROOM_PX = 720;

/** One still, exactly as large as it says. Cards and drawings lie in their order, words over them. */
export function StillView({ still }: { still: Still }) {
  const measures = measuresOf(still);
  const { width, height, layers } = still;
  const card = layers.findLast((layer) => layer.type === 'card');
  const size = {
    width,
    height,
    '--margin-x': `${measures.marginX}px`,
    '--margin-y': `${measures.marginY}px`,
    '--line-size': `${measures.linePx}px`,
    '--number-size': `${measures.caption.largestPx}px`,
    ...(card && coloursOf(card)),
  } as CSSProperties;
  return (
    <div className={styles.still} style={size} data-on-card={card ? true : undefined}>
      {layers.map((layer, at) => {
        if (layer.type === 'card') return <Card key={at} card={layer} measures={measures} />;
        if (layer.type !== 'shapes') return null;
        return <Shapes key={at} shapes={layer} width={width} height={height} />;
      })}
      <div className={styles.safe}>
        <Edge side="top" layers={layers} />
        <div className={styles.below}>
          {layers.map((layer, at) =>
            layer.type === 'caption' && layer.text !== '' ? (
              <Caption key={at} caption={layer} measures={measures} />
            ) : null,
          )}
          <Edge side="bottom" layers={layers} />
        </div>
      </div>
    </div>
  );
}

/** `--accent` is the one warm colour only on the app's own paper: beside a school's it would clash. */
function coloursOf({ background, text }: LayerOf<'card'>): Record<string, string> {
  const paper = background ?? INK;
  const ink = inkOn(paper, text ?? LETTERS, [LETTERS, INK]);
  const own = background === null && text === null;
  return { '--paper': paper, '--card-ink': ink, '--accent': own ? 'var(--chalk)' : ink };
}

function Card({ card, measures }: { card: LayerOf<'card'>; measures: Measures }) {
  return (
    <div className={styles.card} style={coloursOf(card)}>
      <div className={styles.said} dir="auto" style={{ fontSize: measures.title.largestPx }}>
        <div className={styles.accent} />
        {card.title !== '' && (
          <Fitted
            text={card.title}
            lines={4}
            size={measures.title}
            lineHeight={1.15}
            className={styles.title}
          />
        )}
        {card.detail !== '' && (
          <Fitted
            text={card.detail}
            lines={2}
            size={measures.detail}
            lineHeight={1.35}
            className={styles.detail}
          />
        )}
      </div>
    </div>
  );
}

function Caption({ caption, measures }: { caption: LayerOf<'caption'>; measures: Measures }) {
  return (
    <div className={styles.plate} dir="auto" style={{ fontSize: measures.caption.largestPx }}>
      {caption.number !== null && <span className={styles.number}>{caption.number}</span>}
      <Fitted
        text={caption.text}
        lines={3}
        size={measures.caption}
        lineHeight={1.3}
        className={styles.caption}
      />
    </div>
  );
}

/** Numbers and quiet lines along one edge; those of one corner stand under each other. */
function Edge({ side, layers }: { side: 'top' | 'bottom'; layers: readonly Layer[] }) {
  const here = (corner: Corner) =>
    layers.flatMap((layer, at) => {
      if (layer.type === 'number' && layer.corner === corner) {
        return [
          <span key={at} className={styles.number}>
            {layer.number}
          </span>,
        ];
      }
      if (layer.type !== 'line' || layer.corner !== corner || layer.text === '') return [];
      return [
        <span key={at} className={styles.line} dir="auto">
          {layer.text}
        </span>,
      ];
    });
  const [left, right] = [here(`${side}-left`), here(`${side}-right`)];
  if (left.length + right.length === 0) return null;
  return (
    <div className={styles.edge}>
      {left.length > 0 && <div className={styles.left}>{left}</div>}
      {right.length > 0 && <div className={styles.right}>{right}</div>}
    </div>
  );
}

/** Drawn as in the room, on a picture of the room's height, and enlarged with all its edges. */
function Shapes({
  shapes,
  width,
  height,
}: {
  shapes: LayerOf<'shapes'>;
  width: number;
  height: number;
}) {
  const { within, drawings } = shapes;
  const perPx = (within.height * height) / ROOM_PX;
  const picture = {
    x: (within.x * width) / perPx,
    y: (within.y * height) / perPx,
    width: (within.width * width) / perPx,
    height: ROOM_PX,
  };
  return (
    <svg className={styles.sheet} viewBox={`0 0 ${width / perPx} ${height / perPx}`}>
      <Veil shapes={drawings.map(({ shape }) => shape)} picture={picture} />
      {drawings.map(({ shape, colour, size, runsUs }, at) => (
        <g key={at} data-drawing={at}>
          <ShapeView shape={shape} colour={colour} size={size} picture={picture} runsUs={runsUs} />
        </g>
      ))}
    </svg>
  );
}
