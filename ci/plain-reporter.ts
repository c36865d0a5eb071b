// Ends a test run with one plain line, for whoever counts: `tests: 12 passed, 0 failed, 3 skipped`, and names what was skipped.

import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests: TestCase[] = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const files = [...new Set(skipped.map((test) => test.module.relativeModuleId))];
    for (const file of files)
      console.log(`skipped in ${file}: ${skipped.filter((test) => test.module.relativeModuleId === file).length}`);
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    ).length;
    console.log(`tests: ${count('passed')} passed, ${count('failed') + broken} failed, ${skipped.length} skipped`);
  }
}
