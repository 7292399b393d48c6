import { describe, expect, it, vi } from 'vitest';
import { newId } from '../../../../src/shared/domain/ids';

// Importing electron outside of it fetches it; nothing of it is used here.
vi.mock('electron', () => ({ protocol: {} }));
const { rangeOf, voiceAddress } = await import('../../../../src/main/electron/serve-voice');

describe('the voice of a narration', () => {
  it('has one address, by its id', () => {
    const id = newId();
    expect(voiceAddress(`voice://narration/${id}`)).toBe(id);
    expect(voiceAddress(`voice://narration/${id}?v=2026-01-01T00:00:00.000Z`)).toBe(id);
    for (const other of ['', '/', '../secret', `${id}/x`, id.toUpperCase(), `${id}%2f`]) {
      expect(voiceAddress(`voice://narration/${other}`)).toBeNull();
    }
    expect(voiceAddress(`voice://other/${id}`)).toBeNull();
  });

  it('is given whole or in ranges, and only where it has bytes', () => {
    expect(rangeOf(null, 100)).toEqual({ start: 0, end: 100 });
    expect(rangeOf('bytes=0-', 100)).toEqual({ start: 0, end: 100 });
    expect(rangeOf('bytes=10-19', 100)).toEqual({ start: 10, end: 20 });
    expect(rangeOf('bytes=90-500', 100)).toEqual({ start: 90, end: 100 });
    expect(rangeOf('bytes=-7', 100)).toEqual({ start: 93, end: 100 });
    expect(rangeOf('bytes=-700', 100)).toEqual({ start: 0, end: 100 });
    for (const none of ['bytes=100-', 'bytes=-', 'bytes=5-2', 'pages=1-2', 'bytes=-0']) {
      expect(rangeOf(none, 100)).toBeNull();
    }
  });
});
