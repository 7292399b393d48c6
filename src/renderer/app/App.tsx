import { lazy, Suspense, useEffect } from 'react';
import { LibraryPage } from '../features/library/LibraryPage';
import { useApp } from '../stores/app';
import { closeNotice, useNotices } from '../stores/app-notices';
import { useView } from '../stores/view';
import { EmptyState } from '../ui/EmptyState';
import { NoticeRegion } from '../ui/NoticeRegion';
import { APP_COMMANDS } from './app-commands';
import { boot, offerCutOff } from './boot';
import { listenForKeys, useCommands } from './commands';
import { DropZone } from './DropZone';
import { ErrorBoundary } from './ErrorBoundary';
import { navigate, type Route, useRoute } from './route';
import { Shell } from './shell/Shell';

// What the first screen does not need comes in a moment later, before anyone can ask for it.
const loadRoom = () => import('./pages/LessonRoom');
const loadDialogs = () => import('./Dialogs');
const loadClips = () => import('../features/clips-log/ClipsPage');
const loadSessions = () => import('../features/session/SessionsPage');
const loadSession = () => import('../features/session/build/SessionPage');
const loadCoaching = () => import('../features/session/coaching/CoachingPage');
const loadPresent = () => import('./pages/session/PresentPage');
const loadJobs = () => import('../features/jobs/JobsPage');
const loadIntroduction = () => import('./Introduction');
const loadSettings = () => import('../features/settings/SettingsPage');
const LessonRoom = lazy(async () => ({ default: (await loadRoom()).LessonRoom }));
const Dialogs = lazy(async () => ({ default: (await loadDialogs()).Dialogs }));
const ClipsPage = lazy(async () => ({ default: (await loadClips()).ClipsPage }));
const SessionsPage = lazy(async () => ({ default: (await loadSessions()).SessionsPage }));
const SessionPage = lazy(async () => ({ default: (await loadSession()).SessionPage }));
const CoachingPage = lazy(async () => ({ default: (await loadCoaching()).CoachingPage }));
const PresentPage = lazy(async () => ({ default: (await loadPresent()).PresentPage }));
const DueSteps = lazy(async () => ({
  default: (await import('../features/session/DueSteps')).DueSteps,
}));
const JobsPage = lazy(async () => ({ default: (await loadJobs()).JobsPage }));
const Introduction = lazy(async () => ({ default: (await loadIntroduction()).Introduction }));
const SettingsPage = lazy(async () => ({ default: (await loadSettings()).SettingsPage }));

function usePreload(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    const idle = requestIdleCallback(() => {
      void loadRoom();
      void loadDialogs();
      void loadClips();
      void loadJobs();
      void loadSessions();
      void offerCutOff();
      void loadCoaching();
      void loadSettings();
    });
    return () => cancelIdleCallback(idle);
  }, [ready]);
}

/** What was agreed in sessions and is due; it comes once the library is on the screen. */
function Greeting() {
  const ready = useApp((state) => state.phase === 'ready');
  return <Suspense>{ready && <DueSteps />}</Suspense>;
}

function Page({ route }: { route: Exclude<Route, { page: 'lesson' | 'present' }> }) {
  switch (route.page) {
    case 'lessons':
      return <LibraryPage greeting={<Greeting />} />;
    case 'clips':
      return <ClipsPage />;
    case 'jobs':
      return <JobsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'sessions':
      return <SessionsPage />;
    case 'session':
      return <SessionPage sessionId={route.sessionId} />;
    case 'coaching':
      return <CoachingPage />;
  }
}

/** Main says so where there is a library already: its frame is drawn before what is in it is known. */
const IS_BACK = location.hash === '#back';

function Body() {
  const route = useRoute();
  const phase = useApp((state) => state.phase);
  const failure = useApp((state) => state.failure);
  const known = useApp((state) => state.me !== null);
  if (phase === 'starting' && !IS_BACK) return null;
  if (phase === 'failed') {
    return (
      <EmptyState
        sentence={`The library could not be opened. ${failure || 'Close Plenary and start it again.'}`}
      />
    );
  }
  if (phase === 'ready' && !known) return <Introduction />;
  if (route.page === 'lesson') {
    const { page: _page, ...asked } = route;
    return <LessonRoom key={route.lessonId} {...asked} />;
  }
  if (route.page === 'present') {
    return <PresentPage key={route.sessionId} sessionId={route.sessionId} />;
  }
  return (
    <Shell>
      <ErrorBoundary key={route.page} onLeave={() => navigate({ page: 'lessons' })}>
        <Suspense>
          <Page route={route} />
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

export function App() {
  useEffect(boot, []);
  useEffect(() => listenForKeys(window), []);
  useCommands(APP_COMMANDS);
  const phase = useApp((state) => state.phase);
  const wanted = useApp(
    (state) => state.me !== null && (state.dialog !== null || state.offered.length > 0),
  );
  const notices = useNotices((state) => state.notices);
  const { page } = useRoute();
  const inRoom = page === 'lesson';
  // Before someone is known there is no frame at whose foot there could be room.
  // A dialog takes the middle of a room: what is said then stands below it.
  const roomDialog = useView((state) => state.dialog !== null);
  const framed =
    useApp((state) => state.phase === 'ready' && state.me !== null) &&
    !inRoom &&
    page !== 'present';
  usePreload(phase === 'ready');
  return (
    <>
      <ErrorBoundary onLeave={() => navigate({ page: 'lessons' })}>
        <Suspense>
          <Body />
        </Suspense>
        <Suspense>{wanted && <Dialogs />}</Suspense>
      </ErrorBoundary>
      <DropZone />
      <NoticeRegion
        notices={notices}
        place={inRoom ? (roomDialog ? 'foot' : 'picture') : framed ? 'foot' : 'corner'}
        onClose={closeNotice}
      />
    </>
  );
}
