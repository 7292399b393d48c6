/** Moments that were copied, to be pasted into this lesson or another. Never leaves the page. */
import { create } from 'zustand';
import type { Moment } from '../../shared/domain/moment';

interface MomentClipboard {
  /** In order of time. */
  moments: readonly Moment[];
}

export const useMomentClipboard = create<MomentClipboard>(() => ({ moments: [] }));
