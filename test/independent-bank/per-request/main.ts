// `npm run mutants`: the whole bank, one line for each miss, and the figure detection = caught / planted.
//
// Arguments: words that a name must contain; none for all of them. `--together` plants those of different areas in one
// server first, which is faster; `--verbose` tells of what was found too.

import { found, type Outcome, sown, survey, surveyTogether } from './survey.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = sown((name) => words.length === 0 || words.some((word) => name.includes(word)));
const verbose = process.argv.includes('--verbose');

const told = (outcome: Outcome): void => {
  const { name, place, want, got, others } = outcome;
  if (found(outcome) && !verbose) return;
  const said = others.length === 0 ? 'nothing else' : others.slice(0, 6).join(', ');
  console.log(
    `${found(outcome) ? 'found' : 'MISS'}  ${name}  ${place.shape} ${place.via}  want ${want}, got ${got ?? 'nothing'}; ${said}`,
  );
};

const outcomes = process.argv.includes('--together') ? await surveyTogether(all, told, 8) : await survey(all, told);
const hits = outcomes.filter(found).length;
console.log(`detection = ${hits} / ${outcomes.length} (${((100 * hits) / outcomes.length).toFixed(1)} %)`);
process.exitCode = hits === outcomes.length ? 0 : 1;
