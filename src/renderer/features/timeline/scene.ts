/** What is painted, and with what. */
import type { Cue } from '../../../shared/domain/captions';
import type { Id } from '../../../shared/domain/ids';
import type { Mask } from '../../../shared/domain/mask';
import type { Stretch } from './footage';
import type { Extent, Viewport } from './geometry';
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

/** Colours and fonts of the design tokens, read once. */
export interface Ink {
  colour: (token: string) => string;
  mono: string;
  sans: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return {
    colour(token) {
      const value = known.get(token) ?? style.getPropertyValue(`--${token}`).trim();
      known.set(token, value);
      return value;
    },
    mono: style.getPropertyValue('--mono'),
    sans: style.getPropertyValue('--sans'),
  };
}

export type Context = CanvasRenderingContext2D;
