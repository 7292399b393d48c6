/** docs/formats.md: the corpus' results as a table. Nothing in it depends on the machine's speed. */
import type { Examined } from './examine';

export interface Result {
  name: string;
  examined: Examined;
}

const HEAD = [
  '| footage | container | picture | sound | watched | because | length | shown as | sound in sync |',
  '|---|---|---|---|---|---|---|---|---|',
];

const WATCHED = { direct: 'as it is', copy: 'playable copy', unreadable: 'not at all' } as const;

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(3)} s`;
}

export function row({ name, examined }: Result): string {
  const { probe, handling, reason, opened } = examined;
  const picture = probe?.picture;
  const sound = probe?.sound;
  const details = picture && [
    picture.codec,
    `${picture.storedWidth}x${picture.storedHeight}`,
    ...(picture.rotation ? [`turned ${picture.rotation}`] : []),
    ...(picture.aspect.num === picture.aspect.den
      ? []
      : [`pixels ${picture.aspect.num}:${picture.aspect.den}`]),
    ...(picture.interlaced ? ['interlaced'] : []),
    ...(picture.variable ? ['variable rate'] : []),
    ...(picture.hdr ? ['HDR'] : []),
  ];
  const inSync = examined.lagMs === null ? 'nothing to measure' : 'within 40 ms';
  const cells = [
    name,
    probe?.container.split(',')[0] ?? '',
    details?.join(', ') ?? 'none',
    sound ? `${sound.codec}, ${sound.channels} ch` : 'none',
    WATCHED[handling],
    probe?.trouble ? `${reason}: ${probe.trouble}` : reason,
    probe ? seconds(probe.durationUs) : '',
    opened && picture ? `${opened.width}x${opened.height}` : '',
    sound && handling !== 'unreadable' ? inSync : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

export function section(title: string, about: string, rows: readonly string[]): string {
  return [`## ${title}`, '', about, '', ...HEAD, ...rows, ''].join('\n');
}

/** The rows of a section as they stand in the document, without its head. */
export function rowsIn(document: string, title: string): string[] {
  const [, after = ''] = document.split(`## ${title}\n`);
  const [own = ''] = after.split('\n## ');
  return own.split('\n').filter((line) => line.startsWith('| ') && !HEAD.includes(line));
}

export const INTRODUCTION = `# What footage Plenary can read

Made by \`PLENARY_WRITE_FORMATS=1 npm run test:corpus\`, which puts every file through the real player
and compares what is shown, frame by frame, with what ffmpeg decodes. Do not edit it by hand: the
suite fails when it does not match.

*As it is* means that Chromium plays the file itself. A *playable copy* is made in pieces of two
seconds, from where it is watched; clips are always cut from the file itself. The length is from the
first frame to the end of the last.

*Sound in sync* is measured against the source: in a copy, all of it; in a file that Chromium plays
itself, on what is heard of it while its frames come on the screen. There is nothing to measure in
silence and where there is no picture.
`;
