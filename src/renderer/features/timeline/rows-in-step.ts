/** The rows of the open lesson, in step with its document: an edit changes what it touches. */
import { difference } from '../../../shared/domain/in-time';
import type { Moment } from '../../../shared/domain/moment';
import type { TimelineSettings } from '../../../shared/domain/settings';
import { byTitle, rowsAlways } from './row-words';
import { type Row, Rows, type RowsBy } from './rows';

const NONE: readonly Moment[] = [];

/** Rows and the moments that they hold. */
class Held {
  rows = new Rows('kind');
  #known: readonly Moment[] = NONE;

  take(moments: readonly Moment[], by: RowsBy): Rows {
    const change = by === this.rows.by ? difference(this.#known, moments) : null;
    // Taking most of them out one by one would take longer than beginning again with the others.
    if (!change || change.removed.length + change.added.length > moments.length) {
      this.rows = new Rows(by);
      this.rows.change({ removed: NONE, added: moments });
    } else this.rows.change(change);
    this.#known = moments;
    return this.rows;
  }
}

export class RowsInStep {
  /** All of a lesson, kept while only some are asked for: asking for all again is then no work. */
  readonly #all = new Held();
  readonly #some = new Held();

  /**
   * @param moments those that are shown, in order of time
   * @param all the lesson's; the same list when all are shown
   */
  read(moments: readonly Moment[], all: readonly Moment[], shown: TimelineSettings): Row[] {
    const { rowsBy, order } = shown;
    const rows = (moments === all ? this.#all : this.#some).take(moments, rowsBy);
    return rows.inOrder(rowsAlways(rowsBy), order, byTitle(rowsBy));
  }
}
