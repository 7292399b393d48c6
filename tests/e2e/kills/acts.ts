/**
 * What the page does until it is killed, as functions that run there. Each goes on without end and
 * tells what was answered with ok, and nothing else.
 */
import type { Api } from '../../../src/shared/ipc/derive';
import type { Moment } from '../../../src/shared/domain/moment';
import type { Acknowledged } from './ledger';

type PageWindow = Window & { api: Api; acknowledge: (message: Acknowledged) => Promise<void> };

export interface Marking {
  lessonId: string;
  authorId: string;
  ids: string[];
}

/** Makes moments, one change each. */
export async function mark({ lessonId, authorId, ids }: Marking): Promise<void> {
  const { api, acknowledge } = window as unknown as PageWindow;
  for (const id of ids) {
    const at = new Date().toISOString();
    const after: Moment = {
      ...{ id, authorId, createdAt: at, changedAt: at, lessonId, kind: 'noticing' },
      ...{ startUs: 1_000_000, endUs: 1_000_000, note: 'v0', private: true, adrift: null },
      ...{ tags: [], focusId: null, links: [], voice: null, inSession: false, liveUs: null },
    };
    const ops = [{ table: 'moment' as const, id, before: null, after }];
    const answer = await api.lessons.change({ lessonId, label: 'Mark', ops });
    if (answer.ok) void acknowledge({ what: 'marked', id });
    else throw new Error(answer.error.message);
  }
}

/** Changes two moments' notes in one change, over and over; removes a third now and then. */
export async function edit({
  lessonId,
  pairs,
}: {
  lessonId: string;
  pairs: [string, string][];
}): Promise<void> {
  const { api, acknowledge } = window as unknown as PageWindow;
  const opened = await api.lessons.open({ lessonId });
  if (!opened.ok) throw new Error(opened.error.message);
  const rows = new Map(opened.value.moments.map((moment) => [moment.id, moment]));
  const spare = [...rows.keys()].filter((id) => !pairs.flat().includes(id));
  for (let turn = 0; ; turn++) {
    const pair = pairs[turn % pairs.length];
    if (!pair) return;
    const before = pair.flatMap((id) => rows.get(id) ?? []);
    const version = Math.max(...before.map((row) => Number(row.note.slice(1)))) + 1;
    const changedAt = new Date().toISOString();
    const after = before.map((row) => ({ ...row, note: `v${version}`, changedAt }));
    const ops = before.map((row, index) => ({
      ...{ table: 'moment' as const, id: row.id, before: row, after: after[index] ?? null },
    }));
    const answer = await api.lessons.change({ lessonId, label: 'Edit notes', ops });
    if (!answer.ok) throw new Error(answer.error.message);
    for (const row of after) rows.set(row.id, row);
    void acknowledge({ what: 'edited', pair, version });
    const id = turn % 5 === 4 ? spare.pop() : undefined;
    const gone = id === undefined ? undefined : rows.get(id);
    if (id === undefined || !gone) continue;
    await acknowledge({ what: 'removing', id });
    const remove = [{ table: 'moment' as const, id, before: gone, after: null }];
    const removed = await api.lessons.change({ lessonId, label: 'Delete', ops: remove });
    if (!removed.ok) throw new Error(removed.error.message);
    void acknowledge({ what: 'removed', id });
  }
}

/** Adds footage that the dialog offers, one file after the other. */
export async function add({ copied }: { copied: boolean }): Promise<void> {
  const { api, acknowledge } = window as unknown as PageWindow;
  await api.settings.change({ footageStays: !copied });
  for (;;) {
    const pick = await api.footage.choose();
    if (!pick.ok) throw new Error(pick.error.message);
    if (!pick.value) return;
    const added = await api.footage.add({ pickId: pick.value.id, as: 'separate' });
    if (!added.ok) throw new Error(added.error.message);
    for (const problem of added.value.refused) throw new Error(problem.error.message);
    for (const lessonId of added.value.lessonIds) {
      void acknowledge({ what: 'added', lessonId, title: pick.value.files[0]?.name ?? '' });
    }
  }
}

/** Exports clips to the folder that the dialog offers; a clip counts once its job says done. */
export async function exportClips({
  lessonId,
  name,
}: {
  lessonId: string;
  name: string;
}): Promise<void> {
  const { api, acknowledge } = window as unknown as PageWindow;
  const folder = await api.clips.chooseFolder();
  if (!folder.ok || !folder.value) throw new Error('no folder');
  api.jobs.onChanged((job) => {
    if (job.kind === 'clip' && job.state === 'done')
      // Behind its name stands what was checked.
      void acknowledge({ what: 'exported', name: job.result.replace(/\.mp4\. .*$/, '.mp4') });
  });
  const clips = Array.from({ length: 20 }, (_, index) => {
    const startUs = index * 40_000;
    return { name: `${name} ${index}`, startUs, endUs: startUs + 1_000_000 };
  });
  const answer = await api.clips.export({ lessonId, folderId: folder.value.folderId, clips });
  if (!answer.ok) throw new Error(answer.error.message);
}
