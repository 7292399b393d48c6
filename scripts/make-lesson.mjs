// Makes resources/made-lesson: the short drawn lesson behind "Try a made lesson". Its results are
// kept in the repository; run this only to change them.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './setup/paths.mjs';
import { makeLesson } from './lesson/make.mjs';
import { LESSON } from './lesson/story.mjs';

const folder = join(root, 'resources', 'made-lesson');
await mkdir(folder, { recursive: true });
const film = join(folder, 'lesson.mp4');
const heard = await makeLesson(film);
await writeFile(join(folder, 'lesson.json'), `${JSON.stringify(LESSON, null, 2)}\n`);
const { size } = await stat(film);
console.log(`${film}: ${Math.round(size / 1024)} KB, with ${heard}`);
