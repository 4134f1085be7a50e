import { expect, it } from 'vitest';
import { describeIssue, invalidConfig } from './issue.js';
import { formatPath } from './path.js';

const ISSUE = {
  file: 'devopsellence.yml',
  line: 12,
  column: 5,
  path: 'services.redis.volumes[0].target',
  message: 'must be an absolute path',
  hint: 'try /data',
};

it.each([
  [ISSUE, 'devopsellence.yml:12:5 services.redis.volumes[0].target: must be an absolute path (hint: try /data)'],
  [{ ...ISSUE, hint: null }, 'devopsellence.yml:12:5 services.redis.volumes[0].target: must be an absolute path'],
  [{ ...ISSUE, path: '', hint: null, message: 'is empty' }, 'devopsellence.yml:12:5: is empty'],
])('describes an issue in one line', (issue, line) => {
  expect(describeIssue(issue)).toBe(line);
});

it('makes a failure that shows every issue', () => {
  const failure = invalidConfig('app/devopsellence.yml', [ISSUE, { ...ISSUE, line: 14 }]);
  expect(failure).toMatchObject({ code: 'invalid_config', message: 'app/devopsellence.yml has 2 problems' });
  expect(failure.evidence).toHaveLength(2);
});

it.each([
  [[], ''],
  [['services', 'redis', 'volumes', 0, 'target'], 'services.redis.volumes[0].target'],
  [['services', 'search', 'env', 'discovery.type'], 'services.search.env["discovery.type"]'],
  [['a b'], '["a b"]'],
])('writes the path %j', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
