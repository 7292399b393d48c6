/** Where the person is. No addresses: the app has one window and one page. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import { pictureAhead, pictureAsked } from '../picture/picture-ahead';
import { lessonStore } from '../stores/document';
import { useLibrary } from '../stores/library';

export type PageName = 'lessons' | 'sessions' | 'clips' | 'coaching' | 'jobs' | 'settings';
export type Route =
  | { page: PageName }
  /**
   * `atUs` when a place in the lesson was asked for (a search hit); `narrationId` when a narration of
   * it is watched and mended instead.
   */
  | { page: 'lesson'; lessonId: Id; atUs?: number; momentId?: Id; narrationId?: Id }
  | { page: 'session'; sessionId: Id }
  /** A session while it is held: what the room sees, and what its console shows. */
  | { page: 'present'; sessionId: Id };

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

/** A lesson is about to be opened, or likely to be: what it opens with is asked for. */
export function lessonAhead(lessonId: Id): void {
  pictureAhead(useLibrary.getState().cards.get(lessonId)?.opensWith ?? null);
}

/** Counts what was asked for, so that a room that is on its way gives way to what was asked since. */
let asked = 0;

/** A room that comes within a tenth of a second of a press has come at once (Nielsen 1993, 5.5). */
const AT_ONCE_MS = 100;
const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Opens a lesson whose card was pressed. Its room is drawn once, with the lesson in it, and not before
 * the picture has been asked for: both want the page's thread. A lesson that is long in coming is
 * waited for in its room.
 */
export async function openLesson(lessonId: Id): Promise<void> {
  const mine = ++asked;
  const { askAhead, open } = lessonStore.getState();
  lessonAhead(lessonId);
  const isHere = pictureAsked().then(() => (mine === asked ? askAhead(lessonId) : undefined));
  await Promise.race([isHere, after(AT_ONCE_MS)]);
  // (Going there counts as asking: what was not asked by now the room asks itself.)
  if (mine !== asked) return;
  void open(lessonId);
  navigate({ page: 'lesson', lessonId });
}

export function navigate(route: Route): void {
  asked++;
  const { route: here } = useRoutes.getState();
  const elsewhere =
    here.page !== 'lesson' || route.page !== 'lesson' || here.lessonId !== route.lessonId;
  if (route.page === 'lesson' && elsewhere) {
    lessonAhead(route.lessonId);
    if (lessonStore.getState().lessonId !== route.lessonId) {
      void lessonStore.getState().askAhead(route.lessonId);
    }
  }
  useRoutes.setState((state) =>
    same(state.route, route)
      ? state
      : { route, past: [...state.past, state.route].slice(-DEEPEST) },
  );
}

/** To where the person was before; to the lessons when there is nothing before. */
export function back(): void {
  asked++;
  const { past } = useRoutes.getState();
  const route = past.at(-1) ?? HOME;
  if (route.page === 'lesson') lessonAhead(route.lessonId);
  useRoutes.setState({ route, past: past.slice(0, -1) });
}

/** Leaves a session that is no longer there. */
export function forgetSession(sessionId: Id): void {
  const gone = (route: Route) => 'sessionId' in route && route.sessionId === sessionId;
  useRoutes.setState((state) => ({
    route: gone(state.route) ? { page: 'sessions' } : state.route,
    past: state.past.filter((route) => !gone(route)),
  }));
}

/** Leaves a lesson that is no longer there, and forgets every way back to it. */
export function forgetLesson(lessonId: Id): void {
  asked++;
  const gone = (route: Route) => route.page === 'lesson' && route.lessonId === lessonId;
  useRoutes.setState((state) => ({
    route: gone(state.route) ? HOME : state.route,
    past: state.past.filter((route) => !gone(route)),
  }));
}
