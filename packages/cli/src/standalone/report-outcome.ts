import type { EnvironmentName } from '../client/names.js';
import type { StandaloneOutcome } from '../client/standalone-client.js';
import type { CommandContext } from '../command.js';
import { outcomeFields } from '../document/standalone.js';
import { environmentFields } from '../document/status.js';
import { type ChangeVerb, outcomeLines, outcomeMessage } from '../render/standalone-outcome.js';

export interface Report {
  readonly environment: EnvironmentName;
  readonly verb: ChangeVerb;
  readonly outcome: StandaloneOutcome;
}

/** Ends a command that created, updated or restored a service. */
export function reportOutcome({ output }: CommandContext, { environment, verb, outcome }: Report): number {
  return output.succeed({
    message: outcomeMessage(verb, outcome),
    fields: { ...environmentFields(environment), ...outcomeFields(outcome) },
    lines: outcomeLines(verb, outcome),
  });
}
