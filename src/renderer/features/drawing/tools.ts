/** The tools by name and key. The keys count only while the picture is drawn on. */
import type { BoardColour } from '../../../shared/domain/board';
import type { Tool } from '../../stores/drawing';

export const TOOLS: readonly { id: Tool; name: string; key: string }[] = [
  { id: 'select', name: 'Choose', key: 'V' },
  { id: 'pen', name: 'Pen', key: 'P' },
  { id: 'arrow', name: 'Arrow', key: 'A' },
  { id: 'ellipse', name: 'Ellipse', key: 'C' },
  { id: 'box', name: 'Box', key: 'B' },
  { id: 'spotlight', name: 'Spotlight', key: 'S' },
  { id: 'text', name: 'Text', key: 'T' },
  { id: 'number', name: 'Number', key: 'H' },
  { id: 'measure', name: 'Stopwatch', key: 'W' },
];

/** A stopwatch runs by the lesson's clock, which a narration stops and turns back as it likes. */
export function toolsFor(narrating: boolean): typeof TOOLS {
  return narrating ? TOOLS.filter(({ id }) => id !== 'measure') : TOOLS;
}

export const COLOUR_NAMES: Record<BoardColour, string> = {
  sand: 'Sand',
  sky: 'Sky',
  iris: 'Iris',
  board: 'Green',
  coral: 'Coral',
};
