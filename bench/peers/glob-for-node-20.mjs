// The official conformance suite imports `fs.globSync`, which Node has from 22 on: gives it one on Node 20, so that the
// bench runs on every Node that we support. Loaded with --import; it concerns nothing else.
import fs from 'node:fs';
import { register } from 'node:module';

const shim =
  `export * from 'node:fs'; import fs from 'node:fs'; export default fs;` +
  `export const globSync = () => { throw new Error('no globSync on this Node'); };`;
const hooks =
  `const url = 'data:text/javascript,' + ${JSON.stringify(encodeURIComponent(shim))};` +
  `export const resolve = (specifier, context, next) =>` +
  ` specifier === 'fs' && context.parentURL?.includes('/@modelcontextprotocol/conformance/')` +
  ` ? { url, format: 'module', shortCircuit: true } : next(specifier, context);`;
if (typeof fs.globSync !== 'function') register(`data:text/javascript,${encodeURIComponent(hooks)}`);
