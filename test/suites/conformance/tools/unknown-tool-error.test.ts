import rule from '../../../../suites/conformance/tools/unknown-tool-error.check.ts';
import { onError, result, instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const unknown = (name: unknown): boolean => /^(?:assay|constructor)/u.test(String(name));

prove(rule, {
  faults: {
    'isError with the words «unknown tool»': instead('tools/call', (params, ctx, next) =>
      unknown(params.name) ? result({ content: [{ type: 'text', text: 'unknown tool' }], isError: true }, ctx) : next(),
    ),
    'a success for whatever name': instead('tools/call', (params, ctx, next) =>
      unknown(params.name) ? result({ content: [] }, ctx) : next(),
    ),
    'a success for names that every object has': instead('tools/call', (params, ctx, next) =>
      params.name in {} ? result({ content: [] }, ctx) : next(),
    ),
    'a result for names of another script alone': instead('tools/call', (params, ctx, next) =>
      /[^\u0020-\u007e]/u.test(String(params.name)) ? result({ content: [], isError: true }, ctx) : next(),
    ),
  },
  stillGood: {
    'another code': onError('tools/call', (error) => {
      error.code = -32601;
    }),
  },
});
