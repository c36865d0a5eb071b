// What only people know about a server, asked for in a form: blank where nobody said, never guessed.

/** An agent or client that uses a server, and which of its tools. */
export interface Dependent {
  readonly agent: string;
  readonly uses?: readonly string[];
}

export interface Declared {
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly contact?: string;
  readonly deployment?: string;
  readonly lifecycle: 'active' | 'deprecated' | 'retired';
  readonly systems: readonly string[];
  readonly credentialScopes: readonly string[];
  readonly dependents: readonly Dependent[];
  readonly repository?: string;
  readonly website?: string;
  /** Public address, where the server is offered to others over HTTP. */
  readonly remote?: string;
}

interface Field {
  readonly key: keyof Declared;
  readonly about: string;
  readonly blank: string;
  readonly required?: boolean;
}

export const FIELDS: readonly Field[] = [
  { key: 'owner', about: 'person or team that answers for it', blank: "''", required: true },
  { key: 'contact', about: 'where to reach them', blank: "''" },
  { key: 'deployment', about: 'where it runs: laptops, cluster/namespace, a provider', blank: "''", required: true },
  { key: 'lifecycle', about: 'active, deprecated or retired', blank: 'active' },
  {
    key: 'systems',
    about: 'systems it reaches: [crm, payroll-db]; [none] where it reaches none',
    blank: '[]',
    required: true,
  },
  {
    key: 'credentialScopes',
    about: 'what its credential may do: [crm:write]; [none] where it has none',
    blank: '[]',
    required: true,
  },
  {
    key: 'dependents',
    about: 'agents and clients: [support-bot] or [{ agent: support-bot, uses: [search] }]',
    blank: '[]',
  },
  { key: 'name', about: 'registry name, reverse DNS: io.github.you/server (for server.json)', blank: "''" },
  { key: 'title', about: 'name for people', blank: "''" },
  { key: 'description', about: 'one sentence of at most 100 characters (for server.json)', blank: "''" },
  { key: 'repository', about: 'https url of the source', blank: "''" },
  { key: 'website', about: 'https url of its page', blank: "''" },
  { key: 'remote', about: 'public https address, where others may use it', blank: "''" },
];

/** The form with nothing filled in, each question beside its key. */
export function blankForm(id: string): string {
  const lines = FIELDS.map(
    ({ key, about, blank, required }) => `${key}: ${blank} # ${required === true ? '(required) ' : ''}${about}`,
  );
  return [`# What only people know about ${id}. Assay measures the rest and guesses none of this.`, ...lines, ''].join(
    '\n',
  );
}

/** Complaints about a filled-in form: what is of the wrong kind, in words for the person who filled it in. */
export function formProblems(value: unknown): readonly { readonly key: string; readonly message: string }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ key: '', message: 'a map of answers is expected' }];
  const known: readonly string[] = FIELDS.map(({ key }) => key);
  return Object.entries(value).flatMap(([key, answer]) => {
    if (!known.includes(key)) return [{ key, message: `unknown key; known here: ${known.join(', ')}` }];
    const message = problemOf(key as keyof Declared, answer);
    return message === undefined ? [] : [{ key, message }];
  });
}

const isText = (value: unknown): value is string => typeof value === 'string';

function problemOf(key: keyof Declared, answer: unknown): string | undefined {
  if (answer === null) return undefined;
  if (key === 'lifecycle')
    return ['active', 'deprecated', 'retired'].includes(answer as string)
      ? undefined
      : 'active, deprecated or retired is expected';
  if (key === 'systems' || key === 'credentialScopes')
    return Array.isArray(answer) && answer.every(isText) ? undefined : 'a list of texts is expected';
  if (key === 'dependents')
    return Array.isArray(answer) && answer.every((one) => dependentOf(one) !== undefined)
      ? undefined
      : 'a list of agent names, or of { agent, uses }, is expected';
  return isText(answer) ? undefined : 'a text is expected';
}

function dependentOf(value: unknown): Dependent | undefined {
  if (isText(value)) return { agent: value };
  const { agent, uses } = (value ?? {}) as { agent?: unknown; uses?: unknown };
  if (!isText(agent)) return undefined;
  if (uses === undefined) return { agent };
  return Array.isArray(uses) && uses.every(isText) ? { agent, uses } : undefined;
}

/** The answers of a form without problems; blanks are absent. */
export function declaredOf(value: unknown): Declared {
  const answers = (value ?? {}) as Readonly<Record<string, unknown>>;
  const words = (key: string): readonly string[] => (Array.isArray(answers[key]) ? answers[key].filter(isText) : []);
  const texts = FIELDS.filter(({ blank }) => blank === "''").flatMap(({ key }) => {
    const answer = answers[key];
    return isText(answer) && answer.trim() !== '' ? [[key, answer.trim()] as const] : [];
  });
  const dependents = Array.isArray(answers['dependents']) ? answers['dependents'] : [];
  return {
    ...Object.fromEntries(texts),
    lifecycle: (answers['lifecycle'] ?? 'active') as Declared['lifecycle'],
    systems: words('systems'),
    credentialScopes: words('credentialScopes'),
    dependents: dependents.map(dependentOf).filter((one) => one !== undefined),
  };
}

/** Required answers that are still blank. */
export function missingAnswers(declared: Declared): readonly string[] {
  return FIELDS.filter(({ key, required }) => {
    const answer = declared[key];
    return required === true && (answer === undefined || answer.length === 0);
  }).map(({ key }) => key);
}
