/**
 * Edits on their way to the disk, one after another in the order they were made. Each is
 * acknowledged before the next is sent, so that a refusal can be told from what came after it.
 */
import type { RowOp } from '../../shared/domain/document';
import type { Id } from '../../shared/domain/ids';
import { AppError, type ErrorView } from '../../shared/errors';
import { rowsOf } from './history';

export interface Edit {
  label: string;
  ops: readonly RowOp[];
}

export type SendEdit = (lessonId: Id, edit: Edit) => Promise<unknown>;

export interface OutboxEvents {
  /** How many edits are not yet on disk. */
  pending: (count: number) => void;
  /** An edit was refused; it and later ones that touch the same rows are given up. */
  refused: (error: ErrorView, lost: readonly Edit[]) => void;
}

export class Outbox {
  #queue: Edit[] = [];
  #sending = false;
  #idle: (() => void)[] = [];
  readonly #lessonId: Id;
  readonly #send: SendEdit;
  readonly #events: OutboxEvents;

  constructor(lessonId: Id, send: SendEdit, events: OutboxEvents) {
    this.#lessonId = lessonId;
    this.#send = send;
    this.#events = events;
  }

  get pending(): readonly Edit[] {
    return this.#queue;
  }

  push(edit: Edit): void {
    this.#queue.push(edit);
    this.#events.pending(this.#queue.length);
    void this.#run();
  }

  /** Settles once everything pushed so far is on disk or was refused. */
  idle(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /**
   * The page is going away: hands everything over at once. Messages arrive in the order they were
   * sent and main checks each row's `before`, so nothing is applied over a refused edit.
   */
  sendAllNow(): void {
    const rest = this.#queue.splice(this.#sending ? 1 : 0);
    for (const edit of rest) this.#send(this.#lessonId, edit).catch(() => undefined);
  }

  async #run(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let edit = this.#queue[0]; edit; edit = this.#queue[0]) {
      try {
        await this.#send(this.#lessonId, edit);
        this.#queue.shift();
        this.#events.pending(this.#queue.length);
      } catch (thrown) {
        const lost = this.#giveUp();
        this.#events.refused(AppError.from(thrown).view(), lost);
        this.#events.pending(this.#queue.length);
      }
    }
    this.#sending = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Takes the first edit out, and with it every later one built on the same rows. */
  #giveUp(): Edit[] {
    const lost: Edit[] = [];
    const rows = new Set<string>();
    this.#queue = this.#queue.filter((edit, at) => {
      const touched = rowsOf(edit.ops);
      if (at > 0 && [...touched].every((row) => !rows.has(row))) return true;
      for (const row of touched) rows.add(row);
      lost.push(edit);
      return false;
    });
    return lost;
  }
}
