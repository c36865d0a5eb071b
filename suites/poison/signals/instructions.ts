// Speech to the model: dropping its rules, a new role, leave to skip safety, orders that come before the work.

import type { WordSignal } from './signal.ts';

export const INSTRUCTIONS: readonly WordSignal[] = [
  {
    id: 'drop-rules',
    topic: 'instructions',
    weight: 1.2,
    says: 'tells the model to drop its instructions',
    defensible: true,
    patterns: [
      '@drop ~3 @earlier ~4 instruction|guideline|prompt|directive|restriction|constraint|safeguard|guardrail|programming',
      'ignore|disregard|forget ~3 previous|prior|above|earlier|preceding|system|safety|security ~2 rule|policy|message|context|order',
      "ignore|disregard|forget ~2 everything|anything|what|all ~2 you|you've|your ~3 told|said|know|learned|instructed|given|read",
      'do_not|never ~1 follow|obey ~3 previous|prior|system|original|user ~3 instruction|rule|prompt',
      'ignora|ignore|ignorez|ignoriere|ignorare|olvida|oubliez|vergiss ~3 instrucciones|instructions|anweisungen|istruzioni|instrucoes|instruções ~2 anteriores|précédentes|precedentes|precedenti|vorherigen|previas|antérieures',
      'ignoriere|vergiss|missachte ~3 vorherigen|bisherigen|obigen ~2 anweisungen|regeln',
    ],
  },
  {
    id: 'drop-context',
    topic: 'instructions',
    weight: 0.6,
    says: 'tells the model to forget what came before',
    defensible: true,
    patterns: ['ignore|disregard|forget ~1 everything|anything|all ~2 above|before|previously|earlier|prior'],
  },
  {
    id: 'new-role',
    topic: 'instructions',
    weight: 0.6,
    says: 'gives the model another role',
    patterns: [
      '^ act_as|you_are_now|pretend_to_be|behave_as|roleplay_as ~3 admin|administrator|root|unrestricted|jailbroken|dan|system|developer|superuser|evil|hacker|emergency|unfiltered|god',
      'act_as|you_are_now|pretend_to_be|roleplay_as ~3 administrator|root|unrestricted|jailbroken|superuser|hacker|unfiltered|emergency',
      'your ~1 new|real|true|actual ~1 instruction|purpose|goal|objective|task|identity ~1 is|are',
    ],
  },
  {
    id: 'drop-guardrails',
    topic: 'instructions',
    weight: 0.7,
    says: 'offers or orders to drop the guardrails',
    family: 'waive',
    defensible: true,
    patterns: [
      '@waive ~3 guardrail|safety_guideline|safety_restriction|safety_filter|content_filter|content_filtering|safety_policy|security_policy|security_policies|security_restriction|moderation|security_awareness|ethical_guideline',
      '@waive ~2 safety|security|content|ethical ~2 restriction|filter|filtering|policy|guideline|protocol',
      '@waive ~2 all|any ~2 restriction|safeguard',
      'without ~1 validation|security|safety ~2 restriction|safety|filter|confirmation',
    ],
  },
  {
    // A `force` flag that says what it does is honest; it takes company to make this suspicious.
    id: 'skip-checks',
    topic: 'instructions',
    weight: 0.4,
    says: 'offers or orders to skip checks',
    family: 'waive',
    defensible: true,
    patterns: [
      '@waive ~3 @safety',
      '@waive ~2 safety|security ~1 check|control|validation|measure|scanning',
      'disable|skip|bypass ~1 all ~2 validation|filter|check|protection',
      'bypass ~2 validation|verification|authentication|authorization|permission|approval|confirmation',
    ],
  },
  {
    id: 'blind-trust',
    topic: 'instructions',
    weight: 0.5,
    says: 'asks for blind trust',
    patterns: [
      'trust ~1 all|any|every ~2 input|command|query|request|user|instruction|output|content',
      'unrestricted|unlimited ~1 access ~5 system|resource|root|admin|mode|emergency',
      'full ~0 trust',
      'elevated|root|admin|administrator|superuser ~1 privilege|mode ~6 ignore|bypass|without|unrestricted|simulate|override',
      'execute|run ~2 any|every|all|arbitrary ~2 command|code|instruction ~6 without',
    ],
  },
  {
    id: 'jailbreak',
    topic: 'instructions',
    weight: 0.9,
    says: 'speaks of a jailbreak',
    defensible: true,
    patterns: [
      'jailbreak|jailbroken|unjailed ~2 mode|access|prompt|available|enabled|model',
      'dan|god|unrestricted|unfiltered ~0 mode',
      '^ jailbreak',
    ],
  },
  {
    id: 'leak-prompt',
    topic: 'instructions',
    weight: 0.8,
    says: 'asks the model to give away its prompt or its secrets',
    patterns: [
      'output|reveal|print|repeat|leak|disclose|recite|dump ~3 system_prompt|secret|hidden_prompt|initial_prompt|your_instructions|your_prompt|chain_of_thought',
      'tell|show|explain ~2 how ~1 to ~1 bypass|hack|exploit|circumvent',
    ],
  },
  {
    id: 'order-before-work',
    topic: 'instructions',
    weight: 0.2,
    says: 'orders another step before the work',
    patterns: [
      'before ~4 use|call|answer|provide|respond|return|perform|execute|invoke ~9 you_must|must|first|always|need_to ~3 read|access|open|fetch|load|retrieve|cat|extract|copy|send',
      'otherwise ~5 tool ~2 not|fail|refuse ~1 work|function|run',
      'you_must|must ~2 first ~1 read|access|open|fetch|load|retrieve|extract',
    ],
  },
  {
    id: 'asks-no-question',
    topic: 'instructions',
    weight: 0.35,
    says: 'orders work that the user did not ask for',
    negatable: false,
    patterns: [
      'before ~1 ask ~2 question|clarify|clarification',
      'even ~2 without|if_not|when_not ~3 call|ask|request|invoke|use',
      'without ~2 further|additional|any ~1 explanation|confirmation|question|comment',
      'regardless ~3 user ~2 request|ask|want|say|instruction',
      'do_not|never|without ~1 ask|request|wait ~3 permission|confirmation|approval|consent',
    ],
  },
  {
    id: 'false-authority',
    topic: 'instructions',
    weight: 0.3,
    says: 'claims an authority for its orders',
    patterns: [
      'required|mandatory|critical|needed ~4 compliance|audit|gdpr|soc2|hipaa|legal|regulation|regulatory|authentication_purpose|security_purpose|verification_purpose|proxying',
      'for ~1 authentication|security|verification|compliance|proxying|caching ~1 purpose|reason|issue',
    ],
  },
  {
    id: 'keep-all-values',
    topic: 'instructions',
    weight: 0.5,
    says: 'asks for everything of value',
    patterns: [
      '^ store|save|send|put|give|record|share|enter|paste ~2 all|every ~3 important|sensitive|secret|private|confidential|valuable|personal',
    ],
  },
];
