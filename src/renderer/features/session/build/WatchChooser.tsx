import { useEffect, useRef, useState } from 'react';
import { isFilm } from '../../../../shared/domain/clip';
import type { ExportShown } from '../../../../shared/domain/clip';
import type { LessonDocument } from '../../../../shared/domain/document';
import { lessonEndUs } from '../../../../shared/domain/lesson-time';
import { samplesIn, samplesToUs, usToSamples } from '../../../../shared/domain/narration';
import { type Watched, watchedUs } from '../../../../shared/domain/session';
import { formatClock } from '../../../../shared/domain/time';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { useLibrary } from '../../../stores/library';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { TimeField } from '../../../ui/TimeField';
import styles from './Build.module.css';

interface Choice {
  key: string;
  group: string;
  name: string;
  what: Watched;
}

/** What of a lesson can be shown to the room: nothing that is private. */
function choicesOf(document: LessonDocument, log: readonly ExportShown[]): Choice[] {
  const lessonId = document.lesson.id;
  const endUs = lessonEndUs(document);
  const moments = document.moments
    .filter((moment) => !moment.private && moment.adrift === null)
    .map(({ id, note, startUs, endUs: until }): Choice => {
      // A point alone is over before it is seen.
      const to = until > startUs ? until : Math.min(endUs, startUs + 15_000_000);
      return {
        key: id,
        group: 'Moments',
        name: `${formatClock(startUs)} ${note.split('\n')[0] || 'A moment'}`,
        what: { type: 'moment', lessonId, momentId: id, startUs, endUs: to },
      };
    });
  const narrations = document.narrations
    .filter((row) => !row.private && samplesIn(row) > 0)
    .map(
      (row): Choice => ({
        key: row.id,
        group: 'Narrations',
        name: row.title,
        what: { type: 'narration', lessonId, narrationId: row.id, from: 0, to: samplesIn(row) },
      }),
    );
  const reels = new Map<string, ExportShown[]>();
  for (const line of log) {
    if (line.lessonId !== lessonId || !isFilm(line.fileName) || line.narrationId !== null) continue;
    const key = line.fileId ?? line.id;
    reels.set(key, [...(reels.get(key) ?? []), line]);
  }
  const clips = [...reels.values()].flatMap((lines): Choice[] => {
    const [line] = lines;
    if (!line) return [];
    const durationUs = lines.reduce((sum, each) => sum + each.endUs - each.startUs, 0);
    const type = lines.length > 1 ? 'reel' : 'clip';
    return [
      {
        ...{ key: line.id, group: 'Exported clips and reels', name: line.fileName },
        what: { type, lessonId, exportId: line.id, durationUs },
      },
    ];
  });
  return [...moments, ...narrations, ...clips];
}

