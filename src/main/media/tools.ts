/** Finding ffmpeg and ffprobe, and what this build of them can do. Found once, at start. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors';
import { runProgram } from './run-program';

export interface Tools {
  ffmpeg: string;
  ffprobe: string;
  /** Where they were found, for the log. */
  source: 'configured' | 'resources' | 'path' | 'package';
  /** As ffmpeg says it: `5.1.9-0+deb12u1`, `N-47683-g0e8eb07980-static`. */
  version: string;
  encoders: ReadonlySet<string>;
  decoders: ReadonlySet<string>;
  filters: ReadonlySet<string>;
  /** Bitstream filters. */
  bsfs: ReadonlySet<string>;
  /** Command-line options that came or went between versions; `has('fps_mode')`. */
  options: ReadonlySet<string>;
}

/** What was learnt is kept between starts: asking takes five starts of a large program. */
export interface Memory {
  get(): unknown;
  set(known: unknown): void;
}

const Names = z.array(z.string());
const Known = z.object({
  /** SHA-256 of the place and all that both programs say of their build and their libraries. */
  of: z.string(),
  able: z.object({
    ...{ encoders: Names, decoders: Names, filters: Names, bsfs: Names, options: Names },
  }),
});
type Able = z.infer<typeof Known>['able'];

export interface FindTools {
  /** The app's resources folder; looked into directly and in its `ffmpeg` folder. */
  resourcesDir?: string | null;
  /** Paths someone has set. */
  configured?: { ffmpeg: string; ffprobe: string } | null;
  /** The environment's PATH unless a test says otherwise. */
  path?: string;
  /** False when the packages' 2018 build must not be used. */
  packages?: boolean;
  memory?: Memory | undefined;
}

interface Pair {
  source: Tools['source'];
  ffmpeg: string;
  ffprobe: string;
}

const exe = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

async function runs(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Relative and empty entries of PATH are left out: they would run whatever lies in this folder. */
async function onPath(name: string, path: string): Promise<string | null> {
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const file = join(folder, exe(name));
    if (await runs(file)) return file;
  }
  return null;
}

/** Programs cannot be run from inside an asar archive; electron-builder puts them beside it. */
function unpacked(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

async function packaged(): Promise<Pair | null> {
  try {
    const [ffmpeg, ffprobe] = await Promise.all([
      import('@ffmpeg-installer/ffmpeg'),
      import('@ffprobe-installer/ffprobe'),
    ]);
    return { source: 'package', ffmpeg: unpacked(ffmpeg.path), ffprobe: unpacked(ffprobe.path) };
  } catch {
    return null;
  }
}

async function* candidates(find: FindTools): AsyncGenerator<Pair> {
  const { configured, resourcesDir, path = process.env.PATH ?? '', packages = true } = find;
  if (configured) yield { source: 'configured', ...configured };
  for (const folder of resourcesDir ? [resourcesDir, join(resourcesDir, 'ffmpeg')] : []) {
    const pair = { ffmpeg: join(folder, exe('ffmpeg')), ffprobe: join(folder, exe('ffprobe')) };
    yield { source: 'resources', ...pair };
  }
  const [ffmpeg, ffprobe] = [await onPath('ffmpeg', path), await onPath('ffprobe', path)];
  if (ffmpeg && ffprobe) yield { source: 'path', ffmpeg, ffprobe };
  const pair = packages ? await packaged() : null;
  if (pair) yield pair;
}

async function says(program: string, args: string[]): Promise<string[]> {
  const lines: string[] = [];
  const { code } = await runProgram(program, args, { onLine: (line) => lines.push(line) });
  if (code !== 0) throw new AppError('ffmpeg-missing', `${program} does not run.`);
  return lines;
}

/** Names in ffmpeg's tables: ` V....D libx264   libx264 H.264 / AVC ...`, ` ... yadif  V->V  ...`. */
function namesIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^\s+[A-Z.|]{2,6}\s+([\w-]+)\s/.exec(line)?.[1] ?? []);
}

async function ask(ffmpeg: string): Promise<Able> {
  const [encoders, decoders, filters, bsfs, help] = await Promise.all(
    [['-encoders'], ['-decoders'], ['-filters'], ['-bsfs'], ['-h', 'long']].map((args) =>
      says(ffmpeg, ['-hide_banner', ...args]),
    ),
  );
  return {
    encoders: namesIn(encoders ?? []),
    decoders: namesIn(decoders ?? []),
    filters: namesIn(filters ?? []),
    bsfs: (bsfs ?? []).slice(1).map((line) => line.trim()),
    options: (help ?? []).flatMap((line) => /^-(\w+)/.exec(line)?.[1] ?? []),
  };
}

async function describe({ source, ffmpeg, ffprobe }: Pair, memory?: Memory): Promise<Tools> {
  const [version, probeVersion] = await Promise.all([
    says(ffmpeg, ['-version']),
    says(ffprobe, ['-version']),
  ]);
  if (!probeVersion[0]?.startsWith('ffprobe')) {
    throw new AppError('ffmpeg-missing', 'ffprobe does not run.');
  }
  const all = [ffmpeg, ...version, ffprobe, ...probeVersion].join('\n');
  const of = createHash('sha256').update(all).digest('hex');
  const known = Known.safeParse(memory?.get()).data;
  const able = known?.of === of ? known.able : await ask(ffmpeg);
  if (known?.of !== of) memory?.set({ of, able });
  return {
    source,
    ffmpeg,
    ffprobe,
    version: /^ffmpeg version (\S+)/.exec(version[0] ?? '')?.[1] ?? 'unknown',
    encoders: new Set(able.encoders),
    decoders: new Set(able.decoders),
    filters: new Set(able.filters),
    bsfs: new Set(able.bsfs),
    options: new Set(able.options),
  };
}

/**
 * ffmpeg and ffprobe, from the first place that has both and where both run: what is configured,
 * the app's resources, PATH, the packages.
 * @throws AppError `ffmpeg-missing`
 */
export async function findTools(find: FindTools = {}): Promise<Tools> {
  for await (const pair of candidates(find)) {
    if (!(await runs(pair.ffmpeg)) || !(await runs(pair.ffprobe))) continue;
    try {
      return await describe(pair, find.memory);
    } catch {
      // It is there but does not run, for instance built for another machine: try the next place.
    }
  }
  throw new AppError('ffmpeg-missing', 'ffmpeg and ffprobe were not found on this machine.');
}
