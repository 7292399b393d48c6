// `npm run demo [files...]`: the main job, hands-free, in the real window: footage is added, played,
// marked three times by key with notes, and a clip is exported. Leaves demo-out/ with the clip, a
// picture of every step and an index.html that shows them. Several files are parts of one lesson.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setup } from './setup/index.mjs';
import { root, which } from './setup/paths.mjs';
import { orExplain, say, SetupProblem } from './setup/say.mjs';
import { ensureBuilt } from './running/built.mjs';
import { hasNoDisplay, onDisplay } from './running/display.mjs';

const from = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2).map((file) => resolve(from, file));
const out = process.env.PLENARY_DEMO_OUT ?? join(root, 'demo-out');

/** Footage to show the job on: what was given, or a lesson made here and now. */
async function footage() {
  if (given.length > 0) {
    const missing = given.filter((file) => !existsSync(file));
    if (missing.length > 0) {
      throw new SetupProblem(
        `There is no file ${missing.map((file) => basename(file)).join(', ')}.`,
      );
    }
    return { files: given, made: false };
  }
  if (!which('ffmpeg')) {
    throw new SetupProblem(
      'Making a lesson needs ffmpeg on PATH. Install it, or name your footage:',
      'npm run demo -- lesson.mp4',
    );
  }
  say('making a lesson to show: a drawn classroom (about a minute)…');
  const { makeLesson } = await import('./lesson/make.mjs');
  const file = join(out, 'footage', 'area-of-triangles.mp4');
  await mkdir(join(out, 'footage'), { recursive: true });
  const heard = await makeLesson(file, { preset: 'veryfast' });
  say(
    heard === 'voices'
      ? 'its people speak.'
      : 'its voices are tones, because there is no speech program (espeak-ng) here.',
  );
  return { files: [file], made: true };
}

await orExplain(async () => {
  await setup({ display: hasNoDisplay() });
  await ensureBuilt();
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const { files, made } = await footage();
  if (hasNoDisplay()) say('there is no display here: the window opens on a virtual one.');
  const [program, ...args] = onDisplay([
    process.execPath,
    join(root, 'scripts', 'demo', 'drive.mjs'),
    JSON.stringify({ files, made, out }),
  ]);
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
});
