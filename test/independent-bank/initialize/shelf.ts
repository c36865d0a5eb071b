// What lies on the shelf of the fuller shape: resources, templates, prompts.

import type { Dict } from './server.ts';

/** One white pixel. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

export const resources: Dict[] = [
  { uri: 'shop://shelf/1', name: 'shelf 1', mimeType: 'text/plain', size: 6 },
  { uri: 'shop://shelf/2', name: 'shelf 2', mimeType: 'text/plain', annotations: { priority: 1, audience: ['user'] } },
  { uri: 'shop://shelf/3', name: 'shelf 3', description: 'The last of them', mimeType: 'text/plain' },
  { uri: 'shop://logo', name: 'logo', mimeType: 'image/png' },
  { uri: 'shop://clock', name: 'clock', mimeType: 'text/plain' },
];

export const templates: Dict[] = [
  { uriTemplate: 'shop://shelf/{number}', name: 'shelf', description: 'A shelf by its number', mimeType: 'text/plain' },
];

export const contents = (): Record<string, () => Dict[]> => {
  const shelf = (number: number, text: string) => (): Dict[] => [
    { uri: `shop://shelf/${number}`, mimeType: 'text/plain', text },
  ];
  return {
    'shop://shelf/1': shelf(1, 'apples'),
    'shop://shelf/2': shelf(2, 'pears'),
    'shop://shelf/3': shelf(3, 'plums'),
    'shop://logo': () => [{ uri: 'shop://logo', mimeType: 'image/png', blob: PNG }],
    'shop://clock': () => [{ uri: 'shop://clock', mimeType: 'text/plain', text: 'noon' }],
  };
};

export const prompts: Dict[] = [
  {
    name: 'greet',
    description: 'Greets a customer',
    arguments: [
      { name: 'customer', description: 'Who comes in', required: true },
      { name: 'tone', description: 'How', required: false },
    ],
  },
  { name: 'show', description: 'Shows what there is' },
];

export function promptTexts(name: string, given: Dict, version: string): Dict {
  const say = (content: Dict): Dict => ({ role: 'user', content });
  if (name === 'greet')
    return { messages: [say({ type: 'text', text: `Greet ${given['customer']} (${given['tone'] ?? 'kindly'}).` })] };
  return {
    description: 'Shows what there is',
    messages: [
      say({ type: 'image', data: PNG, mimeType: 'image/png' }),
      ...(version < '2025-03-26' ? [] : [say({ type: 'audio', data: 'UklGRg==', mimeType: 'audio/wav' })]),
      say({ type: 'resource', resource: { uri: 'shop://shelf/2', mimeType: 'text/plain', text: 'pears' } }),
    ],
  };
}
