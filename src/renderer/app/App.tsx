import { useEffect } from 'react';
import { boot } from './boot';
import { listenForKeys } from './commands';
import { ErrorBoundary } from './ErrorBoundary';
import { LessonRoom } from './pages/LessonRoom';
import { navigate, useRoute } from './route';

export function App() {
  const route = useRoute();
  useEffect(boot, []);
  useEffect(() => listenForKeys(window), []);
  return (
    <ErrorBoundary onLeave={() => navigate({ page: 'lessons' })}>
      {route.page === 'lesson' ? <LessonRoom lessonId={route.lessonId} /> : null}
    </ErrorBoundary>
  );
}
