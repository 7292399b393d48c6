/** Mending by keyboard: one object an action, for keys, the keys sheet and the palette. */
import { useMemo } from 'react';
import { type Command, useCommands } from '../../../app/commands';
import { tellError } from '../../../app/tell-error';
import { narrationTransport } from '../../../stores/narration';
import {
  addCaption,
  captionHere,
  findCaptions,
  importCaptions,
  mergeCaption,
  splitCaption,
} from './caption-edits';
import {
  cutStretch,
  draftIsFine,
  eventInHand,
  evenOut,
  hold,
  keepOnlyStretch,
  moveEvent,
  removeEvent,
} from './edits';
import type { MendSurface } from './mend-surface';
import { chosenStretch, letStretchGo, markFrom, markTo, useMendView } from './mend-view';
import { reading } from './reading';
import { canRecordAnew, recordAnew } from './record-anew';

export const ZOOM_STEP = 1.6;
/** How long the picture is held by the key. */
export const USUAL_HOLD_SECONDS = 3;

const here = () => Math.round(narrationTransport().now());
const isOpen = () => reading() !== null;
const hasLength = () => (reading()?.end ?? 0) > 0;
const hasStretch = () => isOpen() && chosenStretch() !== null;
const hasMark = () => useMendView.getState().from !== null || useMendView.getState().to !== null;
const later = (work: () => Promise<void>) => () => {
  work().catch(tellError);
};

function mending(
  id: string,
  name: string,
  keys: string[],
  run: () => void,
  enabled: () => boolean = hasLength,
): Command {
  return { id: `mend.${id}`, name, group: 'Mending', keys, run, enabled };
}

function commandsFor(surface: () => MendSurface | null): readonly Command[] {
  return [
    mending('from', 'The stretch begins here', ['KeyI'], () => markFrom(here())),
    mending('to', 'The stretch ends here', ['KeyO'], () => markTo(here())),
    mending('let-go', 'Let the stretch go', ['Escape'], letStretchGo, hasMark),
    mending('cut', 'Cut the stretch', ['KeyX'], cutStretch, hasStretch),
    mending('keep', 'Keep only the stretch', ['Shift+KeyX'], keepOnlyStretch, hasStretch),
    mending('record', 'Record the stretch anew', ['Shift+KeyR'], recordAnew, canRecordAnew),
    mending('hold', 'Hold the picture here', ['KeyH'], () => hold(USUAL_HOLD_SECONDS)),
    mending('even', 'Even out loudness', [], later(evenOut), () =>
      Boolean(reading()?.takes.some(({ voiced }) => voiced)),
    ),
    mending(
      'event-here',
      'Move the event here',
      [],
      () => {
        const event = eventInHand();
        if (event) moveEvent(event, here());
      },
      () => eventInHand() !== undefined,
    ),
    mending(
      'event-remove',
      'Remove the event',
      ['Delete'],
      () => {
        const event = eventInHand();
        if (event) removeEvent(event);
      },
      () => eventInHand() !== undefined,
    ),
    mending('draft', 'This draft is fine', [], draftIsFine, () =>
      Boolean(reading()?.narration.draft),
    ),
    mending(
      'details',
      'Name, privacy and voices of the narration',
      [],
      () => useMendView.setState({ dialog: 'details' }),
      isOpen,
    ),
    mending('caption', 'Add a caption here', ['KeyT'], addCaption),
    mending(
      'words',
      'Add words here, over a held picture',
      ['Shift+KeyT'],
      () => useMendView.setState({ dialog: 'words' }),
      isOpen,
    ),
    mending(
      'caption-split',
      'Split the caption here',
      [],
      () => {
        const cue = captionHere();
        if (cue) splitCaption(cue.id);
      },
      () => captionHere() !== undefined,
    ),
    mending(
      'caption-join',
      'Join the caption with the next',
      [],
      () => {
        const cue = captionHere();
        if (cue) mergeCaption(cue.id);
      },
      () => captionHere() !== undefined,
    ),
    mending('captions-find', 'Part the voice into captions', [], later(findCaptions)),
    mending('captions-import', 'Bring in captions', [], later(importCaptions)),
    mending('zoom-in', 'Zoom in on the narration', ['='], () => surface()?.zoom(ZOOM_STEP)),
    mending('zoom-out', 'Zoom out on the narration', ['-'], () => surface()?.zoom(1 / ZOOM_STEP)),
    mending('fit', 'Show the whole narration', ['Shift+KeyZ'], () => surface()?.fitAll()),
  ];
}

/** @param surface the timeline that is zoomed; null while there is none */
export function useMendCommands(surface: () => MendSurface | null): void {
  // The surface is asked for when a key is pressed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useCommands(useMemo(() => commandsFor(surface), []));
}
