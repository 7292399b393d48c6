/** Commands that are there on every page. */
import { openDialog } from '../stores/app';
import type { Command } from './commands';
import { back, navigate, type PageName, useRoutes } from './route';

const goTo = (page: PageName, name: string): Command => ({
  id: `go.${page}`,
  name: `Go to ${name}`,
  group: 'Anywhere',
  keys: [],
  enabled: () => useRoutes.getState().route.page !== page,
  run: () => navigate({ page }),
});

export const APP_COMMANDS: readonly Command[] = [
  {
    id: 'app.search',
    name: 'Search and commands',
    group: 'Anywhere',
    keys: ['$mod+k'],
    whileTyping: true,
    keyOnly: true,
    run: () => openDialog({ name: 'palette' }),
  },
  {
    id: 'app.keys',
    name: 'Show the keys',
    group: 'Anywhere',
    keys: ['Shift+?'],
    run: () => openDialog({ name: 'keys' }),
  },
  {
    id: 'app.back',
    name: 'Back',
    group: 'Anywhere',
    keys: ['Alt+ArrowLeft'],
    enabled: () => useRoutes.getState().past.length > 0,
    run: back,
  },
  goTo('lessons', 'lessons'),
  goTo('sessions', 'sessions'),
  goTo('clips', 'clips'),
  goTo('jobs', 'jobs'),
  goTo('settings', 'settings'),
];
