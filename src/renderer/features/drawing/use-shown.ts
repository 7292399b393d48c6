/** Which drawings are on a camera's picture now, told only when that changes. */
import { useEffect, useState } from 'react';
import { type Drawing, FADE_US, isShownAt } from '../../../shared/domain/drawing';
import type { Id } from '../../../shared/domain/ids';
import { useAngles, watchedAngleId } from '../../stores/angles';
import { lessonStore } from '../../stores/document';
import { usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { useRecording } from '../../stores/recording';

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

/** A narration's own lie on whichever picture is watched large, until they are taken away. */
function narrated(drawn: readonly Drawing[], angleId: Id): Shown[] {
  const { document } = lessonStore.getState();
  if (!document || watchedAngleId(document, useAngles.getState()) !== angleId) return [];
  return drawn.map((drawing) => ({ drawing, leaving: false, runsUs: 0 }));
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
      const { drawn } = useRecording.getState();
      const next = drawn
        ? narrated(drawn, angleId)
        : shownAt(
            lessonStore.getState().document?.drawings ?? [],
            angleId,
            atUs,
            usePlayback.getState().playing,
          );
      setShown((before) => (isSame(before, next) ? before : next));
    };
    const stops = [
      watchPlayhead((us) => {
        atUs = us;
        look();
      }),
      lessonStore.subscribe((now, before) => now.document !== before.document && look()),
      useRecording.subscribe((now, before) => now.drawn !== before.drawn && look()),
      useAngles.subscribe(look),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [angleId]);
  return shown;
}
