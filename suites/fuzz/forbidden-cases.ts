// How many answered calls of a campaign were forbidden by the schema: what the rules on refusal have judged.

import { isObject } from '../kernel/look.ts';
import type { Campaign } from './campaign.ts';
import { argumentsOf, toolOf } from '../generation/calls.ts';

const counted = new WeakMap<Campaign, number>();

export function forbiddenCases(campaign: Campaign): number {
  const known = counted.get(campaign);
  if (known !== undefined) return known;
  const byName = new Map(campaign.subjects.map((subject) => [subject.name, subject]));
  const count = campaign.cases.filter((exchange) => {
    const given = argumentsOf(exchange);
    const input = byName.get(toolOf(exchange) ?? '')?.input;
    return exchange.response !== undefined && isObject(given) && input !== undefined && !input.valid(given);
  }).length;
  counted.set(campaign, count);
  return count;
}
