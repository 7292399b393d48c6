// electron-builder on the Electron at hand, without installers and without a network.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

/** What the older Electron and a machine without a release's ffmpeg need besides. */
function additions(official) {
  const shipped = existsSync(
    join(root, 'release', 'ffmpeg', `${process.platform}-${process.arch}`),
  );
  const files = [];
  const unpack = [];
  if (!official) {
    files.push('node_modules/better-sqlite3/build/Release/better_sqlite3.node');
    unpack.push('node_modules/better-sqlite3/build/**');
  }
  if (!shipped) {
    const packages = '{@ffmpeg-installer,@ffprobe-installer}';
    files.push(`node_modules/${packages}/**`, '!node_modules/@ffmpeg-installer/darwin-arm64/**');
    unpack.push(`node_modules/${packages}/**`);
  }
  return { files, unpack };
}

/**
 * @param {{electronDist: string, electronVersion: string, official: boolean}} electron
 */
export async function packLocally({ electronDist, electronVersion, official }) {
  process.env.PLENARY_PACKAGE = 'local';
  const { build, Platform } = await import('electron-builder');
  const { files, unpack } = additions(official);
  await build({
    projectDir: root,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist,
      electronVersion,
      compression: 'store',
      files,
      asarUnpack: ['node_modules/better-sqlite3/prebuilds/**', ...unpack],
    },
  });
}
