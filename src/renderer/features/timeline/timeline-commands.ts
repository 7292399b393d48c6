/** The timeline by keyboard: one object an action, for keys, the keys sheet and the palette. */
import { US_PER_SECOND } from '../../../shared/domain/time';
import type { TimelineSettings } from '../../../shared/domain/settings';
import type { Command } from '../../app/commands';
import { lessonStore } from '../../stores/document';
import { useMomentClipboard } from '../../stores/moment-clipboard';
import { transport } from '../../stores/playback';
import { chosenIds, selectionOf, selectMoment, selectMoments, useView } from '../../stores/view';
import * as act from './actions';
import { setFollow, moveRow, setRowHeight, setRowsBy, toggleFolded, useShown } from './shown';
import { speak } from './spoken';
import type { Surface } from './surface';
import { ROWS_BY, rowTitle } from './row-words';

export const ZOOM_STEP = 1.6;
const TALLER_PX = 8;

export const FOLLOW_WORDS: Record<TimelineSettings['follow'], string> = {
  page: 'Follow the playhead page by page',
  centred: 'Keep the playhead in the middle',
  off: 'Do not follow the playhead',
};

const FOLLOW_NEXT = { page: 'centred', centred: 'off', off: 'page' } as const;

export function nextFollow(): void {
  const follow = FOLLOW_NEXT[useShown.getState().follow];
  setFollow(follow);
  speak(FOLLOW_WORDS[follow]);
}

type Run = (surface: Surface) => void;

