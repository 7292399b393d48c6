/** Filters that a person keeps under a name, for any lesson. */
import { newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import type { SavedView } from '../../shared/domain/saved-view';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import type { Store } from '../db/store';

export function savedViewsService(deps: {
  store: Pick<Store, 'savedViews' | 'tombstones' | 'transaction'>;
  authorId: () => string;
  nowMs: () => number;
}): Handlers['views'] {
  const { store, authorId, nowMs } = deps;
  return {
    save: ({ id, name, filter }) => {
      const now = instant(nowMs());
      const old = id === null ? null : store.savedViews.get(id);
      if (old === undefined) throw new AppError('not-found', 'That view is no longer here.');
      const view: SavedView = old
        ? { ...old, name, filter, changedAt: now }
        : {
            id: newId(nowMs()),
            authorId: authorId(),
            createdAt: now,
            changedAt: now,
            name,
            filter,
          };
      store.transaction(() => {
        if (old) store.savedViews.update(view);
        else store.savedViews.insert(view);
      });
      return view;
    },
    remove: ({ viewId }) => {
      store.transaction(() => {
        if (!store.savedViews.remove(viewId)) return;
        store.tombstones.add(viewId, 'savedView', instant(nowMs()));
      });
    },
  };
}
