/** Every key of the lesson room against every other: none does two things. */
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { APP_COMMANDS } from '../../../../src/renderer/app/app-commands';
import { allCommands, type Command, useCommands } from '../../../../src/renderer/app/commands';
import { useRoomCommands } from '../../../../src/renderer/app/pages/lesson-room/use-room-commands';
import { BOARD_KEYS } from '../../../../src/renderer/features/boards/draft';
import { useCaptionCommands } from '../../../../src/renderer/features/captions/use-caption-commands';
import {
  useDrawCommands,
  useStartDrawing,
} from '../../../../src/renderer/features/drawing/use-draw-commands';
import { LineUpBar } from '../../../../src/renderer/features/live/LineUpBar';
import { useMomentCommands } from '../../../../src/renderer/features/moments/use-moment-commands';
import { useAngleCommands } from '../../../../src/renderer/features/player/use-angle-commands';
import { usePlayerCommands } from '../../../../src/renderer/features/player/use-player-commands';
import { timelineCommands } from '../../../../src/renderer/features/timeline/timeline-commands';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { makeFakeApi } from '../../../fixtures/fake-api';
import { AT, LESSON, lesson, moment } from '../lesson-rows';

const TIMELINE = timelineCommands(() => null);

/** All that listens in a room with cameras, captions and moments that were noticed live. */
function Room() {
  useCommands(APP_COMMANDS);
  usePlayerCommands();
  useMomentCommands();
  useRoomCommands();
  useStartDrawing();
  useAngleCommands();
  useCaptionCommands();
  useCommands(TIMELINE);
  return <LineUpBar />;
}

function Drawing() {
  useDrawCommands();
  return null;
}

/** One spelling a key: `Shift+?` and `Shift+Slash` are the same one. */
function spelt(key: string): string {
  const parts = key.split(/\b\+/);
  const last = parts.pop() ?? '';
  const named: Record<string, string> = { ',': 'Comma', '.': 'Period', '?': 'Slash', '/': 'Slash' };
  const press = /^[a-z]$/i.test(last) ? `Key${last.toUpperCase()}` : (named[last] ?? last);
  return [...parts.sort(), press].join('+');
}

function shared(commands: readonly Command[]): string[] {
  const ids = new Map<string, string[]>();
  for (const { id, keys } of commands) {
    for (const key of keys.map(spelt)) ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return [...ids].filter(([, of]) => of.length > 1).map(([key, of]) => `${key}: ${of.join(', ')}`);
}

/** They come before the room's own, and only while the keyboard is on the timeline. */
const onRows = ({ group }: Command) => group.startsWith('Timeline rows');

async function commandsOfRoom(): Promise<Command[]> {
  const live = lesson({ moments: [moment({ liveUs: 1_000_000 })] });
  const fake = makeFakeApi({
    lessons: { open: () => ({ ...live, lesson: { ...live.lesson, liveStartedAt: AT } }) },
  });
  Object.defineProperty(window, 'api', { value: fake.api, configurable: true });
  await lessonStore.getState().open(LESSON);
  render(<Room />);
  return allCommands();
}

afterEach(cleanup);

describe('the keys of a lesson room', () => {
  it('each do one thing', async () => {
    const commands = await commandsOfRoom();
    const ids = commands.map(({ id }) => id);
    const some = ['player.toggle', 'moment.write', 'board.kind-noticing', 'live.line-up'];
    expect(ids).toEqual(expect.arrayContaining([...some, 'angles.alone', 'captions.toggle']));
    // Escape goes one step back, and each of these is enabled only where it is the next one.
    expect(shared(commands.filter((command) => !onRows(command)))).toEqual([
      'Escape: room.escape, timeline.choose-one',
    ]);
    expect(shared(commands.filter(onRows))).toEqual([]);
  });

  it('leave a board the keys that it may use', async () => {
    const commands = await commandsOfRoom();
    const others = commands.filter(({ id }) => !id.startsWith('board.'));
    const taken = new Set(others.flatMap(({ keys }) => keys.map(spelt)));
    const may = BOARD_KEYS.map((key) => (/\d/.test(key) ? `Digit${key}` : spelt(key)));
    expect(may.filter((key) => taken.has(key))).toEqual([]);
  });

  it('each do one thing while the picture is drawn on', () => {
    render(<Drawing />);
    const commands = allCommands();
    expect(commands.length).toBeGreaterThan(9);
    expect(shared(commands)).toEqual([]);
  });
});
