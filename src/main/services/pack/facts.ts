/** What a pack says, as data: what its page and its handout are set from. */
import type { SaidCue } from './captions';

export interface PackFacts {
  title: string;
  introduction: string;
  /** `10 March 2026`; empty when it is not said. */
  taughtOn: string;
  /** The teacher's own focus; empty when it is not said. */
  focus: string;
  /** True when it says what it is for. */
  discussion: boolean;
  /** Whose copy it is; empty when nobody's. */
  name: string;
  /** `31 December 2026` */
  deleteBy: string;
  handout: boolean;
  clips: readonly ClipFacts[];
}

export interface ClipFacts {
  name: string;
  question: string;
  notes: readonly string[];
  /** `12 seconds` */
  length: string;
  /** Paths within the pack, with forward slashes. */
  file: string;
  /** Null where there is nothing to see. */
  picture: string | null;
  /** Pixels of what is shown. */
  size: { width: number; height: number } | null;
  cues: readonly SaidCue[];
}
