/** What a session leaves: the record, the handout, certificates and a calendar, each in the export log. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Id, newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import type { Session } from '../../shared/domain/session';
import {
  datedSteps,
  namesIn,
  peopleOf,
  sameName,
  SessionOutput,
  type Together,
  watchedIn,
} from '../../shared/domain/session-record';
import { minutesDone } from '../../shared/domain/session-steps';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { usableFolder } from './clips-folders';
import { folderError, publishClip } from './clips-publish';
import { bytesOf, filesIn, publishPack } from './pack/publish';
import { calendarOf } from './session-record/calendar';
import { outputName, type OutputWord } from './session-record/layout';
import { type Ask, DURABLE, makingOf, many, type Run } from './session-record/making';
import type { SessionOutputDeps } from './session-record/ports';
import { type MadeStill, stillsOffered } from './session-record/stills';

const Stored = z.object({ sessionId: Id, folder: z.string(), output: SessionOutput });
type Asked = z.infer<typeof Stored>;

const TITLES: Record<SessionOutput['what'], string> = {
  record: 'Session record',
  handout: 'Handout',
  certificates: 'CPD certificates',
  calendar: 'Days to look again',
};

const WORDS: Record<SessionOutput['what'], OutputWord> = {
  record: 'record',
  handout: 'handout',
  certificates: 'certificates',
  calendar: 'look again',
};

export type SessionOutputHandlers = Pick<
  Handlers['sessions'],
  'leaves' | 'makeOutput' | 'together'
>;

export function sessionOutputs(deps: SessionOutputDeps): {
  handlers: SessionOutputHandlers;
  /** Starts a stored order anew. @throws AppError, `other-version` for one that cannot be read */
  redo(request: unknown): Promise<void>;
} {
  const make = makingOf(deps);

  function sessionOf(sessionId: string): Session {
    const session = deps.session(sessionId);
    if (!session) throw new AppError('not-found', 'That session is no longer here.');
    return session;
  }

  /** What is not in the log has not left the library: a line for each picture, or one for none. */
  function note(
    { id: sessionId, title }: Session,
    path: string,
    bytes: number,
    stills: readonly MadeStill[],
  ): void {
    const nowMs = deps.nowMs();
    const same = {
      ...{ at: instant(nowMs), author: deps.authorName(), fileId: newId(nowMs), bytes },
      ...{ angleId: null, fileName: basename(path), folderPath: dirname(path) },
    };
    const lines = stills.map(({ lessonId, lessonTitle, clip: { startUs, endUs } }, n) => ({
      ...{ id: newId(nowMs + n), ...same, lessonId, lessonTitle, startUs, endUs, frames: 1 },
    }));
    const alone = { lessonId: null, lessonTitle: title, startUs: 0, endUs: 0, frames: 0 };
    const all = lines.length > 0 ? lines : [{ id: newId(nowMs), ...same, ...alone }];
    deps.log.add(all);
    for (const { id } of all) deps.note(id, sessionId);
  }

  async function makeFolder(
    session: Session,
    output: Exclude<SessionOutput, { what: 'calendar' }>,
    into: string,
    run: Run,
  ) {
    const name = outputName(session.title, WORDS[output.what]);
    const partial = deps.partials.open(join(into, `${name}.${newId(deps.nowMs()).slice(-8)}`));
    try {
      await mkdir(partial);
      const made = await make(session, output, partial, run);
      run.signal.throwIfAborted();
      const unnamed = { folder: partial, zip: null };
      const { folder } = await publishPack(unnamed, into, name, deps.partials.naming);
      try {
        note(session, folder, bytesOf(await filesIn(folder)), made.stills);
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      const result = [basename(folder), made.said].filter(Boolean).join('. ');
      return { result, showPath: join(folder, made.first) };
    } catch (error) {
      throw folderError(error, into);
    } finally {
      await deps.partials.drop(partial);
    }
  }

  async function makeCalendar(
    session: Session,
    { who }: Ask<'calendar'>,
    into: string,
    { signal }: Run,
  ) {
    const name = outputName(session.title, WORDS.calendar);
    const steps = datedSteps(deps.steps(session.id)).filter(
      (step) => who === null || sameName(step.who, who),
    );
    if (steps.length === 0) {
      throw new AppError('nothing-there', 'No next step has a day to look again.', {
        name: session.title,
      });
    }
    const days = steps.map((step) => ({
      ...{ id: step.id, day: step.lookAgainOn },
      summary: `Look again: ${step.text ?? ''}`,
      description: [
        step.who && `Who: ${step.who}`,
        step.className && `With: ${step.className}`,
        `Agreed in: ${session.title}`,
      ]
        .filter(Boolean)
        .join('\n'),
    }));
    const words = calendarOf(session.title, days, instant(deps.nowMs()));
    const partial = deps.partials.open(join(into, `${name}.${newId(deps.nowMs()).slice(-8)}`));
    try {
      await writeFile(partial, words, DURABLE);
      signal.throwIfAborted();
      const naming = (whole: string, size: number, from: string): void =>
        deps.partials.naming(from, whole, size);
      const path = await publishClip(partial, into, name, 'ics', naming);
      try {
        note(session, path, Buffer.byteLength(words), []);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return { result: `${basename(path)}. ${many(days.length, 'day')}`, showPath: path };
    } catch (error) {
      throw folderError(error, into);
    } finally {
      await deps.partials.drop(partial);
    }
  }

  function start(asked: Asked): Id {
    const { sessionId, folder, output } = asked;
    const session = sessionOf(sessionId);
    return deps.jobs.start({
      kind: 'session',
      // One at a time with the clips: pictures are made as clips are.
      lane: 'clip',
      title: `${TITLES[output.what]} of “${session.title}”`,
      ...{ lessonId: null, request: asked },
      run: async (signal, report) => {
        const now = sessionOf(sessionId);
        return output.what === 'calendar'
          ? makeCalendar(now, output, folder, { signal, report })
          : makeFolder(now, output, folder, { signal, report });
      },
    });
  }

  function together(): Together {
    const held = deps
      .sessions()
      .map((session) => ({ session, run: deps.runOf(session.id) }))
      .filter(({ run }) => run.phase === 'ended');
    const steps = held.flatMap(({ session }) => deps.steps(session.id));
    const lessons = held.flatMap(({ session }) =>
      watchedIn(session.items).map(({ what }) => what.lessonId),
    );
    return {
      sessions: held.length,
      minutes: held.reduce((sum, { session, run }) => sum + minutesDone(session, run), 0),
      lessons: new Set(lessons).size,
      steps: steps.length,
      stepsDone: steps.filter(({ doneOn }) => doneOn !== null).length,
    };
  }

  return {
    handlers: {
      leaves: ({ sessionId }) => {
        const session = sessionOf(sessionId);
        const steps = deps.steps(sessionId);
        const dated = datedSteps(steps);
        return {
          minutes: minutesDone(session, deps.runOf(sessionId)),
          people: peopleOf(session, steps),
          lookAgain: ['', ...namesIn(dated.map(({ who }) => who))].flatMap((who) => {
            const days = dated.filter((step) => sameName(step.who, who)).length;
            return days > 0 ? [{ who, days }] : [];
          }),
          stills: stillsOffered(deps, session),
        };
      },
      makeOutput: async ({ sessionId, folderId, output }) => {
        const folder = await deps.maker.usable(folderId);
        return { jobId: start({ sessionId, folder, output }) };
      },
      together,
    },
    redo: async (request) => {
      const stored = Stored.safeParse(request);
      if (!stored.success) {
        const said = 'What was asked for was kept by another version.';
        throw new AppError('other-version', said, {}, stored.error);
      }
      await usableFolder(stored.data.folder);
      start(stored.data);
    },
  };
}
