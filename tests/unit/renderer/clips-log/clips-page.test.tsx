import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClipsPage } from '../../../../src/renderer/features/clips-log/ClipsPage';
import { useNotices } from '../../../../src/renderer/stores/app-notices';
import type { ExportShown } from '../../../../src/shared/domain/clip';
import { AppError } from '../../../../src/shared/errors';
import { type FakeApi, type FakeHandlers, makeFakeApi } from '../../../fixtures/fake-api';
import { idOf } from '../../../fixtures/lesson-cards';

const LESSON = idOf(11);

const entry = (number: number, change: Partial<ExportShown> = {}): ExportShown => ({
  ...{ id: idOf(number), at: '2026-11-10T09:00:00.000Z', author: 'AB', lessonId: LESSON },
  ...{ lessonTitle: 'Circuits', startUs: 1_000_000, endUs: 2_000_000 },
  ...{ fileName: `Clip ${number}.mp4`, folderName: 'INSET', bytes: 1_000, frames: 25 },
  ...{ angleId: null, fileId: null, camera: '', narrationId: null, sessionId: null },
  ...change,
});

function show(log: readonly ExportShown[], clips: FakeHandlers['clips'] = {}): FakeApi {
  const fake = makeFakeApi({
    clips: {
      log: () => [...log],
      look: ({ exportIds }) =>
        exportIds.map((exportId) => ({ exportId, file: 'there', picture: false, hevc: false })),
      lastFolder: () => ({ folderId: idOf(77), name: 'INSET', cloud: false }),
      ...clips,
    },
  });
  Object.assign(window, { api: fake.api });
  render(<ClipsPage />);
  return fake;
}

/** A ceiling against hanging, never a measure of speed. */
const WITHIN = { timeout: 30_000 };

const rowOf = async (name: string): Promise<HTMLElement> => {
  const row = (await screen.findByText(name, {}, WITHIN)).closest<HTMLElement>('[role="row"]');
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};

beforeEach(() => useNotices.setState({ notices: [] }));
afterEach(cleanup);

