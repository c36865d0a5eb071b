// The proof of load/events-not-held; against nginx in test/runner/load/gateway.
import { proveLoad, type Measures } from '../../kit/prove-load.ts';

const times = (through: readonly number[], direct?: readonly number[]) => (load: Measures) => {
  const side = ([firstMs, lastMs, events = 5]: readonly number[]) => ({ firstMs, lastMs, events });
  load.streaming = {
    step: 'tools/call slow',
    through: side(through),
    ...(direct === undefined ? {} : { direct: side(direct) }),
  };
};

proveLoad('events-not-held', {
  faults: {
    'all events with the answer': { change: times([480, 481], [2, 480]), samples: ['stream'], key: 'tools/call slow' },
    'held for a second and passed on then': { change: times([1900, 2000], [5, 2000]), samples: ['stream'] },
  },
  stillGood: {
    'passed on as they come': { change: times([4, 483], [2, 480]) },
    'a segment filled for 200 ms': { change: times([204, 481], [2, 480]) },
    'a server that sends everything at once': { change: times([480, 480], [479, 480]), expect: 'skip' },
    'nothing to compare with': { change: times([480, 481]), expect: 'skip' },
    'one event is no stream': { change: times([480, 480, 1], [480, 480, 1]), expect: 'skip' },
  },
});
