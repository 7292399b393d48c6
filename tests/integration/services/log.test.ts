import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { answerCall } from '../../../src/main/electron/answer';
import { openLog } from '../../../src/main/electron/log';
import { filesHolding, seedLesson, tempFolder } from '../db/temp-library';
import { rig } from './rig';

const TITLE = 'Quadratics with Amira';
const NAME = 'Noah 8B.mp4';

it('the log holds no file name, title or note, before a removal and after it', async () => {
  const folder = join(tempFolder(), 'library');
  const r = await rig({ folder });
  const { lesson, momentIds } = seedLesson(r.library.store, { title: TITLE }, [NAME]);
  const { log, written } = openLog(folder);
  // What the log is given by those who know such names: before it is loaded, and afterwards.
  log('given files', new Error(`ENOENT: no such file or directory, open '/x/${NAME}'`));
  await written();
  const moment = r.library.store.rows.tables.moment.get(momentIds[0] ?? '');
  const failing = [
    () => r.library.store.rows.tables.lesson.insert({ ...lesson, title: TITLE }),
    () => JSON.parse(`{${TITLE}`) as unknown,
    () => Promise.reject(new Error(`${NAME} of ${TITLE}`, { cause: moment?.note })),
    () => readFileSync(join(folder, NAME)),
  ];
  for (const run of failing) {
    const call = { name: 'lessons.change', input: z.unknown(), output: z.unknown(), run };
    expect(await answerCall(call, true, undefined, log)).toMatchObject({ ok: false });
  }
  const text = () => readFileSync(join(folder, 'logs', 'plenary.log'), 'utf8');
  await expect.poll(text).toMatch(/caused by Error ENOENT in open/);
  expect(text()).toMatch(/given files: Error\n/);
  expect(text()).toMatch(
    /lessons\.change failed: AppError unknown\ncaused by SqliteError SQLITE_CONSTRAINT/,
  );
  expect(filesHolding(join(folder, 'logs'), [TITLE, NAME, 'Amira', 'Noah'])).toEqual([]);
  await r.services.handlers.lessons.remove({
    ...{ lessonId: lesson.id, title: TITLE, originalsToo: false, receipt: false },
  });
  await r.close();
  expect(filesHolding(folder, [TITLE, NAME, 'Amira', 'Noah'])).toEqual([]);
});
