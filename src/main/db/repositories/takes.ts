/** What was recorded for narrations: the takes, and their events as they came in. */
import type { NarrationEvent } from '../../../shared/domain/narration';
import type { Db } from '../open';

export interface StoredTake {
  id: string;
  lessonId: string;
  narrationId: string;
  /** False where no voice was recorded. */
  voiced: boolean;
  /** 48,000 a second. */
  samples: number;
  /** False while it is recorded, and after that was cut off. */
  whole: boolean;
  /** The stretch of the narration it takes the place of, in samples; null for one at the end. */
  place: { from: number; to: number } | null;
  begunAt: string;
}

export interface Takes {
  get(takeId: string): StoredTake | undefined;
  /** Oldest first. */
  ofNarration(narrationId: string): StoredTake[];
  ofLesson(lessonId: string): StoredTake[];
  /** Recordings that were begun and not ended. */
  unfinished(): StoredTake[];
  insert(take: StoredTake): void;
  /** Puts these events behind those that are there. */
  addEvents(takeId: string, events: readonly NarrationEvent[]): void;
  /** In order of time, those of the same time as they came; none that lies behind the take's end. */
  eventsOf(take: Pick<StoredTake, 'id' | 'samples'>): NarrationEvent[];
  /** It is over and this long. @param samples 48,000 a second */
  finish(takeId: string, samples: number): void;
  remove(takeId: string): void;
  /** Whole takes that no stretch of any narration is of. */
  unused(): StoredTake[];
}

const COLUMNS = `id, lesson_id AS lessonId, narration_id AS narrationId, voiced, samples, whole, place,
  begun_at AS begunAt`;

type Found = Omit<StoredTake, 'voiced' | 'whole' | 'place'> & {
  voiced: number;
  whole: number;
  place: string | null;
};

const fromRow = ({ voiced, whole, place, ...take }: Found): StoredTake => ({
  ...take,
  voiced: voiced === 1,
  whole: whole === 1,
  place: place === null ? null : (JSON.parse(place) as StoredTake['place']),
});

export function takes(db: Db): Takes {
  const where = (condition: string) =>
    db.prepare<string[], Found>(`SELECT ${COLUMNS} FROM take WHERE ${condition} ORDER BY id`);
  const get = where('id = ?');
  const ofNarration = where('narration_id = ?');
  const ofLesson = where('lesson_id = ?');
  const unfinished = where('whole = 0');
  const unused = where(
    `whole = 1 AND id NOT IN (
       SELECT stretch.value ->> 'takeId' FROM narration, json_each(narration.row) AS stretch
     )`,
  );
  const insert = db.prepare(
    `INSERT INTO take (id, lesson_id, narration_id, voiced, samples, whole, place, begun_at)
     VALUES (@id, @lessonId, @narrationId, @voiced, @samples, @whole, @place, @begunAt)`,
  );
  const addEvents = db.prepare<[string, string, string]>(
    `INSERT INTO take_events (take_id, number, events)
     VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM take_events WHERE take_id = ?), ?)`,
  );
  const events = db
    .prepare<[string], string>('SELECT events FROM take_events WHERE take_id = ? ORDER BY number')
    .pluck();
  const finish = db.prepare<[number, string]>(
    'UPDATE take SET whole = 1, samples = ? WHERE id = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM take WHERE id = ?');
  return {
    get: (takeId) => get.all(takeId).map(fromRow)[0],
    ofNarration: (narrationId) => ofNarration.all(narrationId).map(fromRow),
    ofLesson: (lessonId) => ofLesson.all(lessonId).map(fromRow),
    unfinished: () => unfinished.all().map(fromRow),
    unused: () => unused.all().map(fromRow),
    insert: ({ voiced, whole, place, ...take }) => {
      insert.run({
        ...take,
        voiced: Number(voiced),
        whole: Number(whole),
        place: place && JSON.stringify(place),
      });
    },
    addEvents: (takeId, added) => {
      if (added.length > 0) addEvents.run(takeId, takeId, JSON.stringify(added));
    },
    eventsOf: ({ id, samples }) =>
      events
        .all(id)
        .flatMap((text) => JSON.parse(text) as NarrationEvent[])
        .filter(({ at }) => at <= samples)
        .sort((a, b) => a.at - b.at),
    finish: (takeId, samples) => void finish.run(samples, takeId),
    remove: (takeId) => void remove.run(takeId),
  };
}
