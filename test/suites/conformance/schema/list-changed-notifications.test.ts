import rule from '../../../../suites/conformance/schema/list-changed-notifications.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, says } from './said.ts';

prove(rule, {
  neverPasses: 'nothing that this rule alone asks for changes a list',
  faults: {
    'another spelling': says(notification('notifications/tools/listChanged')),
    'the list as params': says(notification('notifications/tools/list_changed', [])),
    'no prefix': says(notification('tools/list_changed')),
  },
  stillGood: {
    'one of each': says(notification('notifications/prompts/list_changed')),
    'with _meta': says(notification('notifications/resources/list_changed', { _meta: {} })),
  },
});
