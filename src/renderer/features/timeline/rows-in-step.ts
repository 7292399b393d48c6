/** The rows of the open lesson, in step with its document: an edit changes what it touches. */
import { difference } from '../../../shared/domain/in-time';
import type { Moment } from '../../../shared/domain/moment';
import type { TimelineSettings } from '../../../shared/domain/settings';
import { byTitle, rowsAlways } from './row-words';
import { type Row, Rows } from './rows';

const NONE: readonly Moment[] = [];

export class RowsInStep {
  #rows = new Rows('kind');
  #known: readonly Moment[] = NONE;

  /** @param moments those that are shown, in order of time. */
  read(moments: readonly Moment[], shown: TimelineSettings): Row[] {
    const { rowsBy, order } = shown;
    if (rowsBy !== this.#rows.by || moments.length === 0) {
      this.#rows = new Rows(rowsBy);
      this.#known = NONE;
    }
    this.#rows.change(difference(this.#known, moments));
    this.#known = moments;
    return this.#rows.inOrder(rowsAlways(rowsBy), order, byTitle(rowsBy));
  }
}
