/** A real X server with displays that are plugged in and out: Xorg with Debian's dummy driver. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CONFIG = `
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 3840 1200
  EndSubSection
EndSection
`;

export interface Displays {
  /** For the environment of whoever is to be seen on it. */
  name: string;
  /** A second display to the right of the first, or none. */
  plug(on: boolean): Promise<void>;
  /** What is on the second display, as a PNG. */
  shot(path: string): Promise<void>;
  stop(): Promise<void>;
}

/** The first is 1280 by 720, the second 1920 by 1080. */
export async function displays(folder: string): Promise<Displays> {
  const config = join(folder, 'xorg.conf');
  writeFileSync(config, CONFIG);
  const server: ChildProcess = spawn(
    'Xorg',
    [
      ...['-config', config, '-logfile', join(folder, 'xorg.log')],
      ...['-displayfd', '3', '-noreset', '-nolisten', 'tcp'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise<string>((done, fail) => {
    server.on('error', fail);
    server.on('exit', () => fail(new Error('Xorg ended before it had a display')));
    server.stdio[3]?.on('data', (told: Buffer) => done(told.toString().trim()));
  });
  const name = `:${number}`;
  const xrandr = (...args: string[]) => run('xrandr', ['-display', name, ...args]);
  await xrandr('--output', 'DUMMY0', '--mode', '1280x720', '--pos', '0x0');
  await xrandr('--addmode', 'DUMMY1', '1920x1080');
  return {
    name,
    plug: async (on) => {
      const how = on ? ['--mode', '1920x1080', '--pos', '1280x0'] : ['--off'];
      await xrandr('--output', 'DUMMY1', ...how);
    },
    shot: async (path) => {
      await run('ffmpeg', [
        ...['-hide_banner', '-loglevel', 'error', '-y', '-f', 'x11grab'],
        ...['-video_size', '1920x1080', '-i', `${name}+1280,0`, '-frames:v', '1', path],
      ]);
    },
    stop: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      server.removeAllListeners('exit');
      server.once('exit', () => undefined);
      server.kill();
      await Promise.race([ended, new Promise((done) => setTimeout(done, 5_000))]);
    },
  };
}
