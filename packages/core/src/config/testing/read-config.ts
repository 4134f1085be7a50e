import type { Config } from '../config.js';
import { describeIssue } from '../issue.js';
import { parseConfig } from '../parse.js';

/** The head of a config: what every test needs and none is about. */
export const HEAD = 'schema_version: 1\norganization: acme\nproject: shop\n';

/** The config that the text holds; fails with all issues when it holds none. */
export function readConfig(text: string): Config {
  const result = parseConfig(text);
  if (result.ok) return result.config;
  throw new TypeError(result.issues.map(describeIssue).join('\n'));
}

/** The issues as lines, without the name of the file; none when the text is a config. */
export function issuesOf(text: string): readonly string[] {
  const result = parseConfig(text, 'f');
  return result.ok ? [] : result.issues.map((issue) => describeIssue(issue).slice('f:'.length));
}
