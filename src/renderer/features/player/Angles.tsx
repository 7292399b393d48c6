import { Maximize2, MicVocal, Volume2, VolumeX } from 'lucide-react';
import { type ComponentType, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { Angle } from '../../../shared/domain/lesson';
import { inOrder } from '../../../shared/domain/lesson-time';
import { freshAngles, knownAngles, useAngles } from '../../stores/angles';
import { lessonStore, useLesson } from '../../stores/document';
import { transport } from '../../stores/playback';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import styles from './Angles.module.css';
import { Follower, type Shown } from './follower';
import { useAngleCommands } from './use-angle-commands';
import { Zoomed } from './Zoomed';

const NONE: readonly Angle[] = [];

/**
 * All angles of the lesson: one large, the others small beside or below it, never over it. The
 * first angle's picture is given as `children`; its element stays where it is whichever is large.
 */
export function Angles({
  children,
  over: Over,
  notPlayable,
}: {
  children: ReactNode;
  /** What lies exactly over the picture of a further camera. */
  over: ComponentType<{ angleId: Id }> | null;
  notPlayable: (fileId: Id, reason: string) => void;
}) {
  useAngleCommands();
  const rows = useLesson((state) => state.document?.angles ?? NONE);
  const angles = useMemo(() => inOrder(rows), [rows]);
  const largeId = useAngles((state) => state.largeId);
  const alone = useAngles((state) => state.alone);
  useEffect(() => {
    const stop = lessonStore.subscribe((now, before) => {
      if (now.document !== before.document) knownAngles(now.document);
    });
    return () => {
      stop();
      freshAngles();
    };
  }, []);
  const [first, ...others] = angles;
  const several = others.length > 0;
  const look = (isLarge: boolean) =>
    classes(styles.tile, isLarge ? styles.large : alone ? styles.away : styles.small);
  const firstLarge = !several || largeId === null || !others.some(({ id }) => id === largeId);
  return (
    <div className={styles.room}>
      <div
        className={classes(styles.stage, several && !alone && styles.several)}
        style={{ '--small': others.length } as React.CSSProperties}
      >
        <div className={look(firstLarge)}>
          <div className={styles.frame}>
            <Zoomed angleId={first?.id} isLarge={firstLarge}>
              {children}
            </Zoomed>
            {!firstLarge && first && <MakeLarge angle={first} id={null} />}
          </div>
          {several && first && <Label angle={first} id={null} />}
        </div>
        {others.map((angle) => (
          <Tile
            key={angle.id}
            angle={angle}
            over={Over && <Over angleId={angle.id} />}
            isLarge={angle.id === largeId}
            className={look(angle.id === largeId)}
            notPlayable={notPlayable}
          />
        ))}
      </div>
    </div>
  );
}

const WORDS: Readonly<Record<Exclude<Shown, 'picture'>, string>> = {
  sound: 'Sound only',
  nothing: 'Not recording at this time',
  missing: 'Its file is not where it was',
};

function Tile({
  angle,
  over,
  isLarge,
  className,
  notPlayable,
}: {
  angle: Angle;
  over: ReactNode;
  isLarge: boolean;
  className: string;
  notPlayable: (fileId: Id, reason: string) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>('nothing');
  const { id } = angle;
  // A camera that was just added is not asked for before it is kept: nobody would know of it.
  const isKept = useLesson(({ pending }) => pending === 0);
  const [begun, setBegun] = useState(isKept);
  if (isKept && !begun) setBegun(true);
  useEffect(() => {
    if (!host.current || !begun) return;
    const follower = new Follower(host.current, id, { shown: setShown, notPlayable });
    return () => follower.dispose();
  }, [id, notPlayable, begun]);
  return (
    <div className={className} data-angle={id}>
      <div className={styles.frame} data-keys="through">
        <Zoomed angleId={id} isLarge={isLarge}>
          {/* biome-ignore lint/a11y: Space does the same for everybody */}
          <div ref={host} className={styles.follower} onClick={() => transport().toggle()} />
          {over}
        </Zoomed>
        {shown !== 'picture' && (
          <div className={styles.card}>
            {shown === 'sound' && <MicVocal aria-hidden size={20} strokeWidth={1.5} />}
            <span>{WORDS[shown]}</span>
          </div>
        )}
        {!isLarge && <MakeLarge angle={angle} id={id} />}
      </div>
      <Label angle={angle} id={id} />
    </div>
  );
}

/** The whole of a small picture is the button that makes it large. */
function MakeLarge({ angle, id }: { angle: Angle; id: Id | null }) {
  return (
    <IconButton
      label={`Make ${angle.name} large`}
      icon={Maximize2}
      className={styles.swap}
      onPress={() => useAngles.setState({ largeId: id })}
    />
  );
}

/** Whose picture it is, and whether it is the one that is heard. Under the picture, not over it. */
function Label({ angle, id }: { angle: Angle; id: Id | null }) {
  const heard = useAngles((state) => state.soundId === id);
  return (
    <div className={styles.label}>
      <span className={styles.name} title={angle.name}>
        {angle.name}
      </span>
      <IconButton
        label={heard ? `Sound is from ${angle.name}` : `Hear ${angle.name}`}
        icon={heard ? Volume2 : VolumeX}
        size="s"
        aria-pressed={heard}
        className={classes(heard && styles.heard)}
        onPress={() => useAngles.setState({ soundId: id })}
      />
    </div>
  );
}
