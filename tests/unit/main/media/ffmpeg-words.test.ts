import { describe, expect, test } from 'vitest';
import { ffmpegArgs } from '../../../../src/main/media/ffmpeg';
import { fileUrl, inputArgs, SAFE_INPUT } from '../../../../src/main/media/inputs';
import { parseOutTime, progressReader } from '../../../../src/main/media/progress';
import { lineCutter, tailOf } from '../../../../src/main/media/run-program';
import { plainReason, saysFull, toolError } from '../../../../src/main/media/tool-errors';

const NEW = { options: new Set(['stats_period']) };

describe('what is given to ffmpeg', () => {
  test('every input is bounded, and names are taken literally', () => {
    const job = {
      inputs: [{ path: '-a:%d.mp4', options: ['-ss', '3'] }, { path: '/b.mp4' }],
      args: ['-c', 'copy'],
      output: { path: 'out%03d.mp4' },
    };
    const words = ffmpegArgs(NEW, job);
    for (const input of words.inputs)
      expect(input).toEqual(expect.arrayContaining([...SAFE_INPUT]));
    expect(words.inputs[0]?.slice(-2)).toEqual(['-ss', '3']);
    expect(words.target).toBe('file:out%03d.mp4');
    expect(words.inputs[0]).toEqual(expect.arrayContaining(['-nostdin', '-stats_period']));
    expect(inputArgs('-a').slice(-2)).toEqual(['-i', fileUrl('-a')]);
  });
  test('only files and pipes, and no container that names other files', () => {
    expect(SAFE_INPUT.slice(0, 2)).toEqual(['-protocol_whitelist', 'file,pipe']);
    const allowed = (SAFE_INPUT[3] ?? '').split(',');
    for (const name of 'hls,concat,dash,image2,lavfi,sdp,rtsp,rtp,imf,vobsub,ffmetadata'.split(
      ',',
    )) {
      expect(allowed).not.toContain(name);
    }
    expect(new Set(allowed).size).toBe(allowed.length);
    expect(allowed).toContain('mov');
  });
  test('thrown away, piped, and an ffmpeg that does not know how often to tell', () => {
    const job = { inputs: [{ path: 'a' }], args: ['-c', 'copy'], output: null };
    expect(ffmpegArgs({ options: new Set() }, job)).toMatchObject({
      ...{ output: ['-c', 'copy', '-f', 'null'], target: '-' },
    });
    expect(ffmpegArgs({ options: new Set() }, job).inputs[0]).not.toContain('-stats_period');
    expect(ffmpegArgs(NEW, { ...job, output: 'pipe' }).inputs[0]).toContain('pipe:2');
  });
});

describe('progress', () => {
  test.each([
    ['00:00:01.480000', 1_480_000],
    ['01:02:03.5', 3_723_500_000],
    ['-00:00:00.023000', -23_000],
    ['N/A', null],
  ])('%s', (text, us) => expect(parseOutTime(text)).toBe(us));

  test('is read in whatever bits it comes, and never goes below zero', () => {
    const told: number[] = [];
    const reader = progressReader((us) => told.push(us));
    const text = 'frame=1\nout_time_us=1480000\nout_time=00:00:01.480000\nprogress=continue\n';
    for (const char of `out_time=-00:00:00.02\n${text}`) reader.add(char);
    expect(told).toEqual([0, 1_480_000]);
    expect(reader.line('frame=12')).toBe(true);
    expect(reader.line('[mp4 @ 0x1] out_time=')).toBe(false);
  });
});

test('lines are cut where they end, and only the last are kept', () => {
  const lines: string[] = [];
  const cutter = lineCutter((line) => lines.push(line));
  cutter.add('one\r\ntw');
  cutter.add('o\rthree\n\nfour');
  cutter.end();
  expect(lines).toEqual(['one', 'two', 'three', 'four']);
  const tail = tailOf(2);
  for (const line of lines) tail.add(line);
  expect(tail.lines).toEqual(['three', 'four']);
});

describe('errors', () => {
  const touched = { inputs: ['/in/lesson.mp4'], outputs: ['/out/clips/a.partial'] };
  test.each([
    ['file:/in/lesson.mp4: No such file or directory', 'file-missing', 'lesson.mp4'],
    ['file:/in/lesson.mp4: Permission denied', 'file-denied', 'lesson.mp4'],
    ['file:/out/clips/a.partial: No such file or directory', 'folder-missing', 'clips'],
    ['file:/out/clips/a.partial: Permission denied', 'folder-denied', 'clips'],
    ['file:/out/clips/a.partial: Read-only file system', 'folder-denied', 'clips'],
    ['av_interleaved_write_frame(): No space left on device', 'disk-full', 'clips'],
  ])('%s', (line, code, name) => {
    const error = toolError({ code: 1, killedBy: null, tail: ['x', line] }, touched);
    expect(error).toMatchObject({ code, details: { name } });
  });
  test('what a decoder says with the number of a refusal is none', () => {
    const tail = ['Error while decoding stream #0:0: Operation not permitted'];
    const error = toolError({ code: 1, killedBy: null, tail }, touched);
    expect(error.code).toBe('ffmpeg-failed');
  });
  test('anything else has a plain reason, and paths stay out of it', () => {
    const tail = ['file:/in/lesson.mp4: Invalid data found when processing input'];
    const error = toolError({ code: 1, killedBy: null, tail }, touched);
    expect(error.code).toBe('ffmpeg-failed');
    expect(JSON.stringify(error.view())).not.toContain('/in/');
    expect(toolError({ code: null, killedBy: 'SIGKILL', tail: [] }, touched).details).toMatchObject(
      {
        reason: 'ffmpeg was stopped by the system',
      },
    );
    expect(plainReason(['Format hls detected; not on whitelist'])).toMatch(/playlist/);
  });
});

test('a full disk is heard of also where ffmpeg ends as if all were well', () => {
  const trailer = 'Error writing trailer of file:/out/clip.partial: No space left on device';
  expect(saysFull(['frame dropped', trailer])).toBe(true);
  expect(saysFull(['av_interleaved_write_frame(): Disk quota exceeded'])).toBe(true);
  expect(saysFull([])).toBe(false);
  // A file may be called so.
  expect(saysFull(['[mov @ 0x1] No space left on device.mp4: something else'])).toBe(false);
});
