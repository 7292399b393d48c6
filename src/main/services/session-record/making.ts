/** Makes what a session leaves in a folder that has no name yet: record, handout, certificates. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '../../../shared/domain/session';
import { namesIn, sameName, type SessionOutput } from '../../../shared/domain/session-record';
import { CERTIFICATE_FOOT, type CertificateFacts, certificatesPrint } from './certificate';
import { recordFacts, type RecordFacts } from './facts';
import { handoutPrint, slipPrint } from './handout';
import {
  ALL_CERTIFICATES,
  certificateName,
  HANDOUT_PDF,
  RECORD_PAGE,
  RECORD_PDF,
  SLIP_PDF,
} from './layout';
import type { SessionOutputDeps } from './ports';
import { LEARNING_FOOT, printedFoot } from './print';
import { recordPage } from './record-page';
import { recordPrint } from './record-print';
import { makeStills, type MadeStill, mayTell } from './stills';

export interface Run {
  signal: AbortSignal;
  report: (share: number | null) => void;
}

/** What was made in a folder that has no name yet. */
export interface Made {
  stills: readonly MadeStill[];
  /** Shown once it is there, by its path within. */
  first: string;
  /** One short line after the name. */
  said: string;
}

export type Ask<W extends SessionOutput['what']> = Extract<SessionOutput, { what: W }>;

/** On the disk before anything says that it is there. */
export const DURABLE = { flush: true };

export const many = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;

/** Makes an output of a session, as the session is now, in a folder of its own. */
export type Making = (
  session: Session,
  output: Exclude<SessionOutput, { what: 'calendar' }>,
  folder: string,
  run: Run,
) => Promise<Made>;

export function makingOf(deps: SessionOutputDeps): Making {
  /** As it is when its turn has come. */
  function factsOf(session: Session, stills: readonly MadeStill[]): RecordFacts {
    const { programme, agreements } = deps.settings();
    const days = stills.flatMap(({ lessonId }) => deps.lesson(lessonId)?.keepUntil ?? []);
    return recordFacts({
      ...{ session, agreements, department: programme.name },
      run: deps.runOf(session.id),
      captures: deps.captures(session.id),
      parked: deps.parked(session.id),
      steps: deps.steps(session.id),
      watched: (what) => ({
        lessonTitle: deps.lesson(what.lessonId)?.title ?? '',
        told: mayTell(deps, what),
      }),
      pictures: new Map(stills.map(({ itemId, picture }) => [itemId, picture])),
      deleteBy: days.sort()[0] ?? null,
    });
  }

  async function print(
    html: string,
    foot: string,
    folder: string,
    stills: readonly MadeStill[],
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const pictures = new Map(
      stills.map(({ picture: { path } }) => [path, join(folder, ...path.split('/'))]),
    );
    return deps.print({ html, foot: printedFoot(foot), pictures }, signal);
  }

  async function pictured(
    session: Session,
    { stills }: Ask<'record' | 'handout'>,
    folder: string,
    { signal }: Run,
  ): Promise<{ stills: MadeStill[]; said: string }> {
    const near = `${folder}-still`;
    const made = await makeStills(deps, session, stills, { folder, near, signal });
    const said = made.leftOut > 0 ? `${many(made.leftOut, 'picture')} left out` : '';
    return { stills: made.made, said };
  }

  async function record(
    session: Session,
    output: Ask<'record'>,
    folder: string,
    run: Run,
  ): Promise<Made> {
    const { stills, said } = await pictured(session, output, folder, run);
    run.report(0.6);
    const facts = factsOf(session, stills);
    const pdf = await print(recordPrint(facts), LEARNING_FOOT, folder, stills, run.signal);
    await writeFile(join(folder, RECORD_PDF), pdf, DURABLE);
    await writeFile(join(folder, RECORD_PAGE), recordPage(facts), DURABLE);
    return { stills, first: RECORD_PAGE, said };
  }

  async function handout(
    session: Session,
    output: Ask<'handout'>,
    folder: string,
    run: Run,
  ): Promise<Made> {
    const { stills, said } = await pictured(session, output, folder, run);
    run.report(0.6);
    const facts = factsOf(session, stills);
    const page = handoutPrint(facts, session.slotMinutes);
    const pdf = await print(page, LEARNING_FOOT, folder, stills, run.signal);
    await writeFile(join(folder, HANDOUT_PDF), pdf, DURABLE);
    const slips = slipPrint(facts);
    if (slips !== null) {
      const slip = await print(slips, LEARNING_FOOT, folder, [], run.signal);
      await writeFile(join(folder, SLIP_PDF), slip, DURABLE);
    }
    return { stills, first: HANDOUT_PDF, said };
  }

  async function certificates(
    session: Session,
    { people }: Ask<'certificates'>,
    folder: string,
    { signal, report }: Run,
  ): Promise<Made> {
    const facts = factsOf(session, []);
    const steps = deps.steps(session.id);
    const names = namesIn(people);
    const all = names.map((name): CertificateFacts => {
      const own = steps.filter(({ who }) => sameName(who, name));
      return {
        ...{ name, department: facts.department, title: facts.title, days: facts.days },
        ...{ minutes: facts.minutes, focus: facts.intention },
        steps: own.map(({ text, className }) => ({
          ...{ text: (text ?? '').trim(), className: className.trim() },
        })),
      };
    });
    const write = async (file: string, of: readonly CertificateFacts[]): Promise<void> => {
      const pdf = await print(certificatesPrint(of), CERTIFICATE_FOOT, folder, [], signal);
      await writeFile(join(folder, file), pdf, DURABLE);
    };
    for (const [at, one] of all.entries()) {
      signal.throwIfAborted();
      await write(certificateName(one.name, at, all.length), [one]);
      report((at + 1) / (all.length + 1));
    }
    if (all.length > 1) await write(ALL_CERTIFICATES, all);
    const first = all.length > 1 ? ALL_CERTIFICATES : certificateName(names[0] ?? '', 0, 1);
    return { stills: [], first, said: many(all.length, 'certificate') };
  }

  return async (session, output, folder, run) => {
    switch (output.what) {
      case 'record':
        return record(session, output, folder, run);
      case 'handout':
        return handout(session, output, folder, run);
      case 'certificates':
        return certificates(session, output, folder, run);
    }
  };
}
