// The full safe conformance audit by the built package, over stdio and over HTTP at once; what it judged, as JSON.
import { audit } from '../../dist/runner/api.js';

const [how, url, command, ...args] = process.argv.slice(2);
const options = how === 'passive' ? { probes: false, seed: 1 } : { suites: ['conformance'], seed: 1 };
const targets = [{ kind: 'http', url }, ...(command === undefined ? [] : [{ kind: 'stdio', command, args }])];
const reports = await Promise.all(targets.map((target) => audit(target, options)));
const judged = reports.flatMap(({ results }) => results.filter(({ seen }) => seen > 0));
const requirements = new Set(judged.flatMap(({ rule }) => rule.requirements));
console.log(
  JSON.stringify({ requirements: requirements.size, rules: new Set(judged.map(({ rule }) => rule.id)).size }),
);
process.exit(reports.every(({ runs }) => runs.length > 0) ? 0 : 3);
