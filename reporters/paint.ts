// Colour as an argument: a report without colour is the same text, so that golden files and pipes see plain words.

import { Chalk } from 'chalk';

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  inverse(text: string): string;
}

const same = (text: string): string => text;

export const plain: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same, inverse: same };

/** Sixteen colours, which every terminal with any colour has and every theme keeps readable. */
export function colours(): Paint {
  const chalk = new Chalk({ level: 1 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    red: (text) => chalk.red(text),
    green: (text) => chalk.green(text),
    yellow: (text) => chalk.yellow(text),
    cyan: (text) => chalk.cyan(text),
    inverse: (text) => chalk.inverse(text),
  };
}
