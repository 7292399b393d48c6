/** A segment's sound as a filter graph: cut to the sample, silenced where it is hidden, slowed. Pure. */
import { CLIP_SAMPLE_RATE, type ClipPlan, type ClipSegment } from './clip-plan';

export const seconds = (us: number) => (us / 1_000_000).toFixed(6);

/** The file's own time of a part time. */
export function fileUs({ piece }: Pick<ClipSegment, 'piece'>, partUs: number): number {
  return piece.probe.firstFrameUs + partUs;
}

/** Hidden before and after what is marked: longer than an encoder's window, which spreads sound. */
const MARGIN_US = 50_000;
const FADE_SAMPLES = CLIP_SAMPLE_RATE / 100;
/** Of less than this between two nothing is heard. */
const LEAST_SAMPLES = CLIP_SAMPLE_RATE / 10;
/** At -20 dB: `sine` has an eighth of what there is, and two channels each get 3 dB less of one. */
const TONE = `sine=frequency=1000:sample_rate=${CLIP_SAMPLE_RATE}`;
const LOUDNESS = { mono: 'volume=0.8', stereo: 'volume=1.131' } as const;

/** A stretch of samples without the source's sound, from a segment's first; half open. */
export interface Hushed {
  from: number;
  to: number;
  tone: boolean;
}

/** @param samples how many the segment has before it is slowed */
export function hushedIn(
  { piece, startUs }: Pick<ClipSegment, 'piece' | 'startUs'>,
  samples: number,
): Hushed[] {
  const place = (us: number): number => ((us - startUs) * CLIP_SAMPLE_RATE) / 1_000_000;
  const all: Hushed[] = [];
  for (const hush of [...(piece.hushes ?? [])].sort((a, b) => a.startUs - b.startUs)) {
    const from = Math.max(0, Math.floor(place(hush.startUs - MARGIN_US)));
    const to = Math.min(samples, Math.ceil(place(hush.endUs + MARGIN_US)));
    if (to <= from) continue;
    const last = all.at(-1);
    if (last && from - last.to < LEAST_SAMPLES) {
      last.to = Math.max(last.to, to);
      last.tone ||= hush.tone;
    } else all.push({ from, to, tone: hush.tone });
  }
  const [first] = all;
  const last = all.at(-1);
  if (first && first.from < LEAST_SAMPLES) first.from = 0;
  if (last && samples - last.to < LEAST_SAMPLES) last.to = samples;
  return all;
}

function faded(samples: number, { comes, goes }: { comes: boolean; goes: boolean }): string[] {
  const length = Math.min(FADE_SAMPLES, samples >> 1);
  return [
    ...(comes ? [`afade=t=in:ss=0:ns=${length}`] : []),
    ...(goes ? [`afade=t=out:ss=${samples - length}:ns=${length}`] : []),
  ];
}

/** What is kept and what stands in its place, one after the other. */
function withHushed(
  hushed: readonly Hushed[],
  samples: number,
  { form, name, loudness }: { form: string; name: string; loudness: string },
): string[] {
  const kept: string[] = [];
  const graph: string[] = [];
  const row: string[] = [];
  const keep = (from: number, to: number): void => {
    if (to <= from) return;
    const label = `${name}k${kept.length}`;
    const fades = faded(to - from, { comes: from > 0, goes: to < samples });
    const cut = `atrim=start_sample=${from}:end_sample=${to}`;
    graph.push(`[${label}]${[cut, 'asetpts=N/SR/TB', ...fades].join(',')}[${label}f]`);
    kept.push(label);
    row.push(`${label}f`);
  };
  let next = 0;
  for (const [at, { from, to, tone }] of hushed.entries()) {
    keep(next, from);
    const source = tone ? `${TONE},${loudness}` : `anullsrc=r=${CLIP_SAMPLE_RATE}`;
    const cut = `atrim=end_sample=${to - from},asetpts=N/SR/TB`;
    const fades = tone ? faded(to - from, { comes: true, goes: true }) : [];
    graph.push(`${[source, form, cut, ...fades].join(',')}[${name}h${at}]`);
    row.push(`${name}h${at}`);
    next = to;
  }
  keep(next, samples);
  const all = row.map((label) => `[${label}]`).join('');
  const joined = row.length > 1 ? `concat=n=${row.length}:v=0:a=1` : 'anull';
  const parted = `[${name}s]asplit=${kept.length}${kept.map((label) => `[${label}]`).join('')}`;
  return [kept.length > 0 ? parted : `[${name}s]anullsink`, ...graph, `${all}${joined}[${name}j]`];
}

/**
 * @param source the stream that is read, `1:1`; none for a segment without sound
 * @param name of what comes out, and the beginning of the names of what lies between
 */
export function soundChain(
  segment: ClipSegment,
  plan: Pick<ClipPlan, 'channels'>,
  source: string,
  name: string,
): string[] {
  const layout = plan.channels === 1 ? 'mono' : 'stereo';
  const form = `aformat=sample_fmts=fltp:sample_rates=${CLIP_SAMPLE_RATE}:channel_layouts=${layout}`;
  const exactly = (samples: number) => `atrim=end_sample=${samples},asetpts=N/SR/TB`;
  if (!segment.piece.probe.sound) {
    const silence = `anullsrc=r=${CLIP_SAMPLE_RATE}:cl=${layout}`;
    return [`${silence},${form},${exactly(segment.samples)}[${name}]`];
  }
  const { slow } = segment;
  const samples = Math.round(segment.samples / slow);
  const from = seconds(fileUs(segment, segment.startUs));
  const to = seconds(fileUs(segment, segment.endUs));
  const cut = [
    `[${source}]atrim=start=${from}:end=${to}`,
    `asetpts=PTS-(${from})/TB`,
    // Silence where sound begins late or has a hole; what is early is dropped.
    `aresample=${CLIP_SAMPLE_RATE}:async=1:min_hard_comp=0.03:first_pts=0`,
    form,
    `apad=whole_len=${samples}`,
    exactly(samples),
  ].join(',');
  // Half the speed at the same pitch; more at once sounds worse than twice.
  const slowed = [
    ...Array.from({ length: Math.log2(slow) }, () => 'atempo=0.5'),
    ...[form, `apad=whole_len=${segment.samples}`, exactly(segment.samples)],
  ].join(',');
  const hushed = hushedIn(segment, samples);
  if (hushed.length === 0) return [`${slow === 1 ? cut : `${cut},${slowed}`}[${name}]`];
  return [
    `${cut}[${name}s]`,
    ...withHushed(hushed, samples, { form, name, loudness: LOUDNESS[layout] }),
    `[${name}j]${slow === 1 ? exactly(segment.samples) : slowed}[${name}]`,
  ];
}
