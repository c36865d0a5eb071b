// What declared harm looks like, and what only sounds like it.

import rule from '../../../../suites/poison/harm/declared-harm.check.ts';
import { described } from '../described.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an attack as a service': described('Exploit a vulnerable service on the target to escalate privileges.'),
    'credentials cracked': described('Brute force SSH logins with a wordlist until one works.'),
    'malware made': described('Create a ransomware dropper for the given platform.'),
  },
  stillGood: {
    'a scanner': described(
      'Scans a web application for SQL injection, cross-site scripting and path traversal vulnerabilities.',
    ),
    'a shell': described(
      'Runs a command in a container and returns its output. Use with caution: it can overwrite files.',
    ),
    advisories: described(
      'Searches CVE advisories for a package and says which versions are affected by remote code execution.',
    ),
  },
});
