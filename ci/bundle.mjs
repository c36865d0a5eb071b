// Puts what runs of dist/ into few small files: a thousand modules cost more to find, read and parse than an audit takes.
//
// Measured for a passive audit: 300 ms of work to load modules one by one and all rules at once, while the target boots on
// the same cores. Programs keep their paths; what they share goes to dist/chunks/. Rules are grouped by how far they go,
// so that a passive audit reads no probe, and their names and touches stand beside the groups.
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const dist = fileURLToPath(new URL(`../${process.argv[2] ?? 'dist'}/`, import.meta.url));

/** What is started or imported by its path: the package's exports, its command, its threads and its child processes. */
const PROGRAMS = [
  'cli/main.js',
  'runner/api.js',
  'runner/vitest/index.js',
  'runner/load/worker.js',
  'runner/interop/client.js',
];

/** Libraries of rules: each becomes one file that is read when it is first used, which is never in most audits. */
const LATE = ['ajv', 'ajv/dist/2019.js', 'ajv/dist/2020.js', 'fast-check', 'libphonenumber-js/min', 're2js'];

const listed = (folder) =>
  readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const slashed = (path) => path.replaceAll('\\', '/');

async function catalog() {
  const ids = listed('suites')
    .filter((path) => path.endsWith('.check.js'))
    .map((path) => path.slice(0, -'.check.js'.length))
    .sort();
  const rules = [];
  for (const id of ids) {
    const { default: check } = await import(pathToFileURL(join(dist, 'suites', `${id}.check.js`)).href);
    rules.push([id, check.touch]);
  }
  return rules;
}

/** The group a rule is loaded with. */
const groupOf = (touch) => (touch === 'passive' || touch === 'heavy' ? touch : 'probing');

function catalogSource(rules) {
  const groups = [...new Set(rules.map(([, touch]) => groupOf(touch)))];
  const loaders = groups.map((group) => `${group}: () => import('assay:rules/${group}')`);
  const rows = rules.map(([id, touch]) => `  ${JSON.stringify(id)}: ${JSON.stringify([touch, groupOf(touch)])},`);
  return `export const rules = {\n${rows.join('\n')}\n};\nexport const groups = { ${loaders.join(', ')} };\n`;
}

function groupSource(rules, group) {
  const own = rules.filter(([, touch]) => groupOf(touch) === group).map(([id]) => id);
  const imports = own.map((id, index) => `import r${index} from './${id}.check.js';`);
  const rows = own.map((id, index) => `  ${JSON.stringify(id)}: r${index},`);
  return `${imports.join('\n')}\nexport const checks = {\n${rows.join('\n')}\n};\n`;
}

const catalogOf = (rules, joined) => ({
  name: 'catalog',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^assay:/ }, ({ path }) => ({ path, namespace: 'assay' }));
    onLoad({ filter: /^assay:catalog$/, namespace: 'assay' }, () => ({
      contents: catalogSource(rules),
      resolveDir: join(dist, 'suites'),
    }));
    onLoad({ filter: /^assay:rules\//, namespace: 'assay' }, ({ path }) => ({
      contents: joined(`assay:${path}`, groupSource(rules, path.slice('assay:rules/'.length))),
      resolveDir: join(dist, 'suites'),
    }));
  },
});

const fileOf = (library) => `chunks/${library.replace(/\W+/g, '-')}.cjs`;

/** Stands for a library: its exports are there, and the first that is used loads it. */
function lateSource(library) {
  const names = Object.keys(require(library)).filter((name) => name !== 'default' && name !== '__esModule');
  return `const { load } = require('assay:load');
let loaded;
const late = (name) => ({ enumerable: true, get: () => (loaded ??= load(${JSON.stringify(`../${fileOf(library)}`)}))[name] });
for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, late(name));
`;
}

const LOAD = `import { createRequire } from 'node:module';
export const load = createRequire(import.meta.url);
`;

/** Libraries stay where they are installed, but for those of the rules. */
const libraries = {
  name: 'libraries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || path.startsWith('assay:')) return undefined;
      const late = LATE.includes(path) && slashed(relative(dist, importer)).startsWith('suites/');
      return late ? { path, namespace: 'late' } : { path, external: true };
    });
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: lateSource(path) }));
    onLoad({ filter: /^assay:load$/, namespace: 'assay' }, () => ({ contents: LOAD }));
  },
};

/** Files that look for others beside themselves look from where they were written, one level below dist/. */
const MOVED = /import\.meta\.url/;
const placesOf = (joined) => ({
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/, namespace: 'file' }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const from = slashed(relative(dist, path));
      const written = JSON.stringify(`../${from}`);
      const contents = await readFile(path, 'utf8');
      const moved = contents.replaceAll('import.meta.url', `(new URL(${written}, import.meta.url).href)`);
      return { contents: joined(from, moved) };
    });
  },
});

