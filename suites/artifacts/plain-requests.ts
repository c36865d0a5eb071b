// Requests that every server of the initialize era serves by what it declares: ping and the lists.

import { isObject, member } from '../kernel/look.ts';
import type { JsonObject } from '../kernel/recording.ts';

const LISTS: readonly (readonly [capability: string, method: string])[] = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['resources', 'resources/templates/list'],
  ['prompts', 'prompts/list'],
];

export const plainMethods = (capabilities: JsonObject): readonly string[] => [
  'ping',
  ...LISTS.filter(([capability]) => isObject(member(capabilities, capability))).map(([, method]) => method),
];
