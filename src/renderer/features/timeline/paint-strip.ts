/** The footage: pictures along it where they are known, joins, gaps, what is missing or made. */
import { toPartUs } from '../../../shared/domain/lesson-time';
import { levelFor, spacingUs, tileSize, tilesIn } from '../../../shared/domain/thumbs';
import { formatClock } from '../../../shared/domain/time';
import { strip, type StripView } from '../../stores/strip';
import { along, type Stretch } from './footage';
import { toPx, toUs } from '../../ui/time-axis/geometry';
import type { Context, Ink } from '../../ui/time-axis/ink';
import type { Scene } from './scene';

/** A tile may have this little of its own width before every other one is left out. */
const LEAST_SHARE = 0.72;

/** Slanted lines: there is no picture here, said without colour. */
function hatch(context: Context, x: number, y: number, width: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let at = x - (x % 7) - height; at < x + width; at += 7) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

export function paintStrip(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, footage } = scene;
  const { topPx, heightPx } = layout.footage;
  context.fillStyle = ink.colour('ink-0');
  context.fillRect(0, topPx, layout.widthPx, heightPx);
  paintGaps(context, scene, ink);
  for (const stretch of footage) {
    const from = Math.max(-2, toPx(view, stretch.startUs));
    const to = Math.min(layout.widthPx + 2, toPx(view, stretch.endUs));
    if (to < 0 || from > layout.widthPx) continue;
    context.fillStyle = ink.colour(stretch.state === 'whole' ? 'ink-4' : 'ink-2');
    context.fillRect(from, topPx, to - from, heightPx - 1);
    if (stretch.state === 'missing') {
      context.strokeStyle = ink.colour('edge');
      hatch(context, from, topPx, to - from, heightPx - 1);
    }
    context.fillStyle = ink.colour('ink-4');
    for (const made of stretch.made) {
      const start = Math.max(from, toPx(view, made.startUs));
      const end = Math.min(to, toPx(view, made.endUs));
      if (stretch.state === 'copy' && end > start) {
        context.fillRect(start, topPx, end - start, heightPx - 1);
      }
    }
    paintTiles(context, scene, stretch);
    // A join: a clear line at the beginning of every part but one that starts the lesson.
    if (stretch.startUs > 0) {
      context.fillStyle = ink.colour('ink-0');
      context.fillRect(Math.round(from) - 1, topPx, 2, heightPx);
    }
    if (footage.length > 1 && heightPx >= 14 && to - from > 90) {
      context.save();
      context.beginPath();
      context.rect(from, topPx, to - from - 6, heightPx);
      context.clip();
      context.font = `10px ${ink.mono}`;
      // On a plate of its own: there may be pictures behind it.
      const x = Math.max(from, 0) + 3;
      const y = topPx + heightPx - 15;
      context.fillStyle = ink.colour('veil');
      context.fillRect(x, y, context.measureText(stretch.name).width + 8, 13);
      context.fillStyle = ink.colour('text');
      context.textBaseline = 'middle';
      context.fillText(stretch.name, x + 4, y + 7);
      context.restore();
    }
  }
}

/** Where nobody filmed: slanted lines, and in words where there is room. */
function paintGaps(context: Context, { layout, view, footage }: Scene, ink: Ink): void {
  const { topPx, heightPx } = layout.footage;
  for (const gap of along(footage)) {
    if (!gap.gap) continue;
    const from = Math.max(-2, toPx(view, gap.startUs));
    const to = Math.min(layout.widthPx + 2, toPx(view, gap.endUs));
    if (to - from < 1) continue;
    context.strokeStyle = ink.colour('line');
    hatch(context, from, topPx, to - from, heightPx - 1);
    const words = `No footage ${formatClock(gap.endUs - gap.startUs)}`;
    context.font = `10px ${ink.sans}`;
    const widePx = context.measureText(words).width + 10;
    if (to - from < widePx + 6 || heightPx < 14) continue;
    const x = (Math.max(from, 0) + Math.min(to, layout.widthPx) - widePx) / 2;
    const y = topPx + heightPx / 2;
    context.fillStyle = ink.colour('ink-0');
    context.fillRect(x, y - 7, widePx, 14);
    context.fillStyle = ink.colour('muted');
    context.textBaseline = 'middle';
    context.fillText(words, x + 5, y);
  }
}

/** How wide a tile is when all of it shows. */
function tileWidthPx({ picture }: Stretch, heightPx: number): number {
  const { width, height } = tileSize(picture ?? { width: 16, height: 9 });
  return (heightPx * width) / height;
}

/** What of a part is in view, and at which level its tiles are shown; null when none of it is. */
function viewOf(scene: Scene, stretch: Stretch): StripView | null {
  const { layout, view } = scene;
  const { part } = stretch;
  const startUs = Math.max(stretch.startUs, view.startUs);
  const endUs = Math.min(stretch.endUs, toUs(view, layout.widthPx));
  if (!stretch.picture || endUs <= startUs) return null;
  const leastPx = tileWidthPx(stretch, layout.footage.heightPx) * LEAST_SHARE;
  return {
    partId: part.id,
    durationUs: part.durationUs,
    level: levelFor(view.usPerPx / part.rate, leastPx),
    startUs: toPartUs(part, startUs),
    endUs: toPartUs(part, endUs),
  };
}

/** Says which pictures are wanted: those in view now. */
export function wantTiles(scene: Scene): void {
  strip.show(scene.footage.flatMap((stretch) => viewOf(scene, stretch) ?? []));
}

function paintTiles(context: Context, scene: Scene, stretch: Stretch): void {
  const shown = viewOf(scene, stretch);
  if (!shown) return;
  const { layout, view } = scene;
  const { topPx, heightPx } = layout.footage;
  const { part } = stretch;
  const highPx = heightPx - 1;
  const wholePx = tileWidthPx(stretch, highPx);
  const cellPx = (spacingUs(shown.level) * part.rate) / view.usPerPx;
  const widePx = Math.min(cellPx, wholePx / LEAST_SHARE);
  const { first, end } = tilesIn(shown, shown.level, part.durationUs);
  const endPx = toPx(view, stretch.endUs);
  for (let index = first; index < end; index++) {
    const picture = strip.picture(part.id, shown.level, index);
    if (!picture) continue;
    const lessonUs = part.offsetUs + index * spacingUs(shown.level) * part.rate;
    const x = toPx(view, lessonUs);
    const width = Math.min(widePx, endPx - x);
    if (width <= 0) continue;
    // The middle of the picture, as much as there is room for.
    const scale = Math.max(widePx / picture.width, highPx / picture.height);
    const [fromW, fromH] = [width / scale, highPx / scale];
    const left = (picture.width - widePx / scale) / 2;
    const top = (picture.height - fromH) / 2;
    context.drawImage(picture, left, top, fromW, fromH, x, topPx, width - 1, highPx);
  }
}
