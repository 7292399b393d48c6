import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leavePeaks, usePeaks, wantPeaks, watchPeaks } from '../../../../src/renderer/stores/peaks';
import { newId } from '../../../../src/shared/domain/ids';
import { emptyLevel } from '../../../../src/shared/domain/peaks';
import { withLevels } from '../../../fixtures/peaks';
import { encodePeaks } from '../../../../src/shared/domain/peaks-file';
import { type FakeApi, makeFakeApi } from '../../../fixtures/fake-api';

let fake: FakeApi;
let stop: () => void;
/** What footage:// answers, by part; 404 for the others. */
const files = new Map<string, Uint8Array<ArrayBuffer>>();
const fetched: string[] = [];

const peaksTo = (to: number) =>
  encodePeaks({ levels: withLevels(emptyLevel(1_000)), made: to > 0 ? [[0, to]] : [] });

async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((done) => setImmediate(done));
}

beforeEach(() => {
  fake = makeFakeApi();
  vi.stubGlobal('window', { api: fake.api });
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    const bytes = files.get(url);
    return new Response(bytes ?? null, { status: bytes ? 200 : 404 });
  });
  stop = watchPeaks();
});

afterEach(() => {
  stop();
  leavePeaks();
  files.clear();
  fetched.length = 0;
  vi.unstubAllGlobals();
});

describe('sound peaks in the page', () => {
  it('are fetched once, and again each time there is more', async () => {
    const id = newId();
    wantPeaks([id]);
    wantPeaks([id]);
    await settle();
    expect(fetched).toEqual([`footage://peaks/${id}`]);
    expect(usePeaks.getState().parts.size).toBe(0);

    files.set(`footage://peaks/${id}`, peaksTo(500));
    fake.send('footage', 'peaksChanged', { partId: id, whole: false });
    await settle();
    const part = usePeaks.getState().parts.get(id);
    expect(part?.peaks.made).toEqual([[0, 500]]);
    expect(part?.whole).toBe(false);
    expect(part?.pauses).toEqual([]);

    files.set(`footage://peaks/${id}`, peaksTo(1_000));
    fake.send('footage', 'peaksChanged', { partId: id, whole: true });
    await settle();
    expect(usePeaks.getState().parts.get(id)?.whole).toBe(true);
    expect(usePeaks.getState().parts.get(id)?.pauses).toEqual([{ startUs: 0, endUs: 10_000_000 }]);
    expect(fetched).toHaveLength(3);
  });

  it('that were made before are whole at once', async () => {
    const id = newId();
    files.set(`footage://peaks/${id}`, peaksTo(1_000));
    wantPeaks([id]);
    await settle();
    expect(usePeaks.getState().parts.get(id)?.whole).toBe(true);
  });

  it('of parts nobody looks at are left alone, and all go when the room is left', async () => {
    const [id, other] = [newId(), newId()];
    files.set(`footage://peaks/${id}`, peaksTo(1_000));
    wantPeaks([id]);
    await settle();
    fake.send('footage', 'peaksChanged', { partId: other, whole: true });
    await settle();
    expect(fetched).toHaveLength(1);
    leavePeaks();
    expect(usePeaks.getState().parts.size).toBe(0);
  });

  it('that are damaged are as if there were none', async () => {
    const id = newId();
    files.set(`footage://peaks/${id}`, new Uint8Array([1, 2, 3]));
    wantPeaks([id]);
    await settle();
    expect(usePeaks.getState().parts.size).toBe(0);
  });
});
