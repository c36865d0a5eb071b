// Mutants that an audit at its default options does not see, each with the reason why.

const PATIENCE =
  'takes as long as the patience of the server; judged where the configuration names a call that asks (`known: elicits`)';

/** By the beginning of the label. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'lifecycle.version-echo | always the newest': 'who grants the newest revision alone may well support it alone',
  'lifecycle.request-timeout': PATIENCE,
  'lifecycle.timeout-cancels': PATIENCE,
  'lifecycle.timeout-hard-limit': PATIENCE,
  'sse.get-close-retry | closes after 10 s': 'no audit of a small server lasts so long',
  'sse.resume-via-get-any-origin':
    'no event with an id came on the stream of the GET, so both kinds cannot be compared',
  'tools.list-changed-sent | changes by itself': 'the list changed after it was looked at for the last time',
  'tools.list-stable-callable | a tool nobody knows, not read-only': 'a tool that is not read-only is not called',
  'tools.execution-error-in-result | -32603 for a bad number':
    'told as invalid arguments that are no result; no valid call of the tool fails',
  'resources.updated-sent':
    'no call is known that changes the resource, and one that changes by itself may be too lively',
  'completion.inputs-validated':
    'up to 2025-11-25 an error of any code, and an empty list, are answers that the text admits',
  'logging.no-credentials':
    'only a planted value that comes back is proof; the dlp suite looks for formats of credentials',
  'logging.sensitive-removed':
    'only a planted value that comes back is proof; the dlp suite looks for formats of credentials',
  'progress.own-token-unique':
    'a token must be unique among requests that are open at the same time, and there were none',
  'ping.not-excessive | ten a second | tools | stdio': 'an audit of two tools is over before the pings are many',
  'prompts.respects-negotiation': 'without a list no name of a prompt is known',
  'tasks.errors-informative': 'how much an error must say is not decided by any text',
  'tasks.transport-rules-kept': 'no stream of tasks/result is dropped on purpose',
  'elicitation.handles-all-actions | dies of decline':
    'the main connection is gone with it: exit code 3, and the report says that the target died',
  'elicitation.not-for-own-authorization | -32042 with the login page':
    'told by other rules; that the page is for the server itself cannot be read from its address',
};

export const whyUnseen = (label: string): string | undefined =>
  Object.entries(UNSEEN).find(([start]) => label.startsWith(start))?.[1];
