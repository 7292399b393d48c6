import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LookThrough } from '../../../../src/renderer/app/look-through/LookThrough';
import {
  clipAt,
  createSeen,
  frameShownAt,
  seenWords,
  stripAround,
} from '../../../../src/renderer/app/look-through/seen';
import type { ClipPreviewed } from '../../../../src/shared/domain/clip';
import { AppError } from '../../../../src/shared/errors';
import { type FakeApi, type FakeHandlers, makeFakeApi } from '../../../fixtures/fake-api';
import { idOf } from '../../../fixtures/lesson-cards';

describe('what was seen', () => {
  it('is counted once, and what was not is found from here on and round', () => {
    const seen = createSeen(4);
    expect([seen.mark(2), seen.mark(2), seen.mark(4), seen.mark(-1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([seen.count, seen.next(0), seen.next(2), seen.next(3)]).toEqual([1, 0, 3, 3]);
    seen.mark(3);
    expect(seen.next(2)).toBe(0);
    for (const frame of [0, 1]) seen.mark(frame);
    expect([seen.count, seen.next(0)]).toEqual([4, null]);
  });

  it('is said in words', () => {
    expect(seenWords(1_200, 90_000)).toBe('1,200 of 90,000 pictures looked at');
    expect(seenWords(750, 750)).toBe('All 750 pictures looked at');
    expect(seenWords(1, 1)).toBe('Looked at');
  });
});

describe('the strip', () => {
  it('has the frame in hand in its middle where that can be', () => {
    expect(stripAround(50, 5, 100)).toEqual([48, 49, 50, 51, 52]);
    expect(stripAround(1, 5, 100)).toEqual([0, 1, 2, 3, 4]);
    expect(stripAround(99, 5, 100)).toEqual([95, 96, 97, 98, 99]);
    expect(stripAround(1, 5, 3)).toEqual([0, 1, 2]);
  });

  it('shows the frame of a time, and knows the clip of a frame', () => {
    const times = [0, 40, 80, 500];
    expect([-1, 0, 39, 40, 499, 500, 9_999].map((us) => frameShownAt(times, us))).toEqual([
      0, 0, 0, 1, 2, 3, 3,
    ]);
    const clips = [{ from: 0 }, { from: 25 }];
    expect([0, 24, 25, 99].map((frame) => clipAt(clips, frame))).toEqual([0, 0, 1, 1]);
  });
});

const PREVIEW = idOf(80);
const FRAMES = 30;
const preview = {
  ...{ previewId: PREVIEW, endUs: FRAMES * 40_000, lessonId: idOf(11) },
  ...{ notShown: 'Ann B.', covered: false, looked: ['as it is'] },
  timesUs: Array.from({ length: FRAMES }, (_, n) => n * 40_000),
  lessonUs: Array.from({ length: FRAMES }, (_, n) => 60_000_000 + n * 40_000),
  clips: [{ name: 'Wait time', from: 0 }],
};
const ORDER = { lessonId: idOf(11), clips: [{ name: 'Wait time', startUs: 0, endUs: 1_200_000 }] };

interface Shown {
  fake: FakeApi;
  answers: string[];
  news: (change: Partial<ClipPreviewed>) => void;
}

function show(clips: FakeHandlers['clips'] = {}): Shown {
  const answers: string[] = [];
  const fake = makeFakeApi({
    clips: {
      preview: () => preview,
      previewAt: () => undefined,
      previewOver: () => undefined,
      ...clips,
    },
  });
  Object.assign(window, { api: fake.api });
  render(
    <LookThrough
      order={ORDER}
      onApprove={(looked) => answers.push(`yes, ${looked.join()}`)}
      onShows={(us) => answers.push(`shows at ${us}`)}
      onBack={() => answers.push('back')}
    />,
  );
  const news = (change: Partial<ClipPreviewed>) =>
    fake.send('clips', 'previewed', {
      ...{ previewId: PREVIEW, made: [], missing: [], error: null },
      ...change,
    });
  return { fake, answers, news };
}

const places = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-frame]')];
/** As Chromium does when a picture has come. */
const load = (): void => {
  for (const image of document.querySelectorAll('[data-frame] img')) fireEvent.load(image);
};
const yes = (): HTMLElement =>
  screen.getByRole('button', { name: 'Nothing shows that should not' });

describe('looking through', () => {
  afterEach(cleanup);

  it('shows what is made, asks for what is in hand, and waits for all to be seen', async () => {
    const { fake, answers, news } = show();
    const strip = await screen.findByRole('slider', { name: 'Pictures that will be exported' });
    const wide = places().length;
    expect(document.querySelector('[data-frame] img')).toBeNull();
    news({ made: [{ from: 0, to: 20 }] });
    await waitFor(() => expect(document.querySelector('[data-frame] img')).not.toBeNull());
    expect(document.querySelector('[data-frame="0"] img')?.getAttribute('src')).toBe(
      `footage://preview/${PREVIEW}/0`,
    );
    // There, but not yet on the screen.
    expect(screen.getByText(`0 of ${FRAMES} pictures looked at`)).toBeTruthy();
    load();
    expect(await screen.findByText(`${wide} of ${FRAMES} pictures looked at`)).toBeTruthy();
    expect(yes().hasAttribute('disabled')).toBe(true);

    fireEvent.keyDown(strip, { key: 'End' });
    await waitFor(() =>
      expect(fake.inputsOf('clips.previewAt').at(-1)).toEqual({ previewId: PREVIEW, frame: 29 }),
    );
    expect(screen.getByText('Being made…')).toBeTruthy();
    // The last one the recording does not give: in view it counts.
    news({ made: [{ from: 0, to: FRAMES }], missing: [29] });
    expect(await screen.findByText('The recording has no picture here.')).toBeTruthy();
    for (let steps = 0; steps < FRAMES; steps++) {
      load();
      fireEvent.keyDown(strip, { key: 'ArrowLeft' });
    }
    expect(await screen.findByText(`All ${FRAMES} pictures looked at`)).toBeTruthy();
    await waitFor(() => expect(yes().hasAttribute('disabled')).toBe(false));
    fireEvent.click(yes());
    expect(answers).toEqual(['yes, as it is']);
    cleanup();
    await waitFor(() => expect(fake.inputsOf('clips.previewOver')).toHaveLength(1));
  });

  it('says where in the lesson something still shows', async () => {
    const { answers } = show();
    const strip = await screen.findByRole('slider', { name: 'Pictures that will be exported' });
    fireEvent.keyDown(strip, { key: 'ArrowRight', shiftKey: true });
    await screen.findByText('Picture 11 of 30, at 1:00 of the lesson');
    fireEvent.click(screen.getByRole('button', { name: 'Something still shows' }));
    expect(answers).toEqual(['shows at 60400000']);
  });

  it('says what keeps it from being shown, and tries again', async () => {
    let there = false;
    const { fake } = show({
      preview: () => {
        if (!there) throw new AppError('file-missing', 'gone', { name: 'Circuits.mp4' });
        return preview;
      },
    });
    expect((await screen.findByRole('alert')).textContent).toContain(
      '“Circuits.mp4” is not where it was.',
    );
    expect(yes().hasAttribute('disabled')).toBe(true);
    there = true;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Wait time')).toBeTruthy();
    expect(fake.inputsOf('clips.preview')).toEqual([ORDER, ORDER]);
  });

  it('keeps nobody waiting where nobody is to be hidden', async () => {
    const { answers } = show({ preview: () => ({ ...preview, notShown: '' }) });
    await screen.findByText('Wait time');
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(answers).toEqual(['yes, as it is']);
  });
});
