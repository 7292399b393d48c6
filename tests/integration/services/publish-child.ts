/**
 * Names one clip as an export does and, unless it is stopped before, writes to a log that it has.
 * Ends itself by SIGKILL where its last argument says so.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { publishClip } from '../../../src/main/services/clips-publish';

const [, , library = '', folder = '', stop = ''] = process.argv;
const kill = (when: string) => void (stop === when && process.kill(process.pid, 'SIGKILL'));

async function work(): Promise<void> {
  const partials = createPartials(openJournal(join(library, 'under-way.json')));
  const partial = partials.open(join(folder, 'Clip.0a1b2c3d'));
  writeFileSync(partial, 'a clip');
  const file = await publishClip(partial, folder, 'Clip', 'mp4', (name, size) => {
    partials.naming(partial, name, size);
    kill('noted');
  });
  kill('named');
  appendFileSync(join(library, 'log'), `${basename(file)}\n`);
  kill('logged');
  await partials.drop(partial);
}

void work();
