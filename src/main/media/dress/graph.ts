/** What is laid over and covers a clip's pictures, as filters. Pure: tested as arrays. */
import { AppError } from '../../../shared/errors';
import type { MaskLook } from '../../../shared/domain/mask';
import type { ClipPlan } from '../clip-plan';
import type { Size } from '../clip-form';
import type { Tools } from '../tools';
import { maskSize } from './mask-frames';
import { type Rows, shownUs, type StillRow } from './stream';

/** So many squares of the shorter side are left of what is covered: too few for a face that fills half. */
const CELLS = 9;

const sized = ({ width, height }: Size): string => `${width}:${height}`;

/** All of a picture as it may be seen, of its own size. */
function covered(look: MaskLook, size: Size): string {
  if (look === 'solid') return 'lutyuv=y=30:u=128:v=128';
  const cell = Math.min(size.width, size.height) / CELLS;
  const cells = (length: number): number => 2 * Math.max(1, Math.round(length / cell / 2));
  const small = { width: cells(size.width), height: cells(size.height) };
  const flags = look === 'blur' ? 'bilinear' : 'neighbor';
  return `scale=${sized(small)}:flags=area,scale=${sized(size)}:flags=${flags}`;
}

/** Where masks and pictures go in and come out. */
export interface Place {
  /** The number of the input that brings what is laid on. */
  input: number;
  /** The first of its tracks that is of this picture; 0 when left out. */
  track?: number;
  /** Stands before the names of its streams, where a graph has several. */
  names?: string;
  from: string;
  to: string;
}

/** Where all of it goes in and comes out. */
export interface Dressing extends Place {
  /** Filters between what is covered and what lies over it: they enlarge a part of the picture. */
  zoom?: string | null;
}

/**
 * One look after the other. The mask is brought to the times of the pictures by being laid over small
 * copies of them: merging takes only pictures of one time. What is covered is the base, because that
 * comes out as it is; of what is laid over it, a 256th of the base stays.
 */
function masked(
  { timescale, colour }: ClipPlan,
  size: Size,
  looks: readonly MaskLook[],
  { input, track = 0, names = '', from, to }: Place,
  tools: Pick<Tools, 'filters'>,
): string[] {
  const own = (name: string, at: number): string => `${names}${name}${at}`;
  const mask = maskSize(size);
  const graph: string[] = [];
  const marks = looks.map((_, at) => `[${own('mask', at)}]`).join('');
  // All of one kind, by name: a mask is never to be taken for a picture of other colours and converted.
  const tags = tools.filters.has('setparams')
    ? [`setparams=range=tv:colorspace=${colour.matrix}`]
    : [];
  const all = [`[${input}:${track}]settb=1/${timescale}`, 'setsar=1', ...tags].join(',');
  graph.push(
    looks.length > 1 ? `${all},split=${looks.length}${marks}` : `${all}[${own('mask', 0)}]`,
  );
  for (const [at, look] of looks.entries()) {
    const whole = at === 0 ? from : own('masked', at - 1);
    const out = at === looks.length - 1 ? to : own('masked', at);
    const part = looks.length > 1 ? `crop=${sized(mask)}:0:${at * mask.height}` : 'null';
    const [seen, hide, when] = [own('seen', at), own('hide', at), own('when', at)];
    const [hidden, small, where] = [own('hidden', at), own('small', at), own('where', at)];
    graph.push(
      `[${whole}]${[...(at === 0 ? tags : []), 'split=3'].join(',')}[${seen}][${hide}][${when}]`,
      `[${hide}]${covered(look, size)},setsar=1,format=yuv420p[${hidden}]`,
      `[${when}]scale=${sized(mask)},setsar=1[${small}]`,
      `[${own('mask', at)}]${part}[${own('own', at)}]`,
      `[${small}][${own('own', at)}]overlay=format=yuv420:eof_action=repeat,` +
        `scale=${sized(size)}:flags=bilinear,setsar=1,format=yuv420p[${where}]`,
      `[${hidden}][${seen}][${where}]maskedmerge[${out}]`,
    );
  }
  return graph;
}

function laidOver(plan: ClipPlan, row: StillRow, nth: number, place: Place): string[] {
  const { colour, timescale } = plan;
  const { input, from, to, names = '' } = place;
  const track = nth + (place.track ?? 0);
  const own = `scale=out_color_matrix=${colour.matrix}:out_range=tv,format=yuva420p`;
  const at = (us: number) => (us / 1_000_000).toFixed(6);
  const when = shownUs(plan, row)
    .map(({ fromUs, toUs }) => `between(t\\,${at(fromUs)}\\,${at(toUs)})`)
    .join('+');
  const name = `${names}over${nth}`;
  return [
    `[${input}:${track}]${own},settb=1/${timescale}[${name}]`,
    // Beside the picture while it is not shown: `enable` asks for the frame that was read last, which
    // may be the one after that which is laid on.
    `[${from}][${name}]overlay=x='if(${when}\\,${row.x}\\,W)':y=${row.y}:` +
      `format=yuv420:eof_action=repeat,format=yuv420p[${to}]`,
  ];
}

/**
 * From a clip's pictures, on its own clock, to those with everything on them.
 * @throws AppError `ffmpeg-failed` when this ffmpeg cannot cover anything: then there is no clip
 */
export function dressGraph(
  plan: ClipPlan,
  { looks, stills }: Rows,
  { from, to, zoom = null, ...rest }: Dressing,
  tools: Pick<Tools, 'filters'>,
): string[] {
  if (looks.length > 0 && !tools.filters.has('maskedmerge')) {
    const reason = 'this ffmpeg cannot cover a part of a picture';
    throw new AppError('ffmpeg-failed', `ffmpeg failed: ${reason}.`, { reason });
  }
  const steps: ((place: Place) => string[])[] = [];
  const { size } = plan;
  if (looks.length > 0 && size) {
    steps.push((place) => masked(plan, size, looks, place, tools));
  }
  if (zoom !== null) steps.push((place) => [`[${place.from}]${zoom}[${place.to}]`]);
  for (const [nth, row] of stills.entries()) {
    const track = nth + (looks.length > 0 ? 1 : 0);
    steps.push((place) => laidOver(plan, row, track, place));
  }
  return steps.flatMap((step, at) =>
    step({
      ...rest,
      from: at === 0 ? from : `${rest.names ?? ''}step${at - 1}`,
      to: at === steps.length - 1 ? to : `${rest.names ?? ''}step${at}`,
    }),
  );
}
