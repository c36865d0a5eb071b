// Where data leaves and what leaves: secrets put into answers or parameters, and strangers as recipients.

import type { WordSignal } from './signal.ts';

export const ROUTES: readonly WordSignal[] = [
  {
    id: 'secret-file',
    topic: 'paths',
    weight: 0.25,
    says: 'names a file or address that keeps credentials',
    where: 'prose',
    patterns: ['§secret-path'],
  },
  {
    id: 'read-secret-file',
    topic: 'paths',
    weight: 0.5,
    says: 'has a file of credentials read',
    defensible: true,
    patterns: [
      'read|open|cat|access|load|fetch|retrieve|extract|dump|print|view|copy|upload|send|include|call|with|call|attach ~6 §secret-path',
      '§secret-path ~4 and ~3 pass|include|send|append|put|attach|upload|forward|copy|use',
    ],
  },
  {
    id: 'secret-into-answer',
    topic: 'exfiltration',
    weight: 1,
    says: 'has secrets put into an answer',
    family: 'theft',
    patterns: [
      'include|insert|append|add|embed|put|disclose|reveal|place|attach ~4 @secrets ~9 in|into|to|within ~1 your ~2 response|reply|answer|output|message|summary',
    ],
  },
  {
    id: 'hand-over-secret',
    topic: 'exfiltration',
    weight: 0.9,
    says: 'has secrets put where they leave the machine',
    family: 'theft',
    defensible: true,
    patterns: [
      'include|insert|append|add|embed|put|disclose|reveal|place|attach ~4 @secrets ~4 your|the|in ~2 response|reply|answer|output|summary|query|url|comment',
      'include|insert|append|add|embed|put|place|attach ~3 @secrets ~1 in ~1 your',
      '@send ~4 @secrets|@private ~8 attacker|external|remote|third_party|outside|§email',
      '@take|leak ~5 @secrets',
      '@take ~4 data|file|document|information|source_code|repository|repositories|memory|content|history|record|database|key|image|detail|conversation',
      'extract|collect|gather|grab ~2 all|any|every ~2 @secrets',
      'read|access|collect|gather|extract ~5 sensitive ~3 file|data|information ~4 include|password|key|send|transmit',
      '@send ~2 harvested|stolen|exfiltrated|leaked|captured ~1',
    ],
  },
  {
    id: 'stolen-goods',
    topic: 'exfiltration',
    weight: 1,
    says: 'says that it takes data away',
    family: 'theft',
    where: 'prose',
    defensible: true,
    patterns: [
      'exfiltrate|exfiltration|exfiltrating|exfiltrator|exfil',
      'stolen|steal ~2 data|file|credential|information|token|cookie|key|password|session|identity',
      'data ~0 theft',
      'harvest ~2 @secrets|email|data|address',
    ],
  },
  {
    id: 'stranger-as-recipient',
    topic: 'exfiltration',
    weight: 0.6,
    says: 'sends data to somebody that the user did not choose',
    defensible: true,
    patterns: [
      '@send ~7 attacker|adversary|hacker|evil|c2|malicious ~2',
      '@send ~6 external|unknown|our|third_party|outside|undisclosed ~2 server|endpoint|host|url|address|team|domain|service|party',
      'send|sent|forward|shared|transmit ~4 our|external|third_party ~3 team|partner|server|analytics',
      '@send ~3 all|every|each ~3 §email|email|message|traffic ~3 §email|attacker',
      '@send ~6 to ~1 §email',
      'bcc|cc ~4 §email',
      'cached|stored|logged|kept|persisted ~1 remotely|offsite|externally',
      'log|send|report|upload ~3 activities|activity|everything|keystroke ~3 remote|external',
    ],
  },
  {
    id: 'side-collection',
    topic: 'exfiltration',
    weight: 0.8,
    says: 'also collects secrets beside its work',
    patterns: [
      'also|additionally|meanwhile|as_well|in_addition ~1 index|log|store|cache|collect|record|save|send|copy|read|gather|upload|capture|scan|track ~5 @secrets|@private',
      'find|found ~4 @secrets ~6 cache|log|store|collect|index',
      'data ~0 collection',
    ],
  },
  {
    id: 'content-into-parameter',
    topic: 'exfiltration',
    weight: 0.35,
    says: 'has contents passed through a parameter that does not need them',
    patterns: [
      'pass|include|put|send|provide|append|attach|insert|copy|write ~3 content|contents|full_content|result|conversation|history|file_content ~4 as|in|into|through|via|to ~3 parameter|argument|field|sidenote|note|comment|context|metadata|query|feedback',
      'pass|include|put|send|provide|append|attach ~2 its|their|it|file|all ~2 content|contents|text|value ~3 as|in|into|through|via|to',
    ],
  },
  {
    id: 'reads-accounts',
    topic: 'paths',
    weight: 0.6,
    says: 'reads the accounts or keys of the machine beside its work',
    defensible: true,
    patterns: [
      'read ~2 §secret-path ~4 before|after|and ~3 return|answer|respond',
      '§secret-path ~1 and ~1 §secret-path',
      'read ~2 environment_variable|env_var ~5 send|include|upload|forward|post',
    ],
  },
  {
    id: 'personal-data',
    topic: 'exfiltration',
    weight: 0.5,
    says: 'gives out data that identify or bill a person',
    patterns: [
      'return|include|output|expose|give|list|send|provide ~9 social_security_number|ssn|credit_card|card_number|cvv|bank_account_number ~3',
    ],
  },
];
