import { type CSSProperties, type ReactNode, useRef } from 'react';
import type { Box } from '../../../shared/domain/drawing';
import type { Id } from '../../../shared/domain/ids';
import { usePicture } from '../../stores/picture';
import { type Frame, zoomedTo } from '../../picture/picture-place';
import { useRecording } from '../../stores/recording';
import styles from './Angles.module.css';

/** The part fills the picture's place, and nothing beside it shows. */
function zoomStyle(picture: Frame, zoom: Box): CSSProperties {
  const { scale, x, y } = zoomedTo(picture, zoom);
  const part = [
    picture.x + zoom.x * picture.width,
    picture.y + zoom.y * picture.height,
    zoom.width * picture.width,
    zoom.height * picture.height,
  ];
  return {
    transform: `translate(${x}px, ${y}px) scale(${scale})`,
    clipPath: `xywh(${part.map((px) => `${px}px`).join(' ')})`,
  };
}

/** A camera's picture with what lies over it; while somebody narrates, a part of it may fill its place. */
export function Zoomed({
  angleId,
  isLarge,
  children,
}: {
  angleId: Id | undefined;
  isLarge: boolean;
  children: ReactNode;
}) {
  const host = useRef<HTMLDivElement>(null);
  const zoom = useRecording((state) => (isLarge ? state.zoom : null));
  const picture = usePicture(host, angleId ?? '');
  return (
    <div
      ref={host}
      className={styles.zoomed}
      data-zoomed={zoom ? '' : undefined}
      style={zoom && picture ? zoomStyle(picture, zoom) : undefined}
    >
      {children}
    </div>
  );
}
