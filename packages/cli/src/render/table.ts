import { sanitize } from './sanitize.js';

/** A cell, and how to paint it once its width is known. */
export interface PaintedCell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

export type Cell = string | PaintedCell;

/** Columns as wide as their widest cell, two blanks between them, nothing after the last. */
export function tableLines(rows: readonly (readonly Cell[])[]): readonly string[] {
  const texts = rows.map((row) => row.map((cell) => sanitize(typeof cell === 'string' ? cell : cell.text)));
  const columns = texts.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, column) => {
    return texts.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0);
  });
  return rows.map((row, index) => rowLine(row, texts[index] ?? [], widths));
}

function rowLine(row: readonly Cell[], texts: readonly string[], widths: readonly number[]): string {
  const last = texts.findLastIndex((text) => text !== '');
  return row
    .slice(0, last + 1)
    .map((cell, column) => {
      const text = texts[column] ?? '';
      const padding = column === last ? '' : ' '.repeat((widths[column] ?? 0) - text.length + 2);
      return (typeof cell === 'string' ? text : cell.paint(text)) + padding;
    })
    .join('');
}
