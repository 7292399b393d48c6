/** Figures as a table that a person reads. */
import { type Figure, isWithin } from './figures';

function number(value: number | null): string {
  if (value === null) return '';
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}

function row(figure: Figure): string[] {
  return [
    figure.name,
    `${number(figure.value)} ${figure.unit}`,
    figure.peer === null ? '' : `${number(figure.peerValue)} ${figure.unit}`,
    figure.ratio === null ? '' : `${figure.ratio.toFixed(2)}x`,
    `${figure.goal}${figure.ratio === null ? ` ${figure.unit}` : 'x'}`,
    isWithin(figure) ? 'yes' : 'NO',
    String(figure.n),
    figure.peer ?? '',
  ];
}

export function table(figures: readonly Figure[]): string {
  const head = ['name', 'ours', 'peer', 'ratio', 'at most', 'within', 'n', 'peer is'];
  const rows = [head, ...figures.map(row)];
  const widths = head.map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
