// Statuses that tell clients another story.

import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('statuses'), {
  transports: ['streamable-http'],
  options: { calls: 'all' },
  faults: {
    'every refusal is a 500': {
      http: async (request, response, next) => {
        const write = response.writeHead.bind(response);
        response.writeHead = ((status: number, ...rest: never[]) =>
          write(status >= 400 ? 500 : status, ...rest)) as never;
        await next();
        void request;
      },
    },
  },
  stillGood: {},
});
