/** Hiding by hand: whether the panel is open, and what is chosen. Neither saved nor undone. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { MaskLook } from '../../shared/domain/mask';
import { stopDrawing, useDrawing } from './drawing';
import { useView } from './view';

interface MaskingState {
  /** True while hands hide parts of the picture instead of clicking it to play. */
  on: boolean;
  selectedId: Id | null;
  /** What the next one is made as: what was chosen last. */
  form: 'box' | 'ellipse';
  look: MaskLook;
  sounds: 'silence' | 'tone';
}

export const useMasking = create<MaskingState>(() => ({
  on: false,
  selectedId: null,
  form: 'ellipse',
  look: 'blur',
  sounds: 'silence',
}));

export function startMasking(): void {
  if (useMasking.getState().on) return;
  stopDrawing(false);
  useMasking.setState({ on: true, selectedId: null });
  // The panel stands in the board's place, so that has to be on screen.
  useView.setState({ fullWindow: false, panel: 'board' });
}

/** Opens the panel with one of them in hand. */
export function showMask(id: Id): void {
  startMasking();
  useMasking.setState({ selectedId: id });
}

export function stopMasking(): void {
  useMasking.setState({ on: false, selectedId: null });
}

// One thing is done with the picture at a time.
useDrawing.subscribe(({ on }) => on && stopMasking());
