// First, so that a part's own style wins over it.
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { lazy, Suspense } from 'react';
import { App } from './app/App';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const RoomApp = lazy(async () => ({
  default: (await import('./app/pages/session/RoomApp')).RoomApp,
}));

// The room's screen of a session is the same page, showing nothing but that.
createRoot(root).render(
  location.hash === '#room' ? (
    <Suspense>
      <RoomApp />
    </Suspense>
  ) : (
    <App />
  ),
);
