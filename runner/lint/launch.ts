// What a configured command line really starts: the package or image behind npx, uvx, docker and their kin, and whether
// its version is fixed.

export interface Launch {
  readonly kind: 'npm' | 'pypi' | 'image' | 'jsr' | 'go' | 'git';
  /** Name without version. */
  readonly name: string;
  /** As written behind the name; `undefined` where there is none. */
  readonly version: string | undefined;
  readonly pinned: boolean;
  /** Which word of the command line, counted from the command as 0. */
  readonly word: number;
}

export interface Line {
  readonly launches: readonly Launch[];
  /** The shell that the line goes through, where there is one, and the words that follow it. */
  readonly shell: string | undefined;
}

const SHELLS = /^(?:sh|bash|zsh|dash|fish|ksh|cmd|cmd\.exe|powershell|powershell\.exe|pwsh|pwsh\.exe)$/i;

const base = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? path).replace(/\.(?:cmd|exe|ps1|bat)$/i, '').toLowerCase();

export function readLine(command: string, args: readonly string[]): Line {
  const words = [command, ...args];
  if (!SHELLS.test(base(command)) && !SHELLS.test(command)) return { launches: launchesOf(words, 0), shell: undefined };
  const after = args.findIndex((arg) => /^[-/]c(?:ommand)?$/i.test(arg) || arg === '-lc' || arg === '-ic');
  if (after === -1) return { launches: [], shell: undefined };
  const inner = args.slice(after + 1);
  const whole = inner.length === 1;
  // One text is a script: each of its commands counts. Several words are one command.
  const commands = whole ? (inner[0] ?? '').split(/&&|\|\||[;|\n]/).map((part) => part.trim().split(/\s+/)) : [inner];
  const launches = commands.flatMap((words) =>
    launchesOf(words, 0).map((launch) => ({ ...launch, word: whole ? after + 2 : launch.word + after + 2 })),
  );
  // `cmd /c npx …` is how Windows starts npx at all; nothing is left to the shell there.
  const harmless = /^cmd/i.test(base(command)) && !whole && !inner.some((word) => /[&|<>^%]/.test(word));
  return { launches, shell: harmless ? undefined : base(command) };
}

/** Options of a runner that take a value, which is therefore not the package. */
const VALUED: Readonly<Record<string, ReadonlySet<string>>> = {
  npx: new Set([
    '-c',
    '--call',
    '-w',
    '--workspace',
    '--registry',
    '--cache',
    '--prefix',
    '--userconfig',
    '--node-options',
    '-s',
    '--shell',
  ]),
  uvx: new Set([
    '--python',
    '-p',
    '--with',
    '--index-url',
    '--extra-index-url',
    '--index',
    '--refresh-package',
    '--directory',
    '--env-file',
    '--constraints',
    '-c',
  ]),
  docker: new Set([
    ...[
      '-e',
      '--env',
      '--env-file',
      '-v',
      '--volume',
      '-p',
      '--publish',
      '--name',
      '--network',
      '--net',
      '-w',
      '--workdir',
      '-u',
      '--user',
    ],
    ...[
      '--mount',
      '--entrypoint',
      '--platform',
      '-m',
      '--memory',
      '--cpus',
      '-h',
      '--hostname',
      '-l',
      '--label',
      '--add-host',
      '--pull',
    ],
    ...[
      '--gpus',
      '--device',
      '--cap-add',
      '--cap-drop',
      '--security-opt',
      '--restart',
      '--log-driver',
      '--dns',
      '--tmpfs',
      '--ulimit',
      '--shm-size',
      '-a',
      '--attach',
    ],
  ]),
  deno: new Set(['--config', '-c', '--import-map', '--lock', '--env-file', '--seed']),
};

function launchesOf(words: readonly string[], offset: number): readonly Launch[] {
  const [first = '', second = ''] = words;
  const program = base(first);
  const from = (start: number, runner: string): Launch[] =>
    packageIn(words, start, runner).map((one) => ({ ...one, word: one.word + offset }));
  if (program === 'npx' || program === 'pnpx' || program === 'bunx') return from(1, 'npx');
  if ((program === 'pnpm' || program === 'yarn') && second === 'dlx') return from(2, 'npx');
  if (program === 'bun' && second === 'x') return from(2, 'npx');
  if (program === 'npm' && (second === 'exec' || second === 'x')) return from(2, 'npx');
  if (program === 'uvx') return from(1, 'uvx');
  if (program === 'uv' && second === 'tool' && words[2] === 'run') return from(3, 'uvx');
  if (program === 'uv' && second === 'run') return withPackages(words, 2, offset);
  if (program === 'pipx' && second === 'run') return from(2, 'pipx');
  if ((program === 'docker' || program === 'podman' || program === 'nerdctl') && second === 'run')
    return from(2, 'docker');
  if ((program === 'docker' || program === 'podman') && second === 'container' && words[2] === 'run')
    return from(3, 'docker');
  if (program === 'deno' && second === 'run') return from(2, 'deno');
  if (program === 'go' && second === 'run') return from(2, 'go');
  return [];
}

