import rule from '../../../../suites/conformance/authorization/metadata-served.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...GUARDED,
  faults: {
    'nothing served': where({}, guarded({ metadata: () => undefined })),
    'behind the token check': where({}, guarded({ metadataNeedsToken: true })),
    'as a page': where({}, guarded({ metadataType: 'text/html' })),
  },
  stillGood: {
    'no authorization at all': where({}, { base: {}, headers: {} }),
  },
});
