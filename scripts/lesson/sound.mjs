// The sound of the made lesson: a room, chalk on a board, and voices; tones stand in for the
// voices where there is no speech program.
import { join } from 'node:path';
import { which } from '../setup/paths.mjs';
import { run, lastLines } from '../setup/run.mjs';
import { LENGTH, LINES, STROKES, VOICES } from './story.mjs';

async function ffmpeg(args) {
  const { code, err } = await run('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args]);
  if (code !== 0) throw new Error(`ffmpeg could not make the sound:\n${lastLines(err)}`);
}

/** A spoken line as a file, no longer than the story gives it. */
async function speak({ who, text, at, until }, file) {
  const raw = `${file}.raw.wav`;
  const spoken = await run('espeak-ng', [...VOICES[who].args, '-w', raw, text]);
  if (spoken.code !== 0) throw new Error(`espeak-ng failed: ${lastLines(spoken.err)}`);
  const probe = await run(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'format=duration'].concat(['-of', 'csv=p=0', raw]),
  );
  const faster = Math.max(1, Number(probe.out) / (until - at));
  await ffmpeg(['-i', raw, '-af', `atempo=${faster.toFixed(3)}`, '-ar', '48000', file]);
}

/** A line as tones: one a syllable, falling at the end as a sentence does. */
async function hum({ who, at, until }, file) {
  const seconds = until - at;
  const hertz = VOICES[who].hertz;
  const pitch = `${hertz}*(1+0.08*sin(2*PI*1.7*t)-0.12*t/${seconds})`;
  const syllables = 'sqrt(abs(sin(2*PI*2.2*t)))';
  await ffmpeg(
    [
      '-f',
      'lavfi',
      '-i',
      `aevalsrc=0.35*${syllables}*sin(2*PI*t*${pitch}):s=48000:d=${seconds}`,
    ].concat([file]),
  );
}

/**
 * @param {string} folder for pieces
 * @param {string} output a WAV file
 * @returns {Promise<'voices' | 'tones'>}
 */
export async function makeSound(folder, output) {
  const voices = which('espeak-ng') !== null;
  const files = LINES.map((_, index) => join(folder, `line-${index}.wav`));
  for (const [index, line] of LINES.entries()) await (voices ? speak : hum)(line, files[index]);
  const writing = STROKES.filter(({ from }) => from > 0)
    .map(({ from, until }) => `between(t,${from},${until})`)
    .join('+');
  const inputs = [
    `anoisesrc=c=pink:a=0.012:r=48000:d=${LENGTH}:seed=11,lowpass=f=900`,
    `anoisesrc=c=white:a=0.05:r=48000:d=${LENGTH}:seed=5,highpass=f=2500,lowpass=f=7000,tremolo=f=6.3:d=0.9,volume='${writing}':eval=frame`,
  ].flatMap((source) => ['-f', 'lavfi', '-i', source]);
  const spoken = LINES.map(
    ({ at, who }, index) =>
      `[${index + 2}]adelay=${Math.round(at * 1000)}:all=1,volume=${who === 'teacher' ? 0.9 : 0.7}[v${index}]`,
  );
  const mixed = LINES.map((_, index) => `[v${index}]`).join('');
  const graph = [
    ...spoken,
    // One small room around everybody.
    `${mixed}amix=inputs=${LINES.length}:normalize=0,highpass=f=110,aecho=0.9:0.5:17|31|47:0.22|0.16|0.1[people]`,
    `[0][1][people]amix=inputs=3:normalize=0,volume=3.2,alimiter=limit=0.85,aformat=channel_layouts=mono`,
  ].join(';');
  await ffmpeg([
    ...inputs,
    ...files.flatMap((file) => ['-i', file]),
    '-filter_complex',
    graph,
    '-t',
    String(LENGTH),
    '-ar',
    '48000',
    output,
  ]);
  return voices ? 'voices' : 'tones';
}
