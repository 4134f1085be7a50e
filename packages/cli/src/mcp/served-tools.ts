import type { Command, CommandContext } from '../command.js';
import { serviceOverviewFields } from '../document/service-status.js';
import { statusFields } from '../document/status.js';
import { formatEnvironment } from '../environment-name.js';
import { Input, type Option } from '../parameter.js';
import { serviceOverviewLines } from '../render/service-status.js';
import { statusLines } from '../render/status.js';
import * as app from '../tools/app-tools.js';
import { answerFields, inEnvironment, placed } from '../tools/call-tool.js';
import { readLines } from '../tools/read-lines.js';
import { runToEnd } from '../tools/run-command.js';
import { runOf, type ToolRun } from '../tools/service-answers.js';
import type { Call, Tool } from '../tools/tool.js';
import { N_LINES, SERVICE_TOOLS, USER } from '../tools/tools.js';
import { usage } from '../usage.js';
import type { ServedTool } from './served-tool.js';

/** An assistant reads all of it: of longer output it gets the beginning and the end. */
const OUTPUT_LIMIT = 2 ** 18;
const DEFAULT_LINES = 100;

/** Everything that assistants may call, in the order in which it is listed. */
export const SERVED_TOOLS: readonly ServedTool[] = [
  deployment(app.DEPLOY, 'deploy', async (call) => {
    const { command, IMAGE } = await import('../commands/deploy.js');
    return { command, config: call.get(app.CONFIG), given: [[IMAGE, call.get(app.APP_IMAGE)]] };
  }),
  deployment(app.APPLY, 'apply', async () => {
    const { command } = await import('../commands/apply.js');
    return { command, given: [] };
  }),
  deployment(app.ROLLBACK, 'release rollback', async (call) => {
    const { command, RELEASE, WITH_TASK } = await import('../commands/release/rollback.js');
    const given = [
      [RELEASE, call.get(app.RELEASE)],
      [WITH_TASK, call.get(app.WITH_TASK)],
    ] as const;
    return { command, given };
  }),
  answering(app.STATUS, 'status', async (call, { client, environment, style }) => {
    const [service, node] = [call.get(app.SERVICE), call.get(app.NODE) ?? null];
    if (service === undefined && node !== null) throw usage('node needs service');
    const message = `status of ${formatEnvironment(environment)}`;
    if (service === undefined) {
      const status = await client.status(environment);
      return { message, fields: statusFields(status), lines: statusLines(status, style) };
    }
    const overview = await client.serviceStatus({ environment, service, node });
    return { message, fields: serviceOverviewFields(overview), lines: serviceOverviewLines(overview, style) };
  }),
  answering(app.LOGS, 'logs', (call, place) =>
    readLines(place, {
      environment: place.environment,
      service: call.get(app.SERVICE) ?? null,
      node: call.get(app.NODE) ?? null,
      lines: call.get(N_LINES) ?? DEFAULT_LINES,
      sinceMs: call.get(app.SINCE) ?? null,
    }),
  ),
  answering(app.EXEC, 'exec', (call, place) =>
    runToEnd(place, {
      environment: place.environment,
      service: call.need(app.SERVICE),
      node: call.get(app.NODE) ?? null,
      command: call.need(app.EXEC_COMMAND),
      user: call.get(USER) ?? null,
      tty: false,
      interactive: false,
      size: null,
    }),
  ),
  ...SERVICE_TOOLS.map((tool) => answering(tool, 'call', runOf(tool))),
];

function answering(tool: Tool, operation: string, run: ToolRun): ServedTool {
  return {
    tool,
    operation,
    run: (context, call) =>
      inEnvironment(context, call, async (place) => {
        const answer = await run(call, { ...place, outputLimit: OUTPUT_LIMIT });
        return context.output.succeed({ ...answer, fields: answerFields(call, place, answer) });
      }),
  };
}

interface CommandLine {
  readonly command: Command;
  /** Path of the config; undefined: the one that is found. */
  readonly config?: string | undefined;
  /** Options and arguments of the command's own. */
  readonly given: readonly (readonly [Pick<Option<unknown>, 'key'>, string | boolean | undefined])[];
}

/** A command that deploys, as if it had been typed. */
function deployment(tool: Tool, operation: string, line: (call: Call) => Promise<CommandLine>): ServedTool {
  return {
    tool,
    operation,
    run: async (context, call) => {
      const { command, config, given } = await line(call);
      return command.run(typed(context, call, { config, given: [...given, ...(await common(call))] }));
    },
  };
}

async function common(call: Call): Promise<CommandLine['given']> {
  const { DRY_RUN } = await import('../deploy/dry-run.js');
  const { SUPERSEDE } = await import('../deploy/supersede.js');
  return [
    [DRY_RUN, call.get(app.DRY_RUN)],
    [SUPERSEDE, call.get(app.SUPERSEDE)],
  ];
}

function typed(context: CommandContext, call: Call, { config, given }: Pick<CommandLine, 'config' | 'given'>) {
  const there = placed(context, call);
  return {
    ...there,
    globals: { ...there.globals, config: config ?? there.globals.config },
    input: new Input(new Map(given.map(([{ key }, value]) => [key, value]))),
  };
}
