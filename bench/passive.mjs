// A passive audit by the built package, for the bench: nothing but gathering and judging.
import { audit } from '../dist/runner/api.js';

const [how, command, ...args] = process.argv.slice(2);
const revisions = how === 'one-era' ? ['2025-11-25'] : 'auto';
const report = await audit({ kind: 'stdio', command, args }, { probes: how !== 'passive', revisions, seed: 1 });
console.log(JSON.stringify({ summary: report.summary, rss: process.resourceUsage().maxRSS * 1024 }));
process.exit(report.runs.length > 0 ? 0 : 3);
