import type { Frame } from '../../../picture/picture-place';
import { ShapeView } from '../../../picture/ShapeView';
import { Veil } from '../../../picture/Veil';
import styles from './NarrationStage.module.css';
import { usePlaying } from './playing';

/** What is drawn on the picture now. */
export function Drawn({ picture }: { picture: Frame }) {
  const drawn = usePlaying(({ state }) => state.drawn);
  if (drawn.length === 0) return null;
  return (
    <svg className={styles.drawn} aria-hidden>
      <Veil shapes={drawn.map(({ shape }) => shape)} picture={picture} />
      {drawn.map(({ id, shape, colour, size }) => (
        <g key={id} data-drawing={id}>
          <ShapeView
            shape={shape}
            colour={colour}
            size={size}
            picture={picture}
            runsUs={shape.type === 'measure' ? shape.lengthUs : 0}
          />
        </g>
      ))}
    </svg>
  );
}
