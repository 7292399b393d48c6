/** What an event of a narration is, in a teacher's words. */
import type { EventOf, NarrationEvent } from '../../../../shared/domain/narration';
import type { Angle } from '../../../../shared/domain/lesson';
import type { Moment } from '../../../../shared/domain/moment';
import { formatClock } from '../../../../shared/domain/time';
import { kindOf } from '../../../stores/boards';

export interface Names {
  moments: readonly Pick<Moment, 'id' | 'note' | 'kind' | 'startUs'>[];
  angles: readonly Pick<Angle, 'id' | 'name'>[];
}

const SHAPES: Readonly<Record<EventOf<'drawn'>['shape']['type'], string>> = {
  pen: 'Draws',
  arrow: 'Draws an arrow',
  ellipse: 'Draws a ring',
  box: 'Draws a box',
  spotlight: 'Lights up a part of the picture',
  text: 'Writes on the picture',
  measure: 'Measures a time',
  number: 'Puts a number on the picture',
};

/** `half speed`, `1.5×`; empty at the usual speed. */
export function rateWords(rate: number): string {
  const speed = Math.abs(rate);
  const words = speed === 1 ? '' : speed === 0.5 ? 'half speed' : `${speed}×`;
  return rate < 0 ? ['backwards', words].filter(Boolean).join(', ') : words;
}

/** A moment by its note, or by its kind and time where it has none. */
export function momentWords(momentId: string, { moments }: Pick<Names, 'moments'>): string {
  const moment = moments.find(({ id }) => id === momentId);
  if (!moment) return 'a moment that is no longer here';
  const note = moment.note.trim().split('\n')[0] ?? '';
  const named = note.length > 60 ? `${note.slice(0, 60)}…` : note;
  return named ? `“${named}”` : `${kindOf(moment.kind).name} at ${formatClock(moment.startUs)}`;
}

export function eventWords(event: NarrationEvent, names: Names): string {
  switch (event.type) {
    case 'shown': {
      const at = formatClock(event.lessonUs);
      if (event.held) return `The picture stands at ${at}`;
      const rate = rateWords(event.rate);
      return `Plays from ${at}${rate && ` (${rate})`}`;
    }
    case 'layout': {
      const name = names.angles.find(({ id }) => id === event.largeId)?.name;
      const large = name
        ? `“${name}” is the large picture`
        : 'The first camera is the large picture';
      return event.alone ? `${large}, alone` : large;
    }
    case 'drawn':
      return SHAPES[event.shape.type];
    case 'wiped':
      return 'Takes a drawing away';
    case 'cleared':
      return 'Takes all drawings away';
    case 'moment':
      return event.momentId === null
        ? 'Puts the moment away'
        : `Shows ${momentWords(event.momentId, names)}`;
    case 'zoom':
      return event.box ? 'Shows a part of the picture' : 'Shows the whole picture';
    case 'volume':
      return event.volume === 0
        ? 'Mutes the lesson’s sound'
        : `Lesson’s sound at ${Math.round(event.volume * 100)} %`;
    case 'meant':
      return 'A key was pressed';
  }
}
