// What a model is given to read of a server before anything is asked: each tool as hosts pass it on, and the instructions.

export type Fields = Readonly<Record<string, unknown>>;

/** The part of a snapshot that costs context. */
export interface Definitions {
  readonly server: Fields;
  readonly tool: Readonly<Record<string, Fields>>;
}

export interface SizeText {
  readonly kind: 'tool' | 'instructions';
  readonly name: string;
  readonly text: string;
}

/** Name, description and input schema are what function calling passes on; titles and annotations stay with the host. */
export function sizeTexts({ server, tool }: Definitions): readonly SizeText[] {
  const texts: SizeText[] = Object.entries(tool).map(([name, fields]) => ({
    kind: 'tool',
    name,
    text: JSON.stringify({ name, description: fields['description'], parameters: fields['inputSchema'] }),
  }));
  const instructions = server['instructions'];
  if (typeof instructions === 'string') texts.push({ kind: 'instructions', name: 'instructions', text: instructions });
  return texts;
}
