import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PartsDialog } from '../../../../src/renderer/features/parts/PartsDialog';
import { useNotices } from '../../../../src/renderer/stores/app-notices';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { newId } from '../../../../src/shared/domain/ids';
import type { Part } from '../../../../src/shared/domain/lesson';
import { makeFakeApi } from '../../../fixtures/fake-api';
import { file, LESSON, lesson, mask, moment, part } from '../lesson-rows';

configure({ asyncUtilTimeout: 60_000 });
vi.setConfig({ testTimeout: 120_000 });

const at = (minutes: number) => `2026-11-10T09:${String(minutes).padStart(2, '0')}:00.000Z`;

/** A lesson of one minute, and a file that was recorded a minute after it ended. */
async function start(cloud: boolean) {
  const first = file({ name: 'one.mp4', recordedAt: at(0) });
  const second = file({ name: 'two.mp4', recordedAt: at(2) });
  const added: Part = part({ fileId: second.id });
  const fake = makeFakeApi({
    lessons: {
      open: () => lesson({ files: [first], parts: [part({ fileId: first.id })] }),
      change: () => ({ savedAt: at(9) }),
    },
    footage: {
      choose: () => ({ id: newId(), files: [{ name: 'two.mp4', bytes: 1000 }], cloud }),
      register: () => ({
        parts: [added],
        files: [second],
        result: { lessonIds: [LESSON], known: [], refused: [] },
      }),
    },
  });
  Object.defineProperty(window, 'api', { value: fake.api, configurable: true });
  await lessonStore.getState().open(LESSON);
  render(<PartsDialog onClose={() => undefined} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Add footage…' }));
  await screen.findByText('two.mp4');
  return { fake, added };
}

const said = () => useNotices.getState().notices.map((notice) => notice.sentence);

beforeEach(() => {
  useNotices.setState({ notices: [] });
});
afterEach(cleanup);

describe('a part that is added', () => {
  it('from a folder that is copied to the cloud: that is said', async () => {
    await start(true);
    expect(said()).toEqual([expect.stringContaining('This folder is copied to the cloud')]);
  });

  it('is placed after the gap that the recordings tell, and shown there before it is', async () => {
    const { fake, added } = await start(false);
    expect(said()).toEqual([]);
    expect(screen.getByText(/^2:00/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(fake.inputsOf('lessons.change')).toMatchObject([
        {
          label: 'Add a part',
          ops: [{ id: added.id, after: { gapBeforeUs: 60_000_000, offsetUs: 120_000_000 } }],
        },
      ]),
    );
  });
});

describe('a part that is taken away', () => {
  it('says what would be without its picture: moments, drawings and hidden parts', async () => {
    const [one, two] = [file({ name: 'one.mp4' }), file({ name: 'two.mp4' })];
    const parts = [
      part({ fileId: one.id }),
      part({ fileId: two.id, position: 1, offsetUs: 60_000_000 }),
    ];
    const hidden = (startUs: number, endUs: number) =>
      mask({ type: 'picture', look: 'blur' }, { startUs, endUs });
    const opened = lesson({
      ...{ files: [one, two], parts, moments: [moment({ startUs: 70_000_000 })] },
      masks: [hidden(50_000_000, 65_000_000), hidden(70_000_000, 80_000_000)],
    });
    Object.defineProperty(window, 'api', {
      value: makeFakeApi({ lessons: { open: () => opened } }).api,
      configurable: true,
    });
    await lessonStore.getState().open(LESSON);
    render(<PartsDialog onClose={() => undefined} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove two.mp4 from the lesson' }));
    expect(screen.getByRole('status').textContent).toBe(
      '1 moment and 2 hidden parts would be without their picture. They are kept, and come back with their file.',
    );
  });
});
