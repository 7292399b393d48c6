import { describe, expect, it } from 'vitest';
import { frameAt, fromsOf, lookJob, planOf, runsOf } from '../../../../src/main/media/clip-look';
import { planClip, stillPiece } from '../../../../src/main/media/clip-plan';
import { evenFrames, somePiece } from './some-probe';

const TOOLS = {
  filters: new Set(['setparams', 'interleave']),
  encoders: new Set(['libx264', 'aac']),
  bsfs: new Set<string>(),
  options: new Set(['fps_mode']),
};

const long = somePiece({
  ...{ frames: evenFrames(1_000), startUs: 1_000_000, endUs: 11_000_000 },
  place: { offsetUs: 60_000_000, rate: 1, clip: 1 },
});
const card = stillPiece('/library/card.partial', 4_000_000);

describe('what is made together', () => {
  it('is a hundred frames of a segment, and a card as a whole', () => {
    const runs = runsOf(planClip([card, long, somePiece()]));
    expect(runs).toEqual([
      { segment: 0, from: 0, to: 100 },
      { segment: 1, from: 100, to: 200 },
      { segment: 1, from: 200, to: 300 },
      { segment: 1, from: 300, to: 350 },
      { segment: 2, from: 350, to: 375 },
    ]);
  });

  it('is cut between frames, at the times of the whole clip, without sound', () => {
    const plan = planClip([card, long]);
    const [, first, middle, last] = runsOf(plan).map((run) => planOf(plan, run));
    for (const part of [first, middle, last]) {
      expect(part?.channels).toBe(0);
      expect(part?.segments[0]).toMatchObject({ startUs: 1_000_000, offsetUs: 4_000_000 });
    }
    // As the whole begins and ends; within, nearer to the later frame.
    const whole = plan.segments[1];
    expect(first?.segments[0]?.afterUs).toBe(whole?.afterUs);
    expect(first?.segments[0]?.beforeUs).toBe(4_960_000 + 30_000);
    expect(middle?.segments[0]?.afterUs).toBe(4_960_000 + 30_000);
    expect(last?.segments[0]?.beforeUs).toBe(whole?.beforeUs);
  });

  it('of a stretch whose frames are not just its part’s is all of it', () => {
    const plan = planClip([long]);
    const [segment] = plan.segments;
    if (!segment) throw new Error('no segment');
    const twice = { ...plan, segments: [{ ...segment, to: segment.to * 2 }] };
    const [run, ...others] = runsOf(twice);
    expect([run, others]).toEqual([{ segment: 0, from: 0, to: 500 }, []]);
    expect(planOf(twice, { segment: 0, from: 0, to: 500 }).segments).toEqual(twice.segments);
  });
});

describe('a picture', () => {
  it('is told by its time, to the tick', () => {
    const times = [0, 40_000, 80_000];
    expect([0, 39_999, 40_001, 59_000, 61_000, 1e9].map((us) => frameAt(times, us))).toEqual([
      0, 1, 1, 1, 2, 2,
    ]);
  });

  it('is from its place in the lesson; a card is of the clip after it', () => {
    const froms = fromsOf(planClip([card, long]));
    expect(froms[0]).toEqual({ lessonUs: 61_000_000, clip: 1 });
    expect(froms[100]).toEqual({ lessonUs: 61_000_000, clip: 1 });
    expect(froms[101]).toEqual({ lessonUs: 61_040_000, clip: 1 });
    expect(froms).toHaveLength(350);
  });

  it('is what the clip holds, made small at the very end', () => {
    const plan = planClip([long]);
    const job = lookJob(planOf(plan, { segment: 0, from: 0, to: 100 }), 3_000_000, TOOLS);
    const graph = job.args[job.args.indexOf('-filter_complex') + 1] ?? '';
    expect(graph.split(';').at(-1)).toBe(
      '[picture]scale=480:270:out_range=pc,showinfo,setpts=N/TB,format=yuvj420p[out]',
    );
    expect(job.args).toContain('[out]');
    expect(job.args).not.toContain('-c:a');
    expect(job.output).toBe('pipe');
  });
});
