/** What is said, as a row under the sound: each caption cut to its width. */
import { cueSpans } from './cues';
import type { Context, Ink } from '../../ui/time-axis/ink';
import type { Scene } from './scene';
import { CAPTIONS_ROW } from './shown';

/** Narrower than this, words would be a letter or two. */
const WORDS_PX = 34;

export function paintCaptions(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, cues, rowKey } = scene;
  const { topPx, heightPx } = layout.captions;
  if (heightPx === 0) return;
  context.fillStyle = ink.colour(rowKey === CAPTIONS_ROW ? 'ink-3' : 'ink-2');
  context.fillRect(0, topPx + 1, layout.widthPx, heightPx - 2);
  context.font = `11px ${ink.sans}`;
  context.textBaseline = 'middle';
  for (const span of cueSpans(cues, view, layout.widthPx)) {
    const from = Math.max(span.fromPx, 0);
    const to = Math.min(span.toPx, layout.widthPx);
    context.fillStyle = ink.colour('ink-4');
    context.fillRect(from, topPx + 2, Math.max(1, to - from - 1), heightPx - 4);
    const room = to - from - 8;
    if (!span.cue || room < WORDS_PX) continue;
    context.save();
    context.beginPath();
    context.rect(from, topPx, to - from - 3, heightPx);
    context.clip();
    context.fillStyle = ink.colour('text');
    const line = span.cue.text.slice(0, Math.ceil(room / 3)).replace(/\s+/g, ' ');
    context.fillText(line, from + 4, topPx + heightPx / 2 + 0.5);
    context.restore();
  }
}
