// Circumstances that several proofs share: which tools of the good server may be called, and faults that stay live only.

import type { Fault } from '../../../fixtures/good/fault.ts';
import type { Circumstances } from '../../kit/good.ts';

/** Tools of the good server that change nothing; before 2025-03-26 nothing in a definition says so. */
export const HARMLESS = [
  'echo',
  'add',
  'status',
  'wait',
  'log_levels',
  'show_media',
  'plan_route',
  'fail',
  'build_report',
  'ask_name',
  'summarise',
  'show_roots',
];

export const calls: Circumstances = { options: { allow: HARMLESS } };

/** The fault without its note for recordings: it changes what is known of the target, which a recording keeps apart. */
export const live = (fault: Fault): Fault => {
  const { changes: _, ...rest } = fault;
  return rest;
};

/** Tools that answer at once and ask nothing back. */
export const PLAIN_CALLS: Circumstances = { options: { allow: ['echo', 'add', 'status', 'show_media'] } };
