/** A probe and a piece to begin with, for tests that change one thing. */
import type { ClipPiece } from '../../../../src/main/media/clip-plan';
import type { Probe, ProbePicture, ProbeSound } from '../../../../src/main/media/probe-schema';

export function somePicture(change: Partial<ProbePicture> = {}): ProbePicture {
  return {
    ...{ codec: 'h264', profile: 'High', pixelFormat: 'yuv420p', stream: 0 },
    ...{ width: 1920, height: 1080, storedWidth: 1920, storedHeight: 1080 },
    ...{ aspect: { num: 1, den: 1 }, rotation: 0, fps: 25, variable: false },
    ...{ interlaced: false, hdr: false, timeBase: { num: 1, den: 12_800 }, reorders: true },
    ...{ matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: false },
    ...change,
  };
}

export function someSound(change: Partial<ProbeSound> = {}): ProbeSound {
  const base = { codec: 'aac', profile: 'LC', stream: 1, channels: 2, sampleRate: 48_000 };
  return { ...base, offsetUs: 0, runsOn: true, ...change };
}

export function someProbe(change: Partial<Probe> = {}): Probe {
  return {
    ...{ container: 'mov,mp4,m4a,3gp,3g2,mj2', bytes: 1_000_000, firstFrameUs: 0 },
    ...{ durationUs: 4_000_000, picture: somePicture(), sound: someSound(), saysLength: true },
    ...{ fragmented: false, recordedAt: null, recordedOn: null, trouble: '' },
    ...change,
  };
}

/** Frames 40 ms apart. */
export function evenFrames(count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, index) => index * 40_000);
}

export function somePiece(change: Partial<ClipPiece> = {}): ClipPiece {
  return {
    ...{ path: '/footage/lesson.mp4', probe: someProbe(), frames: evenFrames(100) },
    ...{ startUs: 1_000_000, endUs: 2_000_000 },
    ...change,
  };
}
