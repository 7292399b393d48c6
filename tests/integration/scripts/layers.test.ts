import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLayers } from '../../../scripts/layers.mjs';

const root = resolve(__dirname, '../../..');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'plenary-layers-'));
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
});

afterEach(() => {
  rmSync(copy, { recursive: true, force: true });
});

function plant(path: string, text: string): void {
  const file = join(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Each wall of the house with the smallest file that breaks it. */
const BREACHES: [rule: string, files: Record<string, string>][] = [
  ['shared-is-pure', { 'src/shared/planted.ts': "import 'node:fs';" }],
  [
    'shared-is-pure',
    { 'src/shared/planted.ts': "import type { App } from 'electron';\nexport type A = App;" },
  ],
  ['shared-is-pure', { 'src/shared/planted.ts': "import 'react';" }],
  ['renderer-has-no-node', { 'src/renderer/planted.ts': "import 'node:path';" }],
  ['renderer-has-no-node', { 'src/renderer/planted.ts': "import 'fs';" }],
  ['renderer-stays-a-page', { 'src/renderer/planted.ts': "import 'electron';" }],
  [
    'renderer-stays-a-page',
    {
      'src/main/planted.ts': 'export interface A { a: 1 }',
      'src/renderer/planted.ts': "import type { A } from '../main/planted';\nexport type B = A;",
    },
  ],
  [
    'features-meet-in-stores',
    {
      'src/renderer/features/planted-a/a.ts': "import '../planted-b/b';",
      'src/renderer/features/planted-b/b.ts': 'export const b = 1;',
    },
  ],
  ['electron-in-one-room', { 'src/main/services/planted.ts': "import 'electron';" }],
  ['electron-in-one-room', { 'src/main/planted.ts': "import { app } from 'electron';\nvoid app;" }],
  ['services-are-use-cases', { 'src/main/services/planted.ts': "import 'node:child_process';" }],
  ['services-are-use-cases', { 'src/main/services/planted.ts': "import 'better-sqlite3';" }],
  ['ffmpeg-through-one-file', { 'src/main/media/planted.ts': "import 'fluent-ffmpeg';" }],
  ['sqlite-in-one-room', { 'src/main/media/planted.ts': "import 'better-sqlite3';" }],
  [
    'jobs-know-no-work',
    {
      'src/main/jobs/planted.ts': "import '../media/planted';",
      'src/main/media/planted.ts': 'export const a = 1;',
    },
  ],
  [
    'adapters-stand-apart',
    {
      'src/main/db/planted.ts': "import '../media/planted';",
      'src/main/media/planted.ts': 'export const a = 1;',
    },
  ],
  [
    'no-cycles',
    {
      'src/shared/planted-a.ts':
        "import { b } from './planted-b';\nexport const a = (): number => b();",
      'src/shared/planted-b.ts':
        "import { a } from './planted-a';\nexport const b = (): number => a();",
    },
  ],
  ['resolves', { 'src/shared/planted.ts': "import './not-there';" }],
];

describe('layers', () => {
  it('hold in the source as it is, and every module was read', async () => {
    const { violations, unread, read } = await checkLayers(copy);
    expect(violations).toEqual([]);
    expect(unread).toEqual([]);
    expect(read).toBeGreaterThan(15);
  });

  it.each(BREACHES)('%s is caught when broken', async (rule, files) => {
    for (const [path, text] of Object.entries(files)) plant(path, text);
    const { violations } = await checkLayers(copy);
    expect(violations.filter((line) => line.includes('planted')).join('\n')).toContain(`${rule}:`);
  });
});
