import { EXAMPLE_CONFIG } from '../example.js';
import { configJsonSchema } from '../json-schema.js';
import { sections } from './sections.js';

const INTRODUCTION = `# Config reference: \`devopsellence.yml\`

This page is generated from the schema that checks the file; do not edit it. A config describes one app: its services,
its tasks, and what is different in each environment. Unknown keys are refused. All problems are reported together,
each with its place in the file, its path, and a hint.

Values that look like numbers or booleans but are text (variables, arguments) need quotes. A duration is written
\`250ms\`, \`10s\`, \`5m\` or \`1h30m\`, an amount of memory \`512k\`, \`256m\` or \`1g\` (powers of 1024).`;

const RULES = `## Rules between the fields

- A service with a port named \`http\`, with a \`healthcheck\`, or with the name \`web\` is a web service: it runs on nodes with
  the label \`web\`. It must have a port named \`http\`, and a \`healthcheck\` or a \`readiness\`. All others run on nodes with the
  label \`worker\`. \`readiness\` has no say in this.
- A service has at most one check: \`healthcheck\`, or \`readiness\` with exactly one of \`http\`, \`tcp\` and \`command\`.
- Names and numbers of the ports of a service are unique, and so are the targets of its volumes.
- A variable gets its value from \`env\` or from one entry of \`secret_refs\`, not from both.
- \`depends_on\` is a list of services, or a mapping from service to \`condition\` and \`timeout\`. Services cannot wait for
  themselves, nor in a circle. \`condition: ready\` needs a service with a check.
- A task sets \`command\` or \`args\`; what it does not set is the service's. \`release\` has no schedule and cannot wait for its own
  service, nor for one that waits for it. Every other task has a schedule.
- A schedule has the five fields of cron: minute, hour, day of month, month, day of week, with numbers, names, ranges, lists
  and steps. Where both days are limited, either is enough. A time that a clock skips when it is put forward is not run, and
  one that it shows twice is run twice; in \`UTC\` there is neither.
- Every rule of the ingress is for one of the hosts and leads to a named port of a service. No two rules match the same.

## Environments

An environment that is not declared is the base under that name. In a declared one, what stands alone and lists replace what
the base says; \`env\` is merged by variable, and \`healthcheck\`, \`readiness\`, \`resources\`, \`placement\`, \`rollout\`, \`tls\` and tasks by
field; a schedule stands alone. A service must exist in the base; tasks and an ingress may be added. Every declared environment is checked whenever the
file is read.`;

/** The reference page in Markdown, made from the schema. */
export function configReference(): string {
  const example = `## Example\n\n\`\`\`yaml\n${EXAMPLE_CONFIG}\`\`\``;
  return `${[INTRODUCTION, ...sections(configJsonSchema()), RULES, example].join('\n\n')}\n`;
}
