// Faults that put a text where a leak would be: in answers, descriptions, errors, messages.

import { on, onError } from '../../../fixtures/faults/on.ts';
import type { Loose } from '../../../fixtures/faults/on.ts';
import type { Fault } from '../../../fixtures/good/fault.ts';

export const inAnswers = (text: string): Fault =>
  on('tools/call', (result: Loose) => {
    if (Array.isArray(result.content) && result.isError !== true) result.content.push({ type: 'text', text });
  });

export const inDescriptions = (text: string): Fault =>
  on('tools/list', (result: Loose) => {
    result.tools[0].description = `${result.tools[0].description ?? ''} ${text}`;
  });

export const inErrors = (text: string): Fault =>
  onError('*', (error: Loose) => {
    error.message = `${error.message} ${text}`;
  });
