import rule from '../../../../suites/access/exposure/banner.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const header = (name: string, value: string) => onHttp((answer) => void (answer.headers[name] = value));

prove(rule, {
  transports: ['streamable-http'],
  faults: {
    'the version of the server': header('Server', 'nginx/1.25.3'),
    'the version of the runtime': header('X-Powered-By', 'PHP/8.1.2'),
    'the version of a framework': header('X-AspNet-Version', '4.0.30319'),
  },
  stillGood: {
    'a name without version': header('Server', 'uvicorn'),
    'a framework without version': header('X-Powered-By', 'Express'),
    'a version of something else': header('MCP-Protocol-Version', '2025-11-25'),
  },
});
