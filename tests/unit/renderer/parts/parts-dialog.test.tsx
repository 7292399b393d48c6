import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PartsDialog } from '../../../../src/renderer/features/parts/PartsDialog';
import { useNotices } from '../../../../src/renderer/stores/app-notices';
import { lessonStore } from '../../../../src/renderer/stores/document';
import { newId } from '../../../../src/shared/domain/ids';
import type { Part } from '../../../../src/shared/domain/lesson';
import { makeFakeApi } from '../../../fixtures/fake-api';
import { file, LESSON, lesson, part } from '../lesson-rows';

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