/** @param surface the timeline on screen, if it is. */
export function timelineCommands(surface: () => Surface | null): Command[] {
  const command = (
    group: string,
    id: string,
    name: string,
    keys: string[],
    run: Run,
    more: Partial<Command> = {},
  ): Command => ({
    id: `timeline.${id}`,
    name,
    group,
    keys,
    run: () => {
      const here = surface();
      if (here) run(here);
    },
    ...more,
  });
  const isOpen = () => lessonStore.getState().document !== null;
  const hasParts = () => (surface()?.footage.length ?? 0) > 1;
  const hasChosen = () => chosenIds().length > 0;
  /** Keys that mean something else elsewhere: only while the timeline has the keyboard. */
  const isHere = () => {
    const here = surface();
    return here !== null && here.host === document.activeElement;
  };
  const onRow = (run: (surface: Surface, key: string) => void): Run => {
    return (here) => {
      const isLane = act.isOnCaptions(here) || act.isOnHidden(here);
      const row = isLane ? undefined : act.rowInHand(here);
      if (row) run(here, row.key);
    };
  };
  const shiftRow = (by: number) =>
    onRow((here, key) => {
      const keys = here.rows.map((row) => row.key);
      moveRow(keys, key, keys.indexOf(key) + by);
      const place = here.rows.findIndex((row) => row.key === key) + 1;
      speak(`${rowTitle(useShown.getState().rowsBy, key)} row, ${place} of ${keys.length}`);
    });
  const grow = (by: number) =>
    onRow((here, key) => {
      const band = here.layout.rows[here.rows.findIndex((row) => row.key === key)];
      if (band) setRowHeight(key, band.heightPx + 2 + by);
    });
  const rows = 'Timeline rows, with the keyboard on the timeline';
  const many = 'Several moments';
  const held = { repeats: true, keyOnly: true };

  return [
    command('Timeline', 'zoom-in', 'Zoom in on the timeline', ['='], (s) => s.zoom(ZOOM_STEP), {
      repeats: true,
    }),
    command(
      'Timeline',
      'zoom-out',
      'Zoom out on the timeline',
      ['-'],
      (s) => s.zoom(1 / ZOOM_STEP),
      {
        repeats: true,
      },
    ),
    command('Timeline', 'fit', 'Show the whole lesson', ['Shift+KeyZ'], (s) => s.fitLesson()),
    command(
      'Timeline',
      'fit-selection',
      'Show the selection',
      ['KeyZ'],
      (s) => {
        const range = selectionOf(useView.getState());
        if (range) s.showRange(range);
      },
      { enabled: () => selectionOf(useView.getState()) !== null },
    ),
    command(
      'Timeline',
      'follow',
      'Follow the playhead: page, middle, not',
      ['Shift+KeyF'],
      nextFollow,
    ),
    command('Timeline', 'pan-on', 'Timeline on by half a page', ['Alt+PageDown'], (s) =>
      s.glideBy(s.extent.widthPx / 2),
    ),
    command('Timeline', 'pan-back', 'Timeline back by half a page', ['Alt+PageUp'], (s) =>
      s.glideBy(-s.extent.widthPx / 2),
    ),
    command(
      'Timeline',
      'part-next',
      'Next part or gap',
      ['$mod+ArrowRight'],
      (s) => act.goToNextPart(s, 1),
      { enabled: hasParts },
    ),
    command(
      'Timeline',
      'part-back',
      'Part or gap before',
      ['$mod+ArrowLeft'],
      (s) => act.goToNextPart(s, -1),
      { enabled: hasParts },
    ),
    command(
      'Timeline',
      'edge-next',
      'To the next edge of a moment, pause or part',
      ['Shift+Period'],
      (s) => act.goToNextEdge(s, 1),
      { enabled: isOpen, repeats: true },
    ),
    command(
      'Timeline',
      'edge-back',
      'To the edge before',
      ['Shift+Comma'],
      (s) => act.goToNextEdge(s, -1),
      { enabled: isOpen, repeats: true },
    ),

    command(rows, 'row-down', 'Row below', ['ArrowDown'], (s) => act.goToNextRow(s, 1), {
      ...held,
      enabled: isHere,
    }),
    command(rows, 'row-up', 'Row above', ['ArrowUp'], (s) => act.goToNextRow(s, -1), {
      ...held,
      enabled: isHere,
    }),
    command(
      rows,
      'row-next',
      'Next moment in the row, line of the captions, or hidden part',
      ['Alt+ArrowRight'],
      (s) => act.goToNextMoment(s, 1, false),
      { ...held, enabled: isHere },
    ),
    command(
      rows,
      'row-before',
      'Moment before in the row',
      ['Alt+ArrowLeft'],
      (s) => act.goToNextMoment(s, -1, false),
      { ...held, enabled: isHere },
    ),
    command(
      rows,
      'row-next-too',
      'Choose the next moment in the row too',
      ['Alt+Shift+ArrowRight'],
      (s) => act.goToNextMoment(s, 1, true),
      { ...held, enabled: isHere },
    ),
    command(
      rows,
      'row-before-too',
      'Choose the moment before in the row too',
      ['Alt+Shift+ArrowLeft'],
      (s) => act.goToNextMoment(s, -1, true),
      { ...held, enabled: isHere },
    ),
    command(
      rows,
      'fold',
      'Fold or unfold the row',
      ['Shift+Enter'],
      onRow((_, key) => toggleFolded(key)),
      { enabled: isHere },
    ),
    command(rows, 'open-hidden', 'Open the hidden part', ['Alt+Enter'], act.openHidden, {
      enabled: () => {
        const here = surface();
        return isHere() && here !== null && act.isOnHidden(here);
      },
    }),
    command(rows, 'row-taller', 'Taller row', ['Alt+ArrowDown'], grow(TALLER_PX), {
      ...held,
      enabled: isHere,
    }),
    command(rows, 'row-lower', 'Lower row', ['Alt+ArrowUp'], grow(-TALLER_PX), {
      ...held,
      enabled: isHere,
    }),
    command(
      rows,
      'row-own-height',
      'Row as high as it needs to be',
      ['Alt+Home'],
      onRow((_, key) => setRowHeight(key, null)),
      { enabled: isHere },
    ),
    command(rows, 'row-earlier', 'Move the row up', ['Alt+Shift+ArrowUp'], shiftRow(-1), {
      enabled: isHere,
    }),
    command(rows, 'row-later', 'Move the row down', ['Alt+Shift+ArrowDown'], shiftRow(1), {
      enabled: isHere,
    }),

    command(many, 'choose-all', 'Choose all moments', ['$mod+KeyA'], act.chooseAll, {
      enabled: isOpen,
    }),
    command(
      many,
      'choose-here',
      'Choose the moments in the selection, or at the playhead',
      ['Shift+KeyA'],
      act.chooseHere,
      { enabled: isOpen },
    ),
    command(many, 'choose-none', 'Choose none', ['$mod+Shift+KeyA'], () => selectMoment(null), {
      enabled: hasChosen,
    }),
    command(many, 'copy', 'Copy the moments', ['$mod+KeyC'], act.copy, {
      enabled: () => hasChosen() && (getSelection()?.isCollapsed ?? true),
    }),
    command(many, 'paste', 'Paste the moments at the playhead', ['$mod+KeyV'], act.paste, {
      enabled: () => isOpen() && useMomentClipboard.getState().moments.length > 0,
    }),
    command(
      many,
      'nudge-frame',
      'Nudge a frame later',
      ['Alt+Period'],
      () => act.nudge({ frames: 1 }),
      {
        ...held,
        enabled: hasChosen,
      },
    ),
    command(
      many,
      'nudge-frame-back',
      'Nudge a frame earlier',
      ['Alt+Comma'],
      () => act.nudge({ frames: -1 }),
      { ...held, enabled: hasChosen },
    ),
    command(
      many,
      'nudge-second',
      'Nudge a second later',
      ['Alt+Shift+Period'],
      () => act.nudge({ seconds: 1 }),
      { ...held, enabled: hasChosen },
    ),
    command(
      many,
      'nudge-second-back',
      'Nudge a second earlier',
      ['Alt+Shift+Comma'],
      () => act.nudge({ seconds: -1 }),
      { ...held, enabled: hasChosen },
    ),
    command(many, 'split', 'Split at the playhead', ['Shift+KeyS'], act.split, {
      enabled: () => {
        const here = surface();
        return here !== null && act.toSplit(here).length > 0;
      },
    }),
    command(many, 'merge', 'Merge into one', ['Shift+KeyM'], act.merge, {
      enabled: () => chosenIds().length > 1,
    }),
    ...ROWS_BY.map(({ id, name }) =>
      command('Timeline', `rows-${id}`, `Rows ${name.toLowerCase()}`, [], () => setRowsBy(id)),
    ),
    command(
      many,
      'choose-one',
      'Keep only the one in front chosen',
      ['Escape'],
      () => {
        const { momentId } = useView.getState();
        selectMoments(momentId ? [momentId] : []);
      },
      {
        // A hand that drags has the key first: it abandons the drag.
        enabled: () => chosenIds().length > 1 && surface()?.held === false,
        keyOnly: true,
      },
    ),
  ];
}

/** Keys that only mean something on the slider itself; the others are commands. */
export function steer(event: React.KeyboardEvent, endUs: number): void {
  const steps: Record<string, number> = { PageUp: 30, PageDown: -30 };
  const seconds = steps[event.key];
  if (seconds === undefined || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const toUs = transport().nowUs() + seconds * US_PER_SECOND;
  transport().seek(Math.min(Math.max(toUs, 0), endUs));
}