describe('the Clips page', () => {
  it('teaches when nothing was exported', async () => {
    show([]);
    expect(await screen.findByText(/Open a lesson, mark a stretch and export it\./)).toBeTruthy();
  });

  it('draws and looks for the lines in view only, however many there are', async () => {
    const log = Array.from({ length: 10_000 }, (_, n) => entry(1_000 + n));
    const fake = show(log);
    await rowOf('Clip 1000.mp4');
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    await waitFor(() => expect(fake.inputsOf('clips.look')).toHaveLength(1));
    const [{ exportIds }] = fake.inputsOf('clips.look') as [{ exportIds: string[] }];
    expect(exportIds[0]).toBe(idOf(1_000));
    expect(exportIds.length).toBeLessThan(60);
  });

  it('shows a picture once it is made, by id', async () => {
    const fake = show([entry(1)]);
    const row = await rowOf('Clip 1.mp4');
    await waitFor(() => expect(fake.inputsOf('clips.look')).toHaveLength(1));
    await waitFor(() => {
      fake.send('clips', 'pictured', { exportId: idOf(1) });
      expect(row.querySelector('img')?.getAttribute('src')).toBe(`footage://still/${idOf(1)}`);
    });
  });

  it('offers of a removed lesson’s clip its folder alone, and looks for no file', async () => {
    const fake = show([
      entry(1, { lessonId: null, lessonTitle: '', fileName: '' }),
      entry(2, { fileName: 'Kept.mp4' }),
    ]);
    const row = await rowOf('A clip of a removed lesson');
    expect(within(row).getByText('Removed lesson')).toBeTruthy();
    expect(
      within(row)
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label')),
    ).toEqual(['Show the folder INSET']);
    await waitFor(() =>
      expect(fake.inputsOf('clips.look')).toEqual([{ exportIds: [idOf(2)], inView: true }]),
    );
  });

  it('shows a reel as one line that unfolds to its ranges, and the camera', async () => {
    const fileId = idOf(70);
    show([
      entry(2, { fileId, fileName: 'Reel.mp4', startUs: 60_000_000, endUs: 90_000_000 }),
      entry(1, { fileId, fileName: 'Reel.mp4', endUs: 101_000_000, camera: 'Table' }),
      entry(3),
    ]);
    const row = await rowOf('Reel.mp4');
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3');
    expect(row.textContent).toContain('2 clips from Circuits, 2:10');
    expect(row.textContent).toContain('Table');
    expect(within(row).queryAllByRole('listitem')).toHaveLength(0);
    fireEvent.click(within(row).getByRole('button', { name: '2 clips' }));
    const ranges = within(row).getAllByRole('listitem');
    expect(ranges.map(({ textContent }) => textContent)).toEqual(['0:01–1:41', '1:00–1:30']);
  });

  it('has nothing to play where the file is gone', async () => {
    show([entry(1)], {
      look: ({ exportIds }) =>
        exportIds.map((exportId) => ({ exportId, file: 'gone', picture: true, hevc: false })),
    });
    const row = await rowOf('Clip 1.mp4');
    expect(await within(row).findByText('No longer there')).toBeTruthy();
    expect(within(row).queryByRole('button', { name: 'Play: Clip 1.mp4' })).toBeNull();
    const folder = within(row).getByRole('button', { name: 'Show in folder: Clip 1.mp4' });
    expect(folder.hasAttribute('disabled')).toBe(true);
  });

  it('says in the player that a file was changed meanwhile', async () => {
    let file: 'there' | 'changed' = 'there';
    show([entry(1)], {
      look: ({ exportIds }) =>
        exportIds.map((exportId) => ({ exportId, file, picture: false, hevc: false })),
    });
    const row = await rowOf('Clip 1.mp4');
    file = 'changed';
    fireEvent.click(within(row).getByRole('button', { name: 'Play: Clip 1.mp4' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('was changed after it was exported');
    expect(document.querySelector('video')).toBeNull();
  });
});

describe('exporting again', () => {
  const open = async (): Promise<void> => {
    fireEvent.click(await screen.findByRole('button', { name: 'Export again: Clip 1.mp4' }));
  };

  it('asks for the same stretch, from the camera that it was cut from', async () => {
    const fake = show([entry(1)], {
      again: () => ({
        ...{ lessonId: LESSON, lessonTitle: 'Circuits', name: 'Clip 1' },
        ...{ ranges: [{ startUs: 1_000_000, endUs: 2_000_000 }], notShown: '', covered: false },
        cameras: [
          { id: idOf(31), name: 'Front' },
          { id: idOf(32), name: 'Table' },
        ],
        angleId: idOf(32),
      }),
      export: () => ({ jobIds: [idOf(90)] }),
    });
    await open();
    const box = await screen.findByRole('textbox', { name: 'Name of the clip' });
    fireEvent.change(box, { target: { value: ' ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(await screen.findByText('Give it a name.')).toBeTruthy();
    fireEvent.change(box, { target: { value: 'Once more' } });
    await screen.findByText('Change folder…');
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    await waitFor(() => expect(fake.inputsOf('clips.export')).toHaveLength(1));
    expect(fake.inputsOf('clips.export')).toEqual([
      {
        ...{ lessonId: LESSON, folderId: idOf(77), angleId: idOf(32) },
        clips: [{ name: 'Once more', startUs: 1_000_000, endUs: 2_000_000 }],
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks for all ranges of a reel in their order', async () => {
    const ranges = [
      { startUs: 9_000_000, endUs: 10_000_000 },
      { startUs: 1_000_000, endUs: 2_000_000 },
    ];
    const fake = show([entry(1)], {
      again: () => ({
        ...{ lessonId: LESSON, lessonTitle: 'Circuits', name: 'Waiting', ranges },
        ...{ cameras: [{ id: idOf(31), name: 'Front' }], angleId: idOf(31) },
        ...{ notShown: '', covered: false },
      }),
      export: () => ({ jobIds: [idOf(90)] }),
    });
    await open();
    await screen.findByText('2 clips, 0:02');
    await screen.findByText('Change folder…');
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    await waitFor(() => expect(fake.inputsOf('clips.export')).toHaveLength(1));
    expect(fake.inputsOf('clips.export')).toMatchObject([
      {
        clips: [
          { name: 'Waiting 1', ...ranges[0] },
          { name: 'Waiting 2', ...ranges[1] },
        ],
        reel: { name: 'Waiting', titles: false },
      },
    ]);
  });

  it('is looked through first where someone is not to be shown', async () => {
    const fake = show([entry(1)], {
      again: () => ({
        ...{ lessonId: LESSON, lessonTitle: 'Circuits', name: 'Clip 1', notShown: 'Ann B.' },
        ...{ cameras: [{ id: idOf(31), name: 'Front' }], angleId: idOf(31), covered: false },
        ranges: [{ startUs: 1_000_000, endUs: 2_000_000 }],
      }),
      preview: () => ({
        ...{ lessonId: LESSON, notShown: 'Ann B.', covered: false, looked: ['as it is'] },
        ...{ previewId: idOf(80), timesUs: [0, 40_000], endUs: 80_000 },
        ...{ lessonUs: [1_000_000, 1_040_000], clips: [{ name: 'Clip 1', from: 0 }] },
      }),
      previewAt: () => undefined,
      previewOver: () => undefined,
    });
    await open();
    await screen.findByText('Change folder…');
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(await screen.findByText('Ann B.')).toBeTruthy();
    const yes = screen.getByRole('button', { name: 'Nothing shows that should not' });
    expect(yes.hasAttribute('disabled')).toBe(true);
    expect(fake.inputsOf('clips.export')).toEqual([]);
  });

  it('says plainly when the lesson is gone', async () => {
    show([entry(1)], {
      again: () => {
        throw new AppError('not-found', 'gone');
      },
    });
    await open();
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The lesson it came from is no longer in the library, so it cannot be exported again.',
    );
    expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
  });
});
