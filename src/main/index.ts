/** The composition root: constructs the rooms and wires them, nothing else. */
import { join } from 'node:path';
import { newId } from '../shared/domain/ids';
import { instant, type Person } from '../shared/domain/row';
import { DEFAULT_SETTINGS } from '../shared/domain/settings';
import { AppError } from '../shared/errors';
import type { Handlers } from '../shared/ipc/derive';
import { type Ports, type Rest, startApp } from './electron/app';
import { createFootageServer } from './footage/serve-footage';
import { createJobs } from './jobs/jobs';
import { openJournal } from './jobs/journal';

async function build(ports: Ports): Promise<Rest> {
  const journal = openJournal(join(ports.library, 'under-way.json'));
  const jobs = createJobs({ journal });
  let me: Person | null = null;
  let settings = DEFAULT_SETTINGS;
  const notYet = (): never => {
    throw new AppError('not-found', 'Not there yet.');
  };
  jobs.onChanged((job) => ports.send('jobs', 'changed', job));
  jobs.onCleared((jobIds) => ports.send('jobs', 'cleared', { jobIds }));
  const handlers: Handlers = {
    app: {
      snapshot: () => ({
        version: ports.version,
        me,
        settings,
        lessons: [],
        jobs: jobs.list(),
        notices: [],
        offered: [],
        openLessonId: null,
        libraryFolder: ports.library,
      }),
      noticeRead: () => undefined,
    },
    people: {
      introduce: ({ name }) => {
        const now = instant();
        me = { id: newId(), name, createdAt: now, changedAt: now };
        return me;
      },
    },
    settings: {
      change: (change) => {
        settings = { ...settings, ...change };
        return settings;
      },
    },
    footage: {
      choose: () => null,
      add: notYet,
      letGo: notYet,
      register: notYet,
      locate: notYet,
      notPlayable: notYet,
    },
    lessons: {
      open: notYet,
      change: notYet,
      addMade: notYet,
      removal: notYet,
      remove: notYet,
      search: () => [],
    },
    clips: {
      chooseFolder: () => null,
      lastFolder: () => null,
      export: notYet,
      log: () => [],
      showInFolder: notYet,
    },
    jobs: {
      cancel: ({ jobId }) => jobs.cancel(jobId),
      clear: () => void jobs.clear(),
      showInFolder: ({ jobId }) => {
        const path = jobs.showPath(jobId);
        if (path) ports.dialogs.showInFolder(path);
      },
    },
  };
  return {
    handlers,
    serveFootage: createFootageServer({ pathOf: () => null }),
    pickDropped: () => Promise.resolve(null),
    filesGiven: () => Promise.resolve(),
    stop: () => jobs.stopAll(),
  };
}

startApp(build);
