/** Drawing on the picture: the tool in hand. Neither saved nor undone; the drawings themselves are. */
import { create } from 'zustand';
import type { BoardColour } from '../../shared/domain/board';
import type { Id } from '../../shared/domain/ids';
import { US_PER_SECOND } from '../../shared/domain/time';
import { transport, usePlayback } from './playback';
import { useSettings } from './settings';
import { useView } from './view';

export type Tool =
  | 'select'
  | 'pen'
  | 'arrow'
  | 'ellipse'
  | 'box'
  | 'spotlight'
  | 'text'
  | 'number'
  | 'measure';

interface DrawingState {
  /** True while the picture is drawn on instead of clicked to play. */
  on: boolean;
  tool: Tool;
  colour: BoardColour;
  /** Line width as a share of the picture's height. */
  width: number;
  /** How long a new drawing stays. */
  shownUs: number;
  selectedId: Id | null;
}

export const useDrawing = create<DrawingState>(() => ({
  on: false,
  tool: 'pen',
  colour: 'coral',
  width: 0.008,
  shownUs: 5 * US_PER_SECOND,
  selectedId: null,
}));

let waits = false;

export function startDrawing(): void {
  if (useDrawing.getState().on) return;
  useDrawing.setState({ on: true, selectedId: null });
  // The tools stand in the board's place, so that has to be on screen.
  useView.setState({ fullWindow: false, panel: 'board' });
  if (!useSettings.getState().pauseWhileDrawing || !usePlayback.getState().playing) return;
  transport().pause();
  waits = true;
}

/** @param goOn lets a lesson that waited play on. */
export function stopDrawing(goOn: boolean): void {
  if (!useDrawing.getState().on) return;
  useDrawing.setState({ on: false, selectedId: null });
  if (goOn && waits && !usePlayback.getState().playing) transport().play();
  waits = false;
}
