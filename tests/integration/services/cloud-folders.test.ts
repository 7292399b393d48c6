import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloudFolders } from '../../../src/main/services/cloud-folders';
import { tempFolder } from '../db/temp-library';

const plain = { home: '/home/rk', env: {} };

describe('a folder that is copied to the cloud', () => {
  it.each([
    'C:\\Users\\rk\\OneDrive\\Lessons',
    'C:\\Users\\rk\\OneDrive - Hill School\\Lessons\\8B.mp4',
    'G:\\My Drive\\Lessons',
    'G:\\Shared drives\\Maths',
    'C:\\Users\\rk\\Dropbox (Hill School)\\x',
    'C:\\Users\\rk\\iCloudDrive\\x',
    'D:\\School files\\Lessons',
    'd:\\school FILES',
  ])('on Windows: %s', (path) => {
    const env = { OneDriveCommercial: 'D:\\School files' };
    const cloud = cloudFolders({ platform: 'win32', home: 'C:\\Users\\rk', env });
    expect(cloud.isCloudFolder(path)).toBe(true);
  });

  it.each([
    '/Users/rk/Library/CloudStorage/OneDrive-HillSchool/x.mp4',
    '/Users/rk/Library/CloudStorage/Box-Box/x',
    '/Users/rk/Library/Mobile Documents/com~apple~CloudDocs/Lessons',
    '/Users/rk/Dropbox/Lessons',
    '/Users/rk/Google Drive/My Drive/x',
  ])('on macOS: %s', (path) => {
    const cloud = cloudFolders({ platform: 'darwin', home: '/Users/rk', env: {} });
    expect(cloud.isCloudFolder(path)).toBe(true);
  });

  it('is not one that only sounds like it', () => {
    const cloud = cloudFolders({ platform: 'linux', ...plain });
    for (const path of [
      '/home/rk/Videos/8B.mp4',
      '/home/rk/OneDriveless/x',
      '/home/rk/About Dropbox/x',
      '/home/rk/Cloud chamber lesson.mp4',
    ]) {
      expect(cloud.isCloudFolder(path)).toBe(false);
    }
  });

  it('is found where Dropbox says it is, and through links', () => {
    const home = tempFolder();
    const synced = join(home, 'anywhere');
    mkdirSync(join(home, '.dropbox'));
    mkdirSync(join(synced, 'lessons'), { recursive: true });
    writeFileSync(
      join(home, '.dropbox', 'info.json'),
      JSON.stringify({ personal: { path: synced, host: 1 } }),
    );
    symlinkSync(synced, join(home, 'link'));
    const cloud = cloudFolders({ platform: 'linux', home, env: {} });
    expect(cloud.isCloudFolder(join(synced, 'lessons'))).toBe(true);
    expect(cloud.isCloudFolder(join(home, 'link', 'lessons', 'not yet there'))).toBe(true);
    expect(cloud.isCloudFolder(`${synced}-not`)).toBe(false);
    expect(cloud.isCloudFolder(home)).toBe(false);
  });

  it('is no place for the library', () => {
    const cloud = cloudFolders({ platform: 'linux', ...plain });
    expect(cloud.libraryFolderProblem('/home/rk/OneDrive/Plenary')).toContain(
      'copied to the cloud',
    );
    expect(cloud.libraryFolderProblem('/home/rk/.config/Plenary')).toBeNull();
  });
});
