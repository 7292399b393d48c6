/** The page on which main has stills painted. It has no doors: main calls it, and takes its picture. */
import './paint.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Layer, Still } from '../../shared/domain/still';
import { StillView } from './StillView';

declare global {
  interface Window {
    /** Settled once the still stands there, in its own letters. See main/electron/painter.ts. */
    paint(still: Still): Promise<void>;
  }
}

const host = document.getElementById('root');
if (!host) throw new Error('paint.html has no #root');
const root = createRoot(host);

/** Loads the letters before anything is measured in them. */
async function lettersFor(still: Still): Promise<void> {
  const words = still.layers.map(wordsOf).join('');
  await Promise.all([
    document.fonts.load('16px "Inter Variable"', `${words}0123456789…`),
    document.fonts.load('16px "JetBrains Mono Variable"', '0123456789:. s'),
  ]);
}

function wordsOf(layer: Layer): string {
  switch (layer.type) {
    case 'card':
      return layer.title + layer.detail;
    case 'caption':
    case 'line':
      return layer.text;
    case 'shapes':
      return layer.drawings.map(({ shape }) => (shape.type === 'text' ? shape.text : '')).join('');
    case 'number':
      return '';
  }
}

const nextFrame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));

let painted = 0;

window.paint = async (still) => {
  await lettersFor(still);
  // A new one each time: what was fitted to the one before is not to show in the next.
  flushSync(() => root.render(<StillView key={painted++} still={still} />));
  await nextFrame();
  await nextFrame();
};
