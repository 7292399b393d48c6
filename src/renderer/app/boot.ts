/** From one snapshot to a living page: everything after it comes as changes. */
import { call, listen } from '../bridge/api';
import { offer, useApp } from '../stores/app';
import { tell } from '../stores/app-notices';
import { dropJobs, takeJob, takeJobs } from '../stores/jobs';
import { dropCard, takeCard, takeCards } from '../stores/library';
import { takeSettings } from '../stores/settings';
import type { Notice, Snapshot } from '../../shared/ipc/contract';
import { forgetLesson, navigate } from './route';
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

function take(snapshot: Snapshot): void {
  takeSettings(snapshot.settings);
  takeCards(snapshot.lessons);
  takeJobs(snapshot.jobs);
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
    listen((api) => api.jobs.onChanged(takeJob)),
    listen((api) => api.jobs.onCleared(({ jobIds }) => dropJobs(jobIds))),
    listen((api) => api.footage.onOffered(offer)),
    listen((api) => api.app.onNoticed(showNotice)),
    listen((api) =>
      api.app.onLessonAsked(({ lessonId }) => navigate({ page: 'lesson', lessonId })),
    ),
  ];
  call((api) => api.app.snapshot()).then(take, (thrown: unknown) => {
    useApp.setState({ phase: 'failed' });
    tellError(thrown);
  });
  return () => {
    for (const stop of stops) stop();
  };
}
