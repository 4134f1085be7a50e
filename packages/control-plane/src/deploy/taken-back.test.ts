import { expect, it } from 'vitest';
import { aDesiredService } from '../testing/documents.js';
import { type HeldNode, takenBack } from './taken-back.js';

const [web, redis] = [aDesiredService('web'), aDesiredService('redis')];
const published = (id: string, ...services: HeldNode['published'][number]['services']) => ({ id, services });
const runs = (environmentId: string, name: string, hash: string) => ({ environmentId, name, hash });

it.each<[string, HeldNode, readonly string[]]>([
  ['nothing else', { services: [runs('own', 'web', 'new')], published: [published('own', web)] }, []],
  ['another one as it is known', { services: [runs('b', 'web', web.hash)], published: [published('b', web)] }, []],
  ['another one that is newer', { services: [runs('b', 'web', 'new')], published: [published('b', web)] }, ['b']],
  [
    'one that is not known',
    { services: [runs('c', 'web', 'new'), runs('b', 'web', 'new')], published: [] },
    ['b', 'c'],
  ],
  [
    'one with a service more',
    { services: [runs('b', 'web', web.hash)], published: [published('b', web, redis)] },
    ['b'],
  ],
  ['one that was detached since', { services: [], published: [published('b', web)] }, ['b']],
  ['one that runs nothing', { services: [], published: [published('b')] }, []],
])('a node that is held runs beside the environment: %s', (_title, node, expected) => {
  expect(takenBack(node, 'own')).toEqual(expected);
});
