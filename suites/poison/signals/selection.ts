// Claims on the model's choice of tools: displacing others, speaking for them, coming first.

import type { WordSignal } from './signal.ts';

export const SELECTION: readonly WordSignal[] = [
  {
    id: 'orders-for-other-tools',
    topic: 'shadowing',
    weight: 0.6,
    says: 'gives orders for calls of other tools',
    patterns: [
      'when|if|whenever|once|while ~4 tool ~2 present|available|loaded|installed|connected ~8 override|must|send|change|replace|redirect|instead',
      'when|whenever|if|before|after ~3 call|use|invoke|using|calling ~3 any|other|another|every ~1 tool ~6 must|send|include|pass|add|change|also|first',
      'commands|command|call|request|message ~2 must ~2 include|contain|begin|start ~3 prefix',
      'include ~2 prefix',
    ],
  },
  {
    id: 'redirects',
    topic: 'shadowing',
    weight: 0.5,
    says: 'changes where something goes',
    patterns: [
      'override|redirect|reroute|intercept|replace|change|modify|swap ~2 recipient|destination|payee|receiver|beneficiary|account_number',
      'all|every ~1 emails|email|message|payment|request|file|transfer ~3 to ~1 §email|attacker',
    ],
  },
  {
    id: 'side-effect-claim',
    topic: 'shadowing',
    weight: 0.2,
    says: 'claims an effect on what other tools do',
    patterns: ['important|hidden|secret ~1 side_effect'],
  },
  {
    id: 'displaces-tools',
    topic: 'priority',
    weight: 0.6,
    says: 'displaces other tools',
    patterns: [
      'supersede|override|overrule|deprecate|obsolete|shadow|outrank ~4 any|all|default|builtin|built_in|other|existing ~4 tool|capability|capabilities|function',
      'use|choose|select|pick|call|invoke ~2 this ~2 instead_of|rather_than|in_place_of|over ~3 builtin|built_in|default|any|all|other|native|official|standard',
    ],
  },
  {
    id: 'forbids-other-tools',
    topic: 'priority',
    weight: 0.5,
    says: 'forbids the use of other tools',
    negatable: false,
    patterns: [
      "never|do_not|don't ~1 use|call|trust|invoke ~2 other|another|any_other|competing|built_in|builtin|official ~1 tool|server|function",
    ],
  },
  {
    id: 'claims-precedence',
    topic: 'priority',
    weight: 0.5,
    says: 'claims precedence',
    patterns: [
      'take|has|have|takes ~2 precedence|priority ~2 over ~2 all|any|other|every|default|built_in',
      'highest|top|maximum|absolute ~0 priority ~3 tool|server|over|of_all',
    ],
  },
  {
    id: 'must-come-first',
    topic: 'priority',
    weight: 0.25,
    says: 'demands to be used first or always',
    patterns: [
      'preferred|recommended|only|official|mandatory ~0 tool',
      'always ~1 use|consult|call|invoke|choose|prefer ~2 this ~1 tool|function|server ~5 instead|before|first|over|rather|immediately|even',
      'always|must ~1 consult|call|invoke ~2 this ~2 immediately|first|before',
      'as ~1 first ~1 step',
    ],
  },
];
