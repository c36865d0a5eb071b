// The width, the colours and the two kinds of paragraph that the terminal report is made of.

import { wrap } from './columns.ts';
import type { Paint } from './paint.ts';

export interface Style {
  readonly paint: Paint;
  readonly columns: number;
  readonly verbose: boolean;
  readonly replayFrom?: string;
}

/** Text broken to the width, every line indented. */
export function indented(text: string, indent: number, style: Style): string[] {
  return wrap(text, style.columns - indent).map((line) => ' '.repeat(indent) + line);
}

/** `label   text`, the text in a column of its own; the label keeps its place on the first line. */
export function labelled(label: string, text: string, indent: number, style: Style, labelWidth = 10): string[] {
  const start = indent + labelWidth;
  if (label.length >= labelWidth) return [...indented(label, indent, style), ...indented(text, start, style)];
  return wrap(text, style.columns - start).map((line, index) =>
    index === 0
      ? ' '.repeat(indent) + style.paint.dim(label) + ' '.repeat(Math.max(1, labelWidth - label.length)) + line
      : ' '.repeat(start) + line,
  );
}
