/** Filters that are kept under a name, for any lesson: a mirror of main. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { MomentFilter, SavedView } from '../../shared/domain/saved-view';
import { call } from '../bridge/api';

interface Views {
  views: readonly SavedView[];
}

export const useViews = create<Views>(() => ({ views: [] }));

export function takeViews(views: readonly SavedView[]): void {
  useViews.setState({ views });
}

/** Keeps a filter; one of the same name takes it. @throws AppError. */
export async function keepView(name: string, filter: MomentFilter): Promise<void> {
  const known = useViews.getState().views.find((view) => view.name === name);
  const view = await call((api) => api.views.save({ id: known?.id ?? null, name, filter }));
  useViews.setState(({ views }) => ({
    views: [...views.filter(({ id }) => id !== view.id), view],
  }));
}

/** @throws AppError. */
export async function dropView(viewId: Id): Promise<void> {
  await call((api) => api.views.remove({ viewId }));
  useViews.setState(({ views }) => ({ views: views.filter(({ id }) => id !== viewId) }));
}
