import { describe, expect, it } from 'vitest';
import {
  hiddenInTime,
  hiddenStretches,
  hiddenUnder,
  neighbourHidden,
  timeWithin,
} from '../../../../src/renderer/features/timeline/hidden';
import { hiddenBands, hitTest, layoutFor } from '../../../../src/renderer/features/timeline/layout';
import { newId } from '../../../../src/shared/domain/ids';
import { mask } from '../lesson-rows';

const S = 1_000_000;
/** A second is ten pixels. */
const VIEW = { startUs: 0, usPerPx: S / 10 };
const seen = (fromS: number, toS: number) =>
  mask({ type: 'picture', look: 'solid' }, { startUs: fromS * S, endUs: toS * S });
const heard = (fromS: number, toS: number) =>
  mask({ type: 'sound', sounds: 'silence' }, { startUs: fromS * S, endUs: toS * S });

describe('what is hidden on the timeline', () => {
  it('stands in order of time, without what has no footage', () => {
    const lost = mask(
      { type: 'picture', look: 'solid' },
      { adrift: { fileId: newId(), startUs: 0, endUs: S } },
    );
    const [late, early] = [seen(5, 6), heard(1, 2)];
    expect(hiddenInTime([late, lost, early])).toEqual([early, late]);
  });

  it('is one stretch where it overlaps or touches, in view, and wide enough to be seen', () => {
    const masks = hiddenInTime([seen(0, 2), seen(1, 3), seen(3, 4), seen(6, 6.01), seen(90, 91)]);
    expect(hiddenStretches(masks, VIEW, 500)).toEqual([
      { fromPx: 0, toPx: 40 },
      { fromPx: 60, toPx: 64 },
    ]);
    expect(hiddenStretches(masks, { ...VIEW, startUs: 5 * S }, 20)).toEqual([
      { fromPx: 10, toPx: 14 },
    ]);
  });

  it('is found under a pixel: its own kind first, and the shortest', () => {
    const [long, short, sound] = [seen(0, 9), seen(2, 3), heard(0, 1)];
    const masks = hiddenInTime([long, short, sound]);
    expect(hiddenUnder(masks, VIEW, 25, 'picture')).toBe(short);
    expect(hiddenUnder(masks, VIEW, 50, 'picture')).toBe(long);
    expect(hiddenUnder(masks, VIEW, 5, 'sound')).toBe(sound);
    expect(hiddenUnder(masks, VIEW, 50, 'sound')).toBe(long);
    expect(hiddenUnder(masks, VIEW, 95, 'picture')).toBeNull();
    expect(timeWithin(short, VIEW, 25)).toBe(2.5 * S);
    expect(timeWithin(short, VIEW, 33)).toBe(3 * S - 1);
  });

  it('is gone through one after the other', () => {
    const [one, two, three] = [seen(1, 5), heard(1, 2), seen(8, 9)];
    const masks = hiddenInTime([one, two, three]);
    expect(neighbourHidden(masks, null, 0, 1)).toBe(one);
    expect(neighbourHidden(masks, one, 1 * S, 1)).toBe(two);
    expect(neighbourHidden(masks, three, 8 * S, 1)).toBeNull();
    expect(neighbourHidden(masks, null, 7 * S, -1)).toBe(two);
    expect(neighbourHidden(masks, one, S, -1)).toBeNull();
  });

  it('has a lane, where anything is, with picture above and sound below', () => {
    const size = { widthPx: 1000, heightPx: 220 };
    expect(layoutFor(size, []).hidden.heightPx).toBe(0);
    expect(layoutFor({ ...size, heightPx: 120 }, [], 0, { hidden: true }).hidden.heightPx).toBe(0);
    const layout = layoutFor(size, [], 0, { captions: true, hidden: true });
    const { picture, sound } = hiddenBands(layout.hidden);
    const on = (yPx: number) => hitTest(layout, [], VIEW, null, 50, yPx);
    expect(on(picture.topPx + 1)).toEqual({ on: 'hidden', of: 'picture' });
    expect(on(sound.topPx + 1)).toEqual({ on: 'hidden', of: 'sound' });
    expect(on(layout.hidden.topPx - 1)).toEqual({ on: 'captions' });
    expect(on(layout.hidden.topPx + layout.hidden.heightPx)).toEqual({ on: 'lane' });
  });
});
