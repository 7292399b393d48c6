/** What is said in sessions: captures, the parking place, next steps, and what one keeps for oneself. */
import { newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import type { NextStep } from '../../shared/domain/lesson';
import type { Session } from '../../shared/domain/session';
import type { Handlers } from '../../shared/ipc/derive';
import type { OfSession } from '../db/repositories/sessions';
import type { Store } from '../db/store';

type Said = Pick<Handlers['sessions'], 'capture' | 'park' | 'reflect' | 'step' | 'steps'>;

interface Words {
  id: string;
  authorId: string;
  createdAt: string;
  changedAt: string;
  sessionId: string;
  text: string;
}

export function sessionsSaid(deps: {
  store: Pick<Store, 'sessions' | 'rows' | 'tombstones' | 'transaction'>;
  /** @throws AppError `not-found`. */
  sessionOf: (sessionId: string) => Session;
  authorId: () => string;
  nowMs: () => number;
}): Said {
  const { store, sessionOf, authorId, nowMs } = deps;

  const made = () => {
    const now = instant(nowMs());
    return { id: newId(nowMs()), authorId: authorId(), createdAt: now, changedAt: now };
  };

  /**
   * Writes words as they are typed. Words that were taken away while more were on their way come back
   * under the id they had: what is typed is never lost to an order of messages.
   */
  function keep<R extends Words>(
    rows: Pick<OfSession<R>, 'get' | 'insert' | 'update' | 'remove'>,
    table: string,
    id: string | null,
    fields: Omit<R, keyof ReturnType<typeof made>>,
  ): R | null {
    sessionOf((fields as Pick<Words, 'sessionId'>).sessionId);
    const old = id === null ? undefined : rows.get(id);
    const empty = (fields as Pick<Words, 'text'>).text.trim() === '';
    if (empty) {
      if (old) {
        store.transaction(() => {
          rows.remove(old.id);
          store.tombstones.add(old.id, table, instant(nowMs()));
        });
      }
      return null;
    }
    const fresh = made();
    const row = (
      old
        ? { ...old, ...fields, changedAt: fresh.changedAt }
        : { ...fresh, ...(id === null ? {} : { id }), ...fields }
    ) as R;
    store.transaction(() => {
      if (old) rows.update(row);
      else {
        rows.insert(row);
        store.tombstones.remove(row.id);
      }
    });
    return row;
  }

  return {
    capture: ({ id, ...fields }) => keep(store.sessions.captures, 'capture', id, fields),
    park: ({ id, ...fields }) => keep(store.sessions.parked, 'parked', id, fields),
    reflect: (fields) => {
      const { sessionId, itemId } = fields;
      const me = authorId();
      const mine = store.sessions.reflections
        .of(sessionId)
        .find((each) => each.itemId === itemId && each.authorId === me);
      return keep(store.sessions.reflections, 'reflection', mine?.id ?? null, fields);
    },
    step: ({ id, ...fields }) => {
      const old = id === null ? undefined : store.rows.tables.nextStep.get(id);
      const { lessonId = null, momentId = null, focusId = null } = old ?? {};
      // As every next step it may be without words of its own; one of a session never is.
      const rows = store.rows.tables.nextStep as unknown as OfSession<NextStep & Words>;
      return keep(rows, 'nextStep', id, { ...fields, lessonId, momentId, focusId });
    },
    steps: ({ dueOn }) => {
      const titles = new Map(store.sessions.all().map(({ id, title }) => [id, title]));
      const found = dueOn === null ? store.rows.openSteps() : store.rows.dueSteps(dueOn);
      return found.flatMap((step) => {
        const sessionTitle = step.sessionId === null ? undefined : titles.get(step.sessionId);
        return sessionTitle === undefined ? [] : [{ step, sessionTitle }];
      });
    },
  };
}
