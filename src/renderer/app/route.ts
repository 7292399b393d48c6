/** Where the person is. No addresses: the app has one window and one page. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import { lessonStore } from '../stores/document';

export type PageName = 'lessons' | 'sessions' | 'clips' | 'coaching' | 'jobs' | 'settings';
export type Route =
  | { page: PageName }
  /** `atUs` when a place in the lesson was asked for (a search hit). */
  | { page: 'lesson'; lessonId: Id; atUs?: number; momentId?: Id };

interface Routes {
  route: Route;
  /** Where `back` goes, oldest first. */
  past: readonly Route[];
}

const HOME: Route = { page: 'lessons' };
const DEEPEST = 50;

export const useRoutes = create<Routes>(() => ({ route: HOME, past: [] }));

export function useRoute(): Route {
  return useRoutes((state) => state.route);
}

function same(a: Route, b: Route): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function navigate(route: Route): void {
  const { route: here } = useRoutes.getState();
  const elsewhere =
    here.page !== 'lesson' || route.page !== 'lesson' || here.lessonId !== route.lessonId;
  if (route.page === 'lesson' && elsewhere) lessonStore.getState().askAhead(route.lessonId);
  useRoutes.setState((state) =>
    same(state.route, route)
      ? state
      : { route, past: [...state.past, state.route].slice(-DEEPEST) },
  );
}

/** To where the person was before; to the lessons when there is nothing before. */
export function back(): void {
  useRoutes.setState((state) => ({
    route: state.past.at(-1) ?? HOME,
    past: state.past.slice(0, -1),
  }));
}

/** Leaves a lesson that is no longer there, and forgets every way back to it. */
export function forgetLesson(lessonId: Id): void {
  const gone = (route: Route) => route.page === 'lesson' && route.lessonId === lessonId;
  useRoutes.setState((state) => ({
    route: gone(state.route) ? HOME : state.route,
    past: state.past.filter((route) => !gone(route)),
  }));
}