/** Chooses what is watched: a stretch, a moment, a narration or some of it, a clip, a reel. */
export function WatchChooser({
  what,
  onChoose,
  onClose,
}: {
  what: Watched | null;
  onChoose: (what: Watched) => void;
  onClose: () => void;
}) {
  const cards = useLibrary((state) => state.cards);
  const lessons = [...cards.values()].map(({ lesson }) => ({ id: lesson.id, name: lesson.title }));
  const known = what && cards.has(what.lessonId) ? what.lessonId : lessons[0]?.id;
  const [lessonId, setLessonId] = useState(known ?? '');
  const [document, setDocument] = useState<LessonDocument | null>(null);
  const [log, setLog] = useState<readonly ExportShown[]>([]);
  const [chosen, setChosen] = useState<Watched | null>(what);
  const latest = useRef<Watched | null>(null);
  const choose = (offered: Watched): void => {
    latest.current = offered;
    if (!('exportId' in offered)) {
      setChosen(offered);
      return;
    }
    // Titles, pauses and slower speeds are in no line of the log: the file itself says how long it is.
    call((api) => api.sessions.filmLength({ exportId: offered.exportId })).then(
      ({ durationUs }) => latest.current === offered && setChosen({ ...offered, durationUs }),
      tellError,
    );
  };
  useEffect(() => {
    if (!lessonId) return;
    let here = true;
    setDocument(null);
    call((api) => api.lessons.open({ lessonId })).then(
      (opened) => here && setDocument(opened),
      tellError,
    );
    return () => {
      here = false;
    };
  }, [lessonId]);
  useEffect(() => {
    call((api) => api.clips.log()).then(setLog, tellError);
  }, []);
  const endUs = document ? lessonEndUs(document) : 0;
  const choices = document ? choicesOf(document, log) : [];
  const groups = [...new Set(choices.map(({ group }) => group))];
  const mine = chosen?.lessonId === lessonId ? chosen : null;
  return (
    <Dialog
      title="What to watch"
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={!mine || watchedUs(mine) === 0}
            onPress={() => mine && onChoose(mine)}
          >
            Watch this
          </Button>
        </>
      }
    >
      {lessons.length === 0 ? (
        <p>Add the footage of a lesson first; what you want to watch is chosen from it.</p>
      ) : (
        <Select label="Lesson" options={lessons} value={lessonId} onChange={setLessonId} />
      )}
      {document && (
        <div className={styles.choices}>
          <Option
            name="A stretch of the lesson"
            on={mine?.type === 'range'}
            time={formatClock(endUs)}
            onChoose={() =>
              choose({
                ...{ type: 'range', lessonId, startUs: 0 },
                endUs: Math.min(endUs, 180_000_000),
              })
            }
          />
          {groups.map((group) => (
            <div key={group} role="group" aria-label={group} className={styles.group}>
              <h3>{group}</h3>
              {choices
                .filter((choice) => choice.group === group)
                .map(({ key, name, what: offered }) => (
                  <Option
                    key={key}
                    name={name}
                    on={mine !== null && sameThing(mine, offered)}
                    time={formatClock(watchedUs(offered))}
                    onChoose={() => choose(offered)}
                  />
                ))}
            </div>
          ))}
        </div>
      )}
      {mine && <Bounds what={mine} endUs={endUs} onChange={setChosen} />}
    </Dialog>
  );
}

function sameThing(a: Watched, b: Watched): boolean {
  if (a.type === 'moment' && b.type === 'moment') return a.momentId === b.momentId;
  if (a.type === 'narration' && b.type === 'narration') return a.narrationId === b.narrationId;
  if ('exportId' in a && 'exportId' in b) return a.exportId === b.exportId;
  return false;
}

function Option({
  name,
  time,
  on,
  onChoose,
}: {
  name: string;
  time: string;
  on: boolean;
  onChoose: () => void;
}) {
  return (
    <button type="button" aria-pressed={on} className={styles.option} onClick={onChoose}>
      <span className={styles.optionName}>{name}</span>
      <span className={styles.minutes}>{time}</span>
    </button>
  );
}

/** From where to where, for what can be shortened. */
function Bounds({
  what,
  endUs,
  onChange,
}: {
  what: Watched;
  endUs: number;
  onChange: (what: Watched) => void;
}) {
  if ('exportId' in what) return null;
  const isVoice = what.type === 'narration';
  const from = isVoice ? samplesToUs(what.from) : what.startUs;
  const to = isVoice ? samplesToUs(what.to) : what.endUs;
  const set = (startUs: number, untilUs: number): string | null => {
    if (untilUs <= startUs) return 'It has to end after it begins';
    if (!isVoice && untilUs > endUs) return `The lesson ends at ${formatClock(endUs)}`;
    onChange(
      isVoice
        ? { ...what, from: usToSamples(startUs), to: usToSamples(untilUs) }
        : { ...what, startUs, endUs: untilUs },
    );
    return null;
  };
  return (
    <div className={styles.bounds}>
      <TimeField label="From" us={Math.round(from)} onKeep={(us) => set(us, to)} />
      <TimeField label="To" us={Math.round(to)} onKeep={(us) => set(from, us)} />
    </div>
  );
}