await build({
  entryPoints: LATE.map((library) => ({ in: require.resolve(library), out: fileOf(library).slice(0, -'.cjs'.length) })),
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
});

/** Data as text: parsing that is several times faster than reading the same as a program. */
const placesOnly = (key, value) =>
  key === '' ? value.map(({ id, revisions, spec, elsewhere }) => ({ id, revisions, spec, elsewhere })) : value;
const data = {
  name: 'data',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.json$/ }, ({ path, importer, resolveDir }) => ({
      path: join(resolveDir, path),
      namespace: importer.endsWith('requirements/pages.js') ? 'places' : 'data',
    }));
    const load =
      (members) =>
      async ({ path }) => {
        const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')), members);
        return { contents: `export default JSON.parse(${JSON.stringify(text)});` };
      };
    onLoad({ filter: /./, namespace: 'places' }, load(placesOnly));
    onLoad({ filter: /./, namespace: 'data' }, load());
  },
};

const rules = await catalog();
const bundle = (more) =>
  build({
    entryPoints: [
      ...PROGRAMS.map((path) => ({ in: join(dist, path), out: path.slice(0, -'.js'.length) })),
      { in: 'assay:catalog', out: 'suites/catalog' },
    ],
    outdir: dist,
    allowOverwrite: true,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    logLevel: 'warning',
    absWorkingDir: dist,
    ...more,
  });

/** What an audit loads before its target is started, and what it loads meanwhile: a file for each, and not dozens. */
const AT_START = ['runner/api.js'];
const MEANWHILE = [
  'runner/engine/sit.js',
  'runner/wire/guard.js',
  'runner/engine/report.js',
  'assay:assay:rules/passive',
];
/** Modules of such a whole that make a command load all of it; one that uses less gets those few apart. */
const MOST_OF_IT = 20;

/**
 * Modules are put into one file where the same programs reach them. So every program that reaches a good part of a whole is
 * made to reach all of it: by one import more, behind its own.
 */
function wholes({ inputs }) {
  const closure = (...roots) => {
    const found = new Set();
    const add = (path) => {
      if (found.has(path) || inputs[path] === undefined) return;
      found.add(path);
      for (const { kind, path: next } of inputs[path].imports) if (kind !== 'dynamic-import') add(next);
    };
    roots.forEach(add);
    return found;
  };
  const late = Object.values(inputs).flatMap(({ imports }) => imports.filter(({ kind }) => kind === 'dynamic-import'));
  const entries = new Map(
    [...new Set([...PROGRAMS, ...late.map(({ path }) => path)])].map((path) => [path, closure(path)]),
  );
  const reached = (path) => [...entries.values()].filter((all) => all.has(path)).length;
  const start = closure(...AT_START);
  const meanwhile = closure(...MEANWHILE);
  const parts = [
    ['start', [...start], 2],
    ['meanwhile', [...meanwhile].filter((path) => !start.has(path) && reached(path) > 1), MOST_OF_IT],
  ];
  return parts.map(([name, all, least]) => {
    const modules = all.filter((path) => path.endsWith('.js') && !path.includes(':') && !entries.has(path));
    const inner = closure(...modules);
    const importers = [...entries]
      .filter(([path, own]) => !inner.has(path) && modules.filter((one) => own.has(one)).length >= least)
      .map(([path]) => path);
    return { name: `assay:whole/${name}`, modules, importers: new Set(importers) };
  });
}

const together = (all) => ({
  name: 'together',
  setup({ onLoad }) {
    onLoad({ filter: /^assay:whole\//, namespace: 'assay' }, ({ path }) => ({
      contents: all
        .find(({ name }) => name === path)
        .modules.map((one) => `import './${one}';`)
        .join('\n'),
      resolveDir: dist,
    }));
  },
});

/** Plugins that give the source of a module with the wholes that it is to reach. */
function pluginsFor(all) {
  const joined = (path, contents) =>
    [contents, ...all.filter(({ importers }) => importers.has(path)).map(({ name }) => `import '${name}';`)].join('\n');
  return [catalogOf(rules, joined), together(all), data, placesOf(joined), libraries];
}

const apart = await bundle({ write: false, plugins: pluginsFor([]) });
const { metafile } = await bundle({ plugins: pluginsFor(wholes(apart.metafile)) });

const written = new Set(Object.keys(metafile.outputs).map(slashed));
for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
  const deep = slashed(dirname(output)).split('/').length !== 1;
  for (const input of Object.keys(inputs))
    if (
      deep &&
      !input.includes('node_modules') &&
      input.endsWith('.js') &&
      MOVED.test(await readFile(join(dist, input), 'utf8'))
    )
      throw new Error(`${input} looks for files beside itself and was put into ${output}: give it a chunk of its own`);
}
for (const folder of ['cli', 'reporters', 'runner', 'suites'])
  for (const path of listed(folder))
    if (/\.(?:js|json)$/.test(path) && !written.has(`${folder}/${path}`)) rmSync(join(dist, folder, path));
