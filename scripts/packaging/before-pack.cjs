'use strict';
// An installer without its ffmpeg would be found out only at a school, so it is not made.
const fs = require('node:fs');
const path = require('node:path');

const ARCHES = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

/** @param {{arch: number, electronPlatformName: string, packager: {projectDir: string}}} context */
exports.default = ({ arch, electronPlatformName, packager }) => {
  // `npm run package` makes an app for this machine alone and brings its own ffmpeg.
  if (process.env.PLENARY_PACKAGE === 'local') return;
  const folder = path.join('release', 'ffmpeg', `${electronPlatformName}-${ARCHES[arch]}`);
  const exe = electronPlatformName === 'win32' ? '.exe' : '';
  const missing = [`ffmpeg${exe}`, `ffprobe${exe}`, 'LICENSE'].filter(
    (name) => !fs.existsSync(path.join(packager.projectDir, folder, name)),
  );
  if (missing.length > 0) {
    throw new Error(
      `Put ${missing.join(', ')} into ${folder} first (docs/decisions/0003-packaging.md).`,
    );
  }
};
