/** Which drawings are on a camera's picture now, told only when that changes. */
import { useEffect, useState } from 'react';
import { type Drawing, FADE_US, isShownAt } from '../../../shared/domain/drawing';
import type { Id } from '../../../shared/domain/ids';
import { lessonStore } from '../../stores/document';
import { usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';

export interface Shown {
  drawing: Drawing;
  /** It has ended and fades. */
  leaving: boolean;
  /** How long its stopwatch has run, to the tenth of a second; 0 for any other shape. */
  runsUs: number;
}

const TENTH_US = 100_000;

function shownAt(drawings: readonly Drawing[], angleId: Id, us: number, playing: boolean): Shown[] {
  return drawings.flatMap((drawing): Shown[] => {
    if (drawing.angleId !== angleId) return [];
    const here = isShownAt(drawing, us);
    const leaving =
      !here &&
      playing &&
      drawing.adrift === null &&
      us >= drawing.endUs &&
      us < drawing.endUs + FADE_US;
    if (!here && !leaving) return [];
    const runs = drawing.shape.type === 'measure' ? us - drawing.startUs : 0;
    return [{ drawing, leaving, runsUs: Math.floor(runs / TENTH_US) * TENTH_US }];
  });
}

const isSame = (a: readonly Shown[], b: readonly Shown[]) =>
  a.length === b.length &&
  a.every((one, at) => {
    const other = b[at];
    return (
      other?.drawing === one.drawing && other.leaving === one.leaving && other.runsUs === one.runsUs
    );
  });

export function useShown(angleId: Id): readonly Shown[] {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  useEffect(() => {
    let atUs = 0;
    const look = () => {
      const drawings = lessonStore.getState().document?.drawings ?? [];
      const next = shownAt(drawings, angleId, atUs, usePlayback.getState().playing);
      setShown((before) => (isSame(before, next) ? before : next));
    };
    const stops = [
      watchPlayhead((us) => {
        atUs = us;
        look();
      }),
      lessonStore.subscribe((now, before) => now.document !== before.document && look()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [angleId]);
  return shown;
}
