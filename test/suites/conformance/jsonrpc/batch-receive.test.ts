import { onMessage } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/batch-receive.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    refused: { input: (text) => (text.startsWith('[') ? '{}' : text) },
    'one request is lost': { rpc: (message, next) => (message.id === 'assay-batch-b' ? undefined : next()) },
  },
  stillGood: { 'answered one by one': onMessage((m) => m) },
});
