import type { Box } from '../../shared/domain/drawing';
import type { Mask, MaskLook } from '../../shared/domain/mask';
import { classes } from '../ui/classes';
import styles from './Covers.module.css';
import type { Frame } from './picture-place';

/** A picture's place, with what lies on it in shares of the picture. */
export function Covers({
  picture: { x, y, width, height },
  children,
}: {
  picture: Frame;
  children: React.ReactNode;
}) {
  return (
    <div className={styles.picture} style={{ left: x, top: y, width, height }}>
      {children}
    </div>
  );
}

export const shares = ({ x, y, width, height }: Box) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
});

/** A mask where it lies, roughly as it will be in what is exported. */
export function CoverOf({
  mask: { id, what },
  box,
  edged,
}: {
  mask: Mask;
  /** Null is the whole picture. */
  box: Box | null;
  edged?: boolean;
}) {
  if (what.type === 'sound') return null;
  const form = what.type === 'area' ? what.form : null;
  return <Cover id={id} box={box} form={form} look={what.look} edged={edged} />;
}

export function Cover({
  id,
  box,
  form,
  look,
  edged = false,
}: {
  id?: string;
  box: Box | null;
  form: 'box' | 'ellipse' | null;
  look: MaskLook;
  /** A black part on a dark picture is found by its edge. */
  edged?: boolean;
}) {
  return (
    <div
      data-mask={id}
      className={classes(
        styles.cover,
        styles[look],
        form === 'ellipse' && styles.ellipse,
        box === null && styles.whole,
        edged && box !== null && styles.edged,
      )}
      style={box ? shares(box) : undefined}
    />
  );
}
