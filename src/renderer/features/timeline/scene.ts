/** What is painted, and with what. */
import type { Cue } from '../../../shared/domain/captions';
import type { Id } from '../../../shared/domain/ids';
import type { Mask } from '../../../shared/domain/mask';
import type { Stretch } from './footage';
import type { Extent, Viewport } from '../../ui/time-axis/geometry';
import type { Layout } from './layout';
import type { Row } from './rows';

export interface Scene {
  layout: Layout;
  extent: Extent;
  view: Viewport;
  rows: readonly Row[];
  footage: readonly Stretch[];
  /** What is said, in order of time; empty where there are no captions. */
  cues: readonly Cue[];
  /** What is hidden, in order of time. */
  hidden: readonly Mask[];
  /** The hidden part in hand. */
  maskId: Id | null;
  /** Selection in and out; either may stand alone. */
  inUs: number | null;
  outUs: number | null;
  /** The moment in front, and all that are chosen. */
  momentId: Id | null;
  chosen: ReadonlySet<Id>;
  hoverId: Id | null;
  /** The row that the keyboard is on. */
  rowKey: string | null;
  /** A rectangle being drawn around moments, in the canvas's pixels. */
  lasso: { fromPx: number; toPx: number; topPx: number; bottomPx: number } | null;
}
