import { AppError } from '../failure.js';

/** One thing that is wrong with a config file, and where. Line and column count from 1. */
export interface ConfigIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `services.redis.volumes[0].target`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string | null;
}

/** `devopsellence.yml:12:5 services.redis.volumes[0].target: must be an absolute path (hint: …)` */
export function describeIssue(issue: ConfigIssue): string {
  const isNamed = issue.path === '' || issue.message.startsWith(`${issue.path} `);
  const path = isNamed ? '' : ` ${issue.path}`;
  const hint = issue.hint === null ? '' : ` (hint: ${issue.hint})`;
  return `${issue.file}:${issue.line}:${issue.column}${path}: ${issue.message}${hint}`;
}

/** The failure that shows every issue; `file` names the config also when there is only one issue. */
export function invalidConfig(file: string, issues: readonly ConfigIssue[]): AppError {
  const count = issues.length === 1 ? '1 problem' : `${issues.length} problems`;
  return new AppError('invalid_config', {
    message: `${file} has ${count}`,
    evidence: issues.map(describeIssue),
  });
}
