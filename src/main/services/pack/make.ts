/** Making a pack's files, in a folder that has no name yet. */
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackClip, PackRequest } from '../../../shared/domain/pack';
import { mayLeave } from '../../../shared/domain/privacy';
import { formatSpoken } from '../../../shared/domain/time';
import type { Order } from '../clips-items';
import { cuesIn, vttOf } from './captions';
import type { ClipFacts, PackFacts } from './facts';
import { handoutFoot, handoutPage } from './handout';
import { FOLDERS, HANDOUT, PAGE, placesOf } from './layout';
import { packPage } from './page';
import type { PackDeps } from './ports';

/** Pixels of a picture's longer side: sharp on a screen and on paper. */
const PICTURE_SIDE = 1280;
/** How much of the work the clips are; the rest is the handout, the page and the zip. */
const CLIPS_SHARE = 0.94;

const DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});

/** `2026-12-31` as `31 December 2026`. */
function dayWords(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

export interface PackOrder extends PackRequest {
  lessonId: string;
  orders: readonly Order[];
}

export interface PackRun {
  signal: AbortSignal;
  report: (share: number | null) => void;
}

/** What was counted in its clips. */
export interface PackMade {
  frames: number;
  exact: boolean;
}

const durable = { flush: true };

/** Whose notes these are is asked again now: one that was made private meanwhile stays. */
function notesOf(deps: PackDeps, lessonId: string, { noteIds }: PackClip): string[] {
  return noteIds.flatMap((id) => {
    const moment = deps.moment(id);
    if (!moment || moment.lessonId !== lessonId || !mayLeave(moment)) return [];
    const note = moment.note.trim();
    return note === '' ? [] : [note];
  });
}

/** Writes everything of the pack into `folder`, which is made anew. @throws AppError and file errors */
export async function makePack(
  deps: PackDeps,
  order: PackOrder,
  folder: string,
  { signal, report }: PackRun,
): Promise<PackMade> {
  const at = (path: string): string => join(folder, ...path.split('/'));
  await mkdir(folder);
  for (const name of FOLDERS) await mkdir(at(name));

  const track = order.captionsId === null ? undefined : deps.captions(order.captionsId);
  const cues = track?.lessonId === order.lessonId ? track : undefined;
  const lengths = order.clips.map(({ startUs, endUs }) => endUs - startUs);
  const total = lengths.reduce((sum, us) => sum + us, 0);
  const clips: ClipFacts[] = [];
  const made: PackMade = { frames: 0, exact: true };
  let before = 0;

  for (const [n, clip] of order.clips.entries()) {
    const own = order.orders[n];
    const length = lengths[n] ?? 0;
    if (!own) break;
    const { name } = own;
    const places = placesOf(name, n, order.clips.length);
    const file = at(places.clip);
    const told = (share: number | null): void =>
      report(share === null ? null : ((before + share * length) / total) * CLIPS_SHARE);
    const { frames, exact } = await deps.maker.write(own, file, { signal, report: told });
    made.frames += frames;
    made.exact &&= exact;
    // From the clip itself: it has what was chosen and nothing that is not to be seen.
    const probed = await deps.media.probe(file, signal);
    const seen = await deps.media.makePoster(
      file,
      probed,
      at(places.picture),
      signal,
      PICTURE_SIDE,
    );
    const pieces = own.stretches.flatMap((stretch) => stretch.pieces);
    const said = cues ? cuesIn(cues, pieces, deps.masks(order.lessonId)) : [];
    if (said.length > 0) await writeFile(at(places.captions), vttOf(said), durable);
    clips.push({
      name,
      question: clip.question,
      notes: notesOf(deps, order.lessonId, clip),
      length: formatSpoken(Math.round(length / 1e6) * 1e6),
      file: places.clip,
      picture: seen ? places.picture : null,
      size: probed.picture && { width: probed.picture.width, height: probed.picture.height },
      cues: said,
    });
    before += length;
  }
  const pack = factsOf(deps, order, clips);
  if (order.handout) {
    const pictures = clips.flatMap(({ picture }): [string, string][] =>
      picture === null ? [] : [[picture, at(picture)]],
    );
    const page = { html: handoutPage(pack), foot: handoutFoot(pack), pictures: new Map(pictures) };
    await writeFile(at(HANDOUT), await deps.print(page, signal), durable);
  }
  signal.throwIfAborted();
  await writeFile(at(PAGE), packPage(pack), durable);
  // There was nothing to say, or nothing to see.
  for (const name of FOLDERS) await rmdir(at(name)).catch(() => undefined);
  report(CLIPS_SHARE + (1 - CLIPS_SHARE) / 2);
  return made;
}

function factsOf(deps: PackDeps, order: PackOrder, clips: readonly ClipFacts[]): PackFacts {
  const lesson = deps.lesson(order.lessonId);
  const { focusId = null, taughtOn = null, keepUntil = '' } = lesson ?? {};
  return {
    title: order.title,
    introduction: order.introduction,
    taughtOn: order.taughtOn && taughtOn !== null ? dayWords(taughtOn) : '',
    focus: order.focus && focusId !== null ? (deps.focusText(focusId) ?? '') : '',
    discussion: order.marks?.discussion ?? false,
    name: order.marks?.name ?? '',
    deleteBy: keepUntil === '' ? '' : dayWords(keepUntil),
    handout: order.handout,
    clips,
  };
}
