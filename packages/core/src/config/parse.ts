import { checkValue } from './check-value.js';
import type { Config } from './config.js';
import type { ConfigIssue } from './issue.js';
import { formatPath } from './path.js';
import { locate, type PlacedProblem } from './yaml/locate.js';
import { positionAt } from './yaml/position.js';
import { readYaml } from './yaml/source.js';

export const CONFIG_FILE = 'devopsellence.yml';

export type ParseResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/**
 * Reads a config and checks it in every environment it declares. All issues are reported together, in the order of
 * the text; `file` is only what the issues call it.
 */
export function parseConfig(text: string, file: string = CONFIG_FILE): ParseResult {
  const source = readYaml(text);
  if (!source.readable) return { ok: false, issues: toIssues(source.problems, text, file) };
  const { config, problems } = checkValue(source.value);
  const placed = [...source.problems, ...problems.map((each) => locate(source.document, each))];
  if (placed.length > 0 || config === null) return { ok: false, issues: toIssues(placed, text, file) };
  return { ok: true, config };
}

function toIssues(problems: readonly PlacedProblem[], text: string, file: string): readonly ConfigIssue[] {
  return problems
    .toSorted((left, right) => left.offset - right.offset)
    .map(({ offset, path, message, hint }) => ({
      file,
      ...positionAt(text, offset),
      path: formatPath(path),
      message,
      hint,
    }));
}
