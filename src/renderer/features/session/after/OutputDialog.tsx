import { useEffect, useState } from 'react';
import type { ClipOrder, Looked } from '../../../../shared/domain/clip';
import type { Id } from '../../../../shared/domain/ids';
import type { SessionLeaves, SessionOutput } from '../../../../shared/domain/session-record';
import { ClipFolderField } from '../../../app/ClipFolderField';
import { type Said, sayThrown } from '../../../app/errors';
import { LookThrough } from '../../../app/look-through/LookThrough';
import { navigate } from '../../../app/route';
import { useClipFolder } from '../../../app/use-clip-folder';
import { call } from '../../../bridge/api';
import { closeNotice, SESSION_NOTICE, tell } from '../../../stores/app-notices';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { TextField } from '../../../ui/TextField';
import { Refused } from '../../../ui/Refused';
import styles from './After.module.css';
import {
  calendarChoices,
  minutesWords,
  type OutputKind,
  OUTPUTS,
  typedNames,
} from './output-words';
import { StillsChoice } from './StillsChoice';

/** What is looked through, one lesson after the other, before pictures of it are handed on. */
interface Looking {
  waiting: readonly { lessonId: Id; order: ClipOrder }[];
  done: readonly { lessonId: Id; looked: Looked }[];
}

const MOST_PEOPLE = 300;

/** Something of a session for people to keep: what goes into it, and where it goes. */
export function OutputDialog({
  sessionId,
  kind,
  onClose,
}: {
  sessionId: Id;
  kind: OutputKind;
  onClose: () => void;
}) {
  const [leaves, setLeaves] = useState<SessionLeaves | null>(null);
  const [refused, setRefused] = useState<Said | null>(null);
  const [sending, setSending] = useState(false);
  const [names, setNames] = useState('');
  const [who, setWho] = useState('all');
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set());
  const [looking, setLooking] = useState<Looking | null>(null);
  const { folder, choose } = useClipFolder();
  useEffect(() => {
    let here = true;
    call((api) => api.sessions.leaves({ sessionId })).then(
      (found) => {
        if (!here) return;
        setLeaves(found);
        setNames(found.people.join('\n'));
      },
      (thrown: unknown) => here && setRefused(sayThrown(thrown)),
    );
    return () => {
      here = false;
    };
  }, [sessionId]);

  const { name, about, make } = OUTPUTS[kind];
  const people = typedNames(names);
  const empty =
    (kind === 'certificates' && (people.length === 0 || people.length > MOST_PEOPLE)) ||
    (kind === 'calendar' && leaves?.lookAgain.length === 0);

  const outputOf = (done: Looking['done']): SessionOutput => {
    if (kind === 'certificates') return { what: kind, people };
    if (kind === 'calendar') return { what: kind, who: who === 'all' ? null : who.slice(4) };
    const stills = [...chosen].map((lessonId) => ({
      lessonId,
      looked: done.find((each) => each.lessonId === lessonId)?.looked ?? [],
    }));
    return { what: kind, stills };
  };

  const send = async (done: Looking['done']): Promise<void> => {
    const place = folder ?? (await choose());
    if (!place) return;
    setSending(true);
    try {
      // Said first: it can be ready before the answer is, and its notice takes this place.
      tell({
        id: SESSION_NOTICE,
        sentence: `${name}: being made.`,
        next: 'You can go on working. Jobs shows how far it is.',
      });
      const { folderId } = place;
      const output = outputOf(done);
      await call((api) => api.sessions.makeOutput({ sessionId, folderId, output }));
      onClose();
    } catch (thrown) {
      closeNotice(SESSION_NOTICE);
      setSending(false);
      setRefused(sayThrown(thrown));
    }
  };

  const start = (): void => {
    setRefused(null);
    if (!leaves || empty || sending) return;
    const waiting = leaves.stills
      .filter(({ lessonId, mustLook }) => mustLook && chosen.has(lessonId))
      .map(({ lessonId, clips }) => ({
        lessonId,
        order: { lessonId, clips, form: 'sharing' as const },
      }));
    if (waiting.length > 0) setLooking({ waiting, done: [] });
    else void send([]);
  };

  const [now, ...later] = looking?.waiting ?? [];
  if (looking && now) {
    return (
      <LookThrough
        key={now.lessonId}
        order={now.order}
        onApprove={(looked) => {
          const done = [...looking.done, { lessonId: now.lessonId, looked }];
          if (later.length > 0) setLooking({ waiting: later, done });
          else {
            setLooking(null);
            void send(done);
          }
        }}
        onShows={(atUs, lessonId) => {
          onClose();
          navigate({ page: 'lesson', lessonId, atUs });
        }}
        onBack={() => setLooking(null)}
      />
    );
  }

  return (
    <Dialog
      title={name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!leaves || empty || sending} onPress={start}>
            {make}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p className={styles.about}>{about}</p>
        {kind === 'record' && (
          <p className={styles.about}>
            It says what it is for: professional learning, not appraisal. What anyone wrote for
            themselves and what is private stay here.
          </p>
        )}
        {kind === 'certificates' && leaves && (
          <TextField
            label="Who was there"
            hint={`One name or initials a line. Each certificate says ${minutesWords(leaves.minutes)}.`}
            error={people.length > MOST_PEOPLE ? `At most ${MOST_PEOPLE} at once.` : ''}
            lines={Math.min(10, Math.max(4, people.length + 1))}
            value={names}
            onChange={setNames}
          />
        )}
        {kind === 'calendar' &&
          leaves &&
          (leaves.lookAgain.length === 0 ? (
            <p>No next step has a day to look again. Give one a day, and come back.</p>
          ) : (
            <Select
              label="Whose days"
              options={calendarChoices(leaves)}
              value={who}
              onChange={setWho}
            />
          ))}
        {(kind === 'record' || kind === 'handout') && leaves && (
          <StillsChoice stills={leaves.stills} chosen={chosen} onChoose={setChosen} />
        )}
        <ClipFolderField folder={folder} asks={make} onChoose={() => void choose()} />
        <Refused said={refused} />
      </div>
    </Dialog>
  );
}
