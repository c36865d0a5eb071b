// How large a regular expression is once its counted repetitions are written out: what an engine would hold in memory.

/** Far above what published schemas use (a few hundred), low enough that compiling costs milliseconds. */
export const HEAVY = 10_000;

/** The longest pattern that is looked at, in characters. */
const LONGEST = 8_192;

const COUNTED = /\{(\d{1,9})(?:,(\d{0,9}))?\}/y;

/** Too large to be worked with; what is too large is not judged by. */
export const tooHeavy = (pattern: string): boolean => pattern.length > LONGEST || weightOf(pattern) > HEAVY;

/** Letters, classes and groups, each as often as the counts around it say: `(ab{3}){10}` weighs 40. */
export function weightOf(pattern: string): number {
  const sums = [0];
  let last = 0;
  for (let i = 0; i < pattern.length;) {
    const char = pattern[i];
    if (char === '(') {
      sums.push(0);
      last = 0;
      i += 1;
    } else if (char === ')') {
      last = (sums.length > 1 ? sums.pop() : 0) ?? 0;
      add(sums, last);
      i += 1;
    } else if (char === '{' && last > 0) {
      COUNTED.lastIndex = i;
      const found = COUNTED.exec(pattern);
      const times = found === null ? 1 : Math.max(1, Number(found[1]), Number(found[2] ?? 0));
      add(sums, last * (times - 1));
      last *= times;
      i += found?.[0].length ?? 1;
    } else {
      last = '*+?|^$'.includes(char ?? '') ? last : 1;
      add(sums, '*+?|^$'.includes(char ?? '') ? 0 : 1);
      i = char === '[' ? endOfClass(pattern, i) : i + (char === '\\' ? 2 : 1);
    }
  }
  return sums.reduce((sum, one) => sum + one, 0);
}

const add = (sums: number[], weight: number): void => {
  sums[sums.length - 1] = (sums.at(-1) ?? 0) + weight;
};

function endOfClass(pattern: string, open: number): number {
  for (let i = open + 1; i < pattern.length; i += 1) {
    if (pattern[i] === '\\') i += 1;
    else if (pattern[i] === ']') return i + 1;
  }
  return pattern.length;
}
