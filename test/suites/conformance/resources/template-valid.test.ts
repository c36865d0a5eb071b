import rule from '../../../../suites/conformance/resources/template-valid.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const template = (uriTemplate: string) =>
  on('resources/templates/list', (r) => {
    if (r.nextCursor === undefined) r.resourceTemplates.push({ uriTemplate, name: 'one' });
  });

prove(rule, {
  faults: {
    'a brace that is not closed': template('file:///{path'),
    'a brace too many': template('file:///path}'),
    'a blank in a variable': template('file:///{my path}'),
    'nothing between the braces': template('file:///{}'),
    'a blank outside': template('file:///my docs/{path}'),
    'a reserved operator': template('file:///{!path}'),
  },
  stillGood: {
    'every operator': template('x://{+a}{#b}{.c}{/d}{;e}{?f,g}{&h}{i:3}{j*}'),
    'no variable at all': template('x://fixed/%20'),
  },
});