function packageIn(words: readonly string[], start: number, runner: string): readonly Launch[] {
  const valued = VALUED[runner === 'pipx' ? 'uvx' : runner] ?? new Set<string>();
  const named: Launch[] = [];
  for (let index = start; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const source = packageOption(word, runner);
    if (source !== undefined) {
      const inline = word.includes('=') ? word.slice(word.indexOf('=') + 1) : undefined;
      const text = inline ?? words[index + 1] ?? '';
      if (inline === undefined) index += 1;
      named.push(launchOf(text, runner, inline === undefined ? index : index));
      continue;
    }
    if (word === '--') continue;
    if (word.startsWith('-')) {
      if (valued.has(word)) index += 1;
      continue;
    }
    // With --package or --from the first plain word is only the command inside it.
    if (named.length > 0) return named;
    return isLocal(word, runner) ? [] : [launchOf(word, runner, index)];
  }
  return named;
}

function packageOption(word: string, runner: string): string | undefined {
  const name = word.split('=')[0];
  if (runner === 'npx' && (name === '-p' || name === '--package')) return name;
  if (runner === 'uvx' && name === '--from') return name;
  if (runner === 'pipx' && name === '--spec') return name;
  return undefined;
}

/** `uv run --with a==1 --with b script.py`. */
function withPackages(words: readonly string[], start: number, offset: number): readonly Launch[] {
  const found: Launch[] = [];
  for (let index = start; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--with' && words[index + 1] !== undefined)
      found.push(launchOf(words[index + 1] ?? '', 'uvx', index + 1 + offset));
    else if (word.startsWith('--with=')) found.push(launchOf(word.slice(7), 'uvx', index + offset));
  }
  return found;
}

const isLocal = (word: string, runner: string): boolean =>
  /^(?:\.{0,2}[\\/]|~|[a-z]:[\\/]|file:)/i.test(word) ||
  (runner === 'deno' && !/^(?:npm|jsr|https?):/.test(word)) ||
  (runner === 'go' && word.startsWith('.'));

function launchOf(text: string, runner: string, word: number): Launch {
  if (/^(?:git\+|git:|github:|gitlab:|https?:.*\.git)/.test(text)) return gitLaunch(text, word);
  if (runner === 'docker') return imageLaunch(text, word);
  if (runner === 'uvx' || runner === 'pipx') return pythonLaunch(text, word);
  if (runner === 'go')
    return atLaunch(
      'go',
      text,
      word,
      (version) => /^v\d+\.\d+\.\d+/.test(version) || /^[0-9a-f]{12,40}$/.test(version),
    );
  const scheme = /^(npm|jsr):/.exec(text)?.[1];
  const bare = scheme === undefined ? text : text.slice(scheme.length + 1);
  return atLaunch(scheme === 'jsr' ? 'jsr' : 'npm', bare, word, isExact);
}

/** An exact version and no range, tag or wildcard. */
export const isExact = (version: string): boolean => /^=?v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version);

function atLaunch(kind: Launch['kind'], text: string, word: number, exact: (version: string) => boolean): Launch {
  const at = text.lastIndexOf('@');
  if (at <= 0) return { kind, name: text, version: undefined, pinned: false, word };
  const version = text.slice(at + 1);
  return { kind, name: text.slice(0, at), version, pinned: exact(version), word };
}

function pythonLaunch(text: string, word: number): Launch {
  const [, name = text, , version] = /^([\w.-]+(?:\[[\w,.-]+\])?)\s*(===?|@|~=|>=|<=|>|<|!=)?\s*(.*)$/.exec(text) ?? [];
  const exact = /^[\w.-]+(?:\[[\w,.-]+\])?\s*(?:===?|@)\s*\d+(?:\.\d+)+(?:[a-z]+\d*|\.post\d+|\.dev\d+)*$/i.test(text);
  return { kind: 'pypi', name, version: version === '' ? undefined : version, pinned: exact, word };
}

function imageLaunch(text: string, word: number): Launch {
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(text)?.[1];
  const plain = digest === undefined ? text : text.slice(0, -digest.length - 1);
  const tag = /:([\w][\w.-]{0,127})$/.exec(plain.slice(plain.lastIndexOf('/') + 1))?.[1];
  const name = tag === undefined ? plain : plain.slice(0, -tag.length - 1);
  return { kind: 'image', name, version: digest ?? tag, pinned: digest !== undefined, word };
}

function gitLaunch(text: string, word: number): Launch {
  const reference = /(?:\.git)?[@#]([\w./-]+)$/.exec(text.replace(/^git\+ssh:\/\/git@/, ''))?.[1];
  return {
    kind: 'git',
    name: text,
    version: reference,
    pinned: reference !== undefined && /^[0-9a-f]{40}$/.test(reference),
    word,
  };
}
