/** What is hidden: the panel with nothing in it, many parts in the panel and on the timeline, and how it looks. */
import type { LessonDocument, RowOp } from '../../src/shared/domain/document';
import { newId } from '../../src/shared/domain/ids';
import type { Mask, MaskWhat } from '../../src/shared/domain/mask';
import { instant } from '../../src/shared/domain/row';
import { expect, test } from '../e2e/launch';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { LibraryPage } from '../e2e/pages/library-page';
import { cutLesson, edit, lessonOf } from '../e2e/staging';
import { picture } from './take';

const TITLE = 'Area of triangles';
const S = 1_000_000;

function made(document: LessonDocument, what: MaskWhat, startUs: number, endUs: number): RowOp {
  const { lesson, angles } = document;
  const at = instant();
  const after: Mask = {
    ...{ id: newId(), authorId: lesson.authorId, createdAt: at, changedAt: at },
    ...{ lessonId: lesson.id, angleId: what.type === 'sound' ? null : (angles[0]?.id ?? null) },
    ...{ startUs, endUs, what, adrift: null },
  };
  return { table: 'mask', id: after.id, before: null, after };
}

const area = (x: number, look: 'blur' | 'pixelate' | 'solid'): MaskWhat => ({
  ...{ type: 'area', form: look === 'pixelate' ? 'box' : 'ellipse', look },
  keys: [{ afterUs: 0, box: { x, y: 0.25, width: 0.26, height: 0.5 } }],
});

/** Twenty areas, all of the picture for a while, and names that are said. */
function many(document: LessonDocument): RowOp[] {
  const looks = ['blur', 'pixelate', 'solid'] as const;
  const areas = Array.from({ length: 20 }, (_, n) =>
    made(document, area(0.1, looks[n % 3] ?? 'blur'), (n * 2 + 10) * S, (n * 2 + 11) * S),
  );
  const names = [3, 9, 21, 38, 39, 50].map((s) =>
    made(document, { type: 'sound', sounds: 'silence' }, s * S, (s + 1) * S),
  );
  return [
    ...areas,
    ...names,
    made(document, area(0.05, 'blur'), 0, 8 * S),
    made(document, area(0.37, 'pixelate'), 0, 8 * S),
    made(document, area(0.69, 'solid'), 0, 8 * S),
    made(document, { type: 'picture', look: 'blur' }, 30 * S, 38 * S),
  ];
}

test('what is hidden: nothing, and much of it', async ({ launch, folder }) => {
  const { page, app } = await launch({ files: [cutLesson(folder, TITLE, 0, 54)] });
  await new LessonRoomPage(page, app).ready();
  await page.getByRole('button', { name: 'Hide parts' }).click();
  const panel = page.getByRole('region', { name: 'Hidden parts' });
  await expect(panel).toBeVisible();
  await picture(page, app, 'hiding-nothing');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Lessons' }).click();
  const library = new LibraryPage(page, app);
  const document = await lessonOf(page);
  const notShown = { ...document.lesson, notShown: 'AB, third row; EF by the window' };
  await edit(page, document.lesson.id, [
    ...many(document),
    { table: 'lesson', id: document.lesson.id, before: document.lesson, after: notShown },
  ]);
  await library.open(TITLE);
  const room = await new LessonRoomPage(page, app).ready();
  await picture(page, app, 'hidden-on-timeline');
  await page.getByRole('button', { name: 'Hide parts' }).click();
  await panel.getByRole('button', { name: /^Ellipse, blurred\s*0:00/ }).click();
  await room.still();
  await picture(page, app, 'hiding-much');
});
