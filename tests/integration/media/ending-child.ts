/** Runs ffmpeg without end, and ends itself, or does not, as it is told. */
import { writeSync } from 'node:fs';
import { asJob, holdJobs } from '../../../src/main/media/children';
import { runFfmpeg } from '../../../src/main/media/ffmpeg';
import { runProgram } from '../../../src/main/media/run-program';
import { findTools } from '../../../src/main/media/tools';

const [, , how = '', footage = ''] = process.argv;

async function work(): Promise<void> {
  const tools = await findTools({ packages: false });
  const endless = ['-re', '-stream_loop', '-1'];
  void runFfmpeg(
    tools,
    {
      inputs: [{ path: footage, options: endless }],
      args: ['-map', '0:v:0', '-c', 'copy'],
      output: null,
    },
    {
      onStart: () => {
        void runProgram(tools.ffmpeg, [...endless, '-i', footage, '-f', 'null', '-'], {
          onErrorLine: () => undefined,
        }).catch(() => undefined);
        writeSync(1, 'running\n');
      },
    },
  ).catch(() => undefined);
  process.stdin.once('data', () => {
    if (how === 'exits') process.exit(3);
    if (how === 'holds') {
      holdJobs(true);
      writeSync(1, 'held\n');
      return;
    }
    throw new Error('a defect');
  });
}

// As the app does: what is said of the error stays on the screen until somebody reads it.
if (how === 'says') process.on('uncaughtException', () => void writeSync(1, 'said\n'));
if (how === 'holds') {
  void asJob(work);
  setTimeout(() => undefined, 2 ** 30);
} else void work();
