// Keeping the user from knowing: the one thing that an honest tool has no reason to ask for.

import type { WordSignal } from './signal.ts';

export const CONCEALMENT: readonly WordSignal[] = [
  {
    id: 'hide-from-user',
    topic: 'concealment',
    weight: 1,
    says: 'tells the model to keep something from the user',
    negatable: false,
    patterns: [
      "do_not|never|don't|without|avoid|must_not|should_not|refrain_from|no_need_to ~2 mention|tell|inform|notify|reveal|disclose|alert|warn|telling|mentioning|announce|let ~2 this|that|it|the|to ~3 user|human|person|customer|operator|owner",
      "do_not|never|don't|without|avoid|must_not|should_not|no_need_to ~2 mention|inform|notify|alert|tell|telling|warn|let ~2 @user",
      "do_not|never|don't|without|avoid ~2 mention|reveal|disclose|admit ~2 that ~2 you|you're|it|this",
      'without ~2 user ~1 knowledge|consent|awareness|notice|approval|permission|knowing|noticing',
      'hide|conceal|keep ~3 from ~2 user|human|operator|owner|victim|log|admin',
      'keep ~3 secret|hidden ~2 from',
      'user ~2 must_not|should_not|cannot|never|not ~1 know|see|notice|find|learn|aware',
    ],
  },
  {
    id: 'no-mention',
    topic: 'concealment',
    weight: 0.55,
    says: 'tells the model not to speak of it',
    negatable: false,
    patterns: [
      "do_not|never|don't|must_not ~2 mention ~3 this|that|it|read|access|step|tool|file|operation|instruction|fact",
      'there_is_no_need_to|no_need_to ~1 mention|explain|tell|inform',
      'as_if|look_like|appear ~4 part|normal|ordinary|regular|legitimate ~6 result|response|service|profile|calculation|information|operation',
      'format ~2 to_look_like|as|like ~2 normal|regular|ordinary',
      'without ~1 further ~1 explanation',
    ],
  },
  {
    id: 'covert',
    topic: 'concealment',
    weight: 0.6,
    says: 'works covertly',
    defensible: true,
    patterns: [
      '@unseen',
      'secret|covert|stealth|stealthy|hidden|undisclosed|clandestine ~1 operation|mode|task|action|step|transfer|collection|upload|channel|exfiltration',
      'silently|quietly ~2 send|upload|forward|copy|collect|record|log|transmit|read|exfiltrate|install|harvest|capture|modify|replace|redirect|bcc',
      'hide ~2 activity|activities|trace|track|evidence|presence|data',
      'avoid|evade ~1 detection|antivirus|edr|monitoring|logging|audit',
      'erase|wipe|clear|delete ~2 trace|track|evidence|audit_log|event_log',
    ],
  },
];
