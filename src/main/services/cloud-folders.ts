/**
 * Folders that a program copies to the cloud: OneDrive, Google Drive, Dropbox, iCloud. Found by
 * what those programs say of themselves, and by the names they give their folders.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, normalize, posix, sep, win32 } from 'node:path';
import { z } from 'zod';

export interface Surroundings {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

export interface CloudFolders {
  /** True for a file or folder inside a folder that is copied to the cloud, links followed. */
  isCloudFolder(path: string): boolean;
  /** Why the library may not live here, as a sentence, or null when it may. */
  libraryFolderProblem(path: string): string | null;
}

/**
 * Names these programs give their folders: "OneDrive - School name", "Dropbox (Department)",
 * "GoogleDrive-someone@school" (macOS), "My Drive" and "Shared drives" (Drive for desktop's disk),
 * "iCloudDrive" (Windows), "com~apple~CloudDocs" (macOS).
 */
const NAMES: readonly RegExp[] = [
  /^onedrive( - .+|-.+)?$/i,
  /^google ?drive( .*|-.+)?$/i,
  /^my drive$/i,
  /^shared drives$/i,
  /^dropbox( \(.+\)|-.+)?$/i,
  /^icloud ?drive(-.+)?$/i,
  /^com~apple~clouddocs$/i,
  /^mobile documents$/i,
  /^google-drive:/i,
];

const DropboxInfo = z.record(z.string(), z.object({ path: z.string() }).partial());

/** Dropbox writes where its folders are (Dropbox, "Find the Dropbox folder paths"). */
function dropboxRoots({ platform, home, env }: Surroundings): string[] {
  const at =
    platform === 'win32'
      ? [env['APPDATA'], env['LOCALAPPDATA']].flatMap((base) =>
          base ? [win32.join(base, 'Dropbox', 'info.json')] : [],
        )
      : [join(home, '.dropbox', 'info.json')];
  return at.flatMap((file) => {
    try {
      const info = DropboxInfo.parse(JSON.parse(readFileSync(file, 'utf8')));
      return Object.values(info).flatMap((account) => (account.path ? [account.path] : []));
    } catch {
      return [];
    }
  });
}

function roots(around: Surroundings): string[] {
  const { platform, home, env } = around;
  const oneDrive = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'].flatMap((name) =>
    env[name] ? [env[name]] : [],
  );
  const apple = platform === 'darwin' ? [posix.join(home, 'Library', 'CloudStorage')] : [];
  return [...oneDrive, ...apple, ...dropboxRoots(around)];
}

export function cloudFolders(around: Surroundings): CloudFolders {
  const foldCase = around.platform === 'win32' || around.platform === 'darwin';
  const plain = (path: string) => (foldCase ? normalize(path).toLowerCase() : normalize(path));
  const known = roots(around).map((root) => plain(root).replace(/[\\/]+$/, ''));

  const named = (path: string): boolean =>
    path.split(/[\\/]/).some((name) => NAMES.some((pattern) => pattern.test(name)));
  const inside = (path: string): boolean => {
    const at = plain(path);
    return known.some(
      (root) => at === root || at.startsWith(root + sep) || at.startsWith(`${root}\\`),
    );
  };

  /** The path with links followed, or that of the nearest folder above it that exists. */
  const real = (path: string): string => {
    for (let at = path; ; at = dirname(at)) {
      try {
        return realpathSync.native(at);
      } catch {
        if (dirname(at) === at) return path;
      }
    }
  };

  const isCloudFolder = (path: string): boolean => {
    if (inside(path) || named(path)) return true;
    const followed = real(path);
    return inside(followed) || named(followed);
  };
  return {
    isCloudFolder,
    libraryFolderProblem: (path) =>
      isCloudFolder(path)
        ? 'This folder is copied to the cloud, and a library of lessons must stay on this computer. Choose a folder that is not synced.'
        : null,
  };
}
