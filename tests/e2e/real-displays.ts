/**
 * A real X server whose displays are plugged in and out: Xorg with the dummy driver, which has outputs,
 * modes and RandR as a card has them. Nothing of it needs root, a console or a graphics card.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** With their timings, all below the 300 MHz that the driver's clock goes to. */
const MODES = {
  '1280x720': '74.25 1280 1390 1430 1650 720 725 730 750 +hsync +vsync',
  '1440x900': '106.50 1440 1528 1672 1904 900 903 909 934 -hsync +vsync',
  '1920x1080': '148.50 1920 2008 2052 2200 1080 1084 1089 1125 +hsync +vsync',
  '3840x2160': '297.00 3840 4016 4104 4400 2160 2168 2178 2250 +hsync +vsync',
} as const;
export type Mode = keyof typeof MODES;

/** Where each display begins; every one has room for the largest mode. */
const LEFT = [0, 1_440, 5_280] as const;
const SCREEN = { width: 9_120, height: 2_160 };

const CONFIG = `
Section "ServerFlags"
  Option "AutoAddGPU" "false"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
${Object.entries(MODES)
  .map(([name, timing]) => `  Modeline "${name}" ${timing}`)
  .join('\n')}
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes ${Object.keys(MODES)
      .map((name) => `"${name}"`)
      .join(' ')}
    Virtual ${SCREEN.width} ${SCREEN.height}
  EndSubSection
EndSection
`;

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface RealDisplays {
  /** For the environment of whoever is to be seen on it. */
  name: string;
  /** Plugs the second or third display in, or gives it another size. Answers where it is. */
  plug(display: 2 | 3, mode: Mode): Promise<Bounds>;
  unplug(display: 1 | 2 | 3): Promise<void>;
  /** What is on that part of the server's screen, made so small: blue, green, red and nothing a point. */
  pixels(of: Bounds, small: { width: number; height: number }): Promise<Buffer>;
  /** The same as a picture, for people. */
  picture(of: Bounds, path: string): Promise<void>;
  stop(): Promise<void>;
}

/** @returns a server with one display of 1440 by 900. */
export async function realDisplays(folder: string): Promise<RealDisplays> {
  const config = join(folder, 'xorg.conf');
  const log = join(folder, 'xorg.log');
  writeFileSync(config, CONFIG);
  const server = spawn(
    'Xorg',
    [
      ...['-config', config, '-logfile', log, '-displayfd', '3'],
      ...['-noreset', '-nolisten', 'tcp', '-novtswitch'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'close');
  const told = once(server.stdio[3] as Readable, 'data') as Promise<[Buffer]>;
  const [number] = await Promise.race([
    told,
    ended.then(() => {
      throw new Error(`Xorg did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
    }),
  ]);
  const name = `:${number.toString().trim()}`;
  const xrandr = async (...args: string[]): Promise<void> => {
    await run('xrandr', ['-display', name, ...args]);
    // Asked what there is, the server looks at its outputs again. A card tells it by itself of a plug;
    // the dummy's outputs would stay "disconnected", and nobody shows anything on such a one.
    await run('xrandr', ['-display', name, '--query']);
  };
  const grab = (of: Bounds): string[] => [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-f', 'x11grab', '-draw_mouse', '0'],
    ...['-video_size', `${of.width}x${of.height}`, '-i', `${name}+${of.x},${of.y}`],
    ...['-frames:v', '1'],
  ];
  const outputOf = (display: number): string => `DUMMY${display - 1}`;
  await xrandr('--output', outputOf(1), '--mode', '1440x900', '--pos', '0x0', '--primary');
  return {
    name,
    plug: async (display, mode) => {
      const [width = 0, height = 0] = mode.split('x').map(Number);
      const x = LEFT[display - 1] ?? 0;
      // An output that nothing was ever plugged into knows no modes.
      await run('xrandr', ['-display', name, '--addmode', outputOf(display), mode]);
      await xrandr('--output', outputOf(display), '--mode', mode, '--pos', `${x}x0`);
      return { x, y: 0, width, height };
    },
    unplug: (display) => xrandr('--output', outputOf(display), '--off'),
    pixels: async (of, { width, height }) => {
      const scaled = ['-vf', `scale=${width}:${height}:flags=area`];
      const { stdout } = await run(
        'ffmpeg',
        [...grab(of), ...scaled, '-f', 'rawvideo', '-pix_fmt', 'bgra', '-'],
        { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
      );
      return stdout;
    },
    picture: async (of, path) => {
      await run('ffmpeg', [...grab(of), path]);
    },
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}
