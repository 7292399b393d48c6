/** From one snapshot to a living page: everything after it comes as changes. */
import { call, listen } from '../bridge/api';
import { offer, useApp } from '../stores/app';
import {
  CLIPS_NOTICE,
  closeNotice,
  PACK_NOTICE,
  SESSION_NOTICE,
  tell,
  useNotices,
} from '../stores/app-notices';
import { takeBoards } from '../stores/boards';
import { lessonStore } from '../stores/document';
import type { DocumentState } from '../stores/document-store';
import { dropJobs, takeJob, takeJobs, takeOrder, takePaused, useJobs } from '../stores/jobs';
import { dropCard, takeCard, takeCards, useLibrary } from '../stores/library';
import { watchPeaks } from '../stores/peaks';
import { takePeople } from '../stores/people';
import { watchPlayable } from '../stores/playable';
import { dropSession, readSessions, takeSession, useSessions } from '../stores/sessions';
import { takeSettings } from '../stores/settings';
import { takeViews } from '../stores/views';
import type { JobKind, JobView } from '../../shared/domain/job';
import { AppError } from '../../shared/errors';
import type { Notice, Snapshot } from '../../shared/ipc/contract';
import { sayError } from './errors';
import { forgetLesson, forgetSession, navigate, useRoutes } from './route';
import { tellError } from './tell-error';

function showNotice(notice: Notice): void {
  tell({
    id: notice.id,
    sentence: notice.text,
    onClosed: () => {
      call((api) => api.app.noticeRead({ id: notice.id })).catch(tellError);
    },
  });
}

/** How the end of an export is said. One notice for all clips of it: the newest takes the place of the one before. */
const READY: Partial<Record<JobKind, { id: string; words: string }>> = {
  clip: { id: CLIPS_NOTICE, words: 'The clip is ready' },
  pack: { id: PACK_NOTICE, words: 'The discussion pack is ready' },
  session: { id: SESSION_NOTICE, words: 'Ready' },
};

/** “Is being made” is no longer true of what could not be; what is ready stays said. */
function closeBeingMade(notice: string): void {
  const said = useNotices.getState().notices.find(({ id }) => id === notice);
  if (said && !said.action) closeNotice(notice);
}

/** The end of work that someone waits for is said once, wherever they are by then. */
function takeJobAndTell(job: JobView): void {
  const before = useJobs.getState().jobs.find((known) => known.id === job.id)?.state;
  takeJob(job);
  if (before === job.state) return;
  const ready = READY[job.kind];
  if (job.state === 'failed' && job.error) {
    const said = sayError(job.error);
    if (ready) closeBeingMade(ready.id);
    if (said) tell({ sentence: `${job.title}: ${said.sentence}`, next: said.next });
  }
  if (job.state === 'done' && ready) {
    tell({
      id: ready.id,
      sentence: `${ready.words}: ${job.result}`,
      action: {
        name: 'Show in folder',
        run: () => {
          call((api) => api.jobs.showInFolder({ jobId: job.id })).catch(tellError);
        },
      },
    });
  }
}

/** An edit that could not be saved was taken back: the person is told which and why. */
function tellTrouble({ label, error }: NonNullable<DocumentState['trouble']>): void {
  const said = sayError(error);
  const what = label ? `“${label}” was not saved and has been taken back. ` : '';
  if (said) tell({ sentence: `${what}${said.sentence}`, next: said.next });
  lessonStore.getState().troubleRead();
}

/** What the last run left undone is offered once; nothing begins by itself. */
function offerInterrupted(jobs: readonly JobView[]): void {
  const left = jobs.filter((job) => job.state === 'interrupted' && job.canRetry).length;
  if (left === 0) return;
  tell({
    sentence: left === 1 ? 'An export was interrupted.' : `${left} exports were interrupted.`,
    action: { name: 'See jobs', run: () => navigate({ page: 'jobs' }) },
  });
}

/** A session that was being presented when Plenary was stopped is offered to go on, where it was. */
export async function offerCutOff(): Promise<void> {
  // Where it cannot be had, the Sessions page asks again and says why.
  await readSessions().catch(() => undefined);
  const cut = useSessions.getState().cards?.find(({ cutOff }) => cutOff);
  if (!cut) return;
  tell({
    sentence: `“${cut.title}” was being presented when Plenary was stopped. Everything is kept.`,
    action: { name: 'Resume', run: () => navigate({ page: 'present', sessionId: cut.id }) },
  });
}

function take(snapshot: Snapshot): void {
  takeSettings(snapshot.settings);
  takeBoards(snapshot.boards);
  takePeople(snapshot.people);
  takeViews(snapshot.views);
  takeCards(snapshot.lessons);
  takeJobs(snapshot.jobs);
  takePaused(snapshot.jobsPaused);
  offerInterrupted(snapshot.jobs);
  useApp.setState({
    phase: 'ready',
    version: snapshot.version,
    libraryFolder: snapshot.libraryFolder,
    me: snapshot.me,
  });
  for (const pick of snapshot.offered) offer(pick);
  for (const notice of snapshot.notices) showNotice(notice);
  if (snapshot.openLessonId) navigate({ page: 'lesson', lessonId: snapshot.openLessonId });
}

/** Starts the page. Answers how to stop listening. */
export function boot(): () => void {
  // Listening begins first: a change told while the snapshot is on its way is in the snapshot.
  const stops = [
    listen((api) => api.lessons.onChanged(takeCard)),
    listen((api) =>
      api.lessons.onRemoved(({ lessonId }) => {
        dropCard(lessonId);
        forgetLesson(lessonId);
      }),
    ),
    listen((api) => api.sessions.onChanged(takeSession)),
    listen((api) =>
      api.sessions.onRemoved(({ sessionId }) => {
        dropSession(sessionId);
        forgetSession(sessionId);
      }),
    ),
    listen((api) => api.jobs.onChanged(takeJobAndTell)),
    listen((api) => api.jobs.onPaused(({ paused }) => takePaused(paused))),
    listen((api) => api.jobs.onOrdered(({ jobIds }) => takeOrder(jobIds))),
    listen((api) => api.jobs.onCleared(({ jobIds }) => dropJobs(jobIds))),
    listen((api) => api.footage.onOffered(offer)),
    // These from the start too, because a lesson is asked for before its room is there.
    watchPlayable(),
    watchPeaks(),
    listen((api) => api.footage.onFileChanged((file) => lessonStore.getState().fileChanged(file))),
    listen((api) => api.app.onNoticed(showNotice)),
    listen((api) =>
      api.app.onLessonAsked(({ lessonId }) => navigate({ page: 'lesson', lessonId })),
    ),
  ];
  call((api) => api.app.snapshot()).then(take, (thrown: unknown) => {
    const { code, message } = AppError.from(thrown).view();
    useApp.setState({ phase: 'failed', failure: code === 'unknown' ? '' : message });
  });
  // The lesson that someone comes back from is the one in hand in the library.
  stops.push(
    useRoutes.subscribe(({ route }) => {
      if (route.page === 'lesson') useLibrary.setState({ inHand: route.lessonId });
    }),
  );
  stops.push(
    lessonStore.subscribe(({ trouble }, before) => {
      if (trouble && trouble !== before.trouble) tellTrouble(trouble);
    }),
  );
  // Whether or not a room is open: the edits of one that was just left may still be on their way.
  const handOver = () => lessonStore.getState().handOver();
  window.addEventListener('pagehide', handOver);
  stops.push(() => window.removeEventListener('pagehide', handOver));
  return () => {
    for (const stop of stops) stop();
  };
}
