// What is wrong in a file that a person wrote, and where: file, line, key.

export interface Place {
  readonly line: number;
  readonly column: number;
}

export class ConfigError extends Error {
  readonly file: string;
  readonly place: Place | undefined;
  constructor(file: string, message: string, place?: Place) {
    super(`${file}${place === undefined ? '' : `:${place.line}:${place.column}`}: ${message}`);
    this.name = 'ConfigError';
    this.file = file;
    this.place = place;
  }
}
