import rule from '../../../../suites/conformance/schema/server-requests.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, request, says } from './said.ts';

prove(rule, {
  options: { allow: ['show_roots'] },
  faults: {
    'a ping without id': says(notification('ping')),
    'roots without id': says(notification('roots/list')),
    'a list as params': says(() => request('ping', [])),
  },
  stillGood: { 'a ping': says(() => request('ping')), 'a ping with _meta': says(() => request('ping', { _meta: {} })) },
});
