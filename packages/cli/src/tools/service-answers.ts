import { AppError } from '@devopsellence/core';
import type { StandaloneOutcome } from '../client/standalone-client.js';
import { deletedFields, outcomeFields, presetFields, standaloneFields } from '../document/standalone.js';
import { presetTable } from '../render/preset.js';
import { standaloneTable, standaloneText } from '../render/standalone.js';
import {
  type ChangeVerb,
  deletedLines,
  outcomeLines,
  outcomeMessage,
  switchedMessage,
} from '../render/standalone-outcome.js';
import { checkedOverrides, newSettings } from '../standalone/checked-settings.js';
import { overridesOf } from './overrides.js';
import { readLines } from './read-lines.js';
import { runToEnd, shellRequest } from './run-command.js';
import type { Call, Tool } from './tool.js';
import type { ToolAnswer, ToolPlace } from './tool-answer.js';
import { IMAGE, N_LINES, NAME, NODE, PORT, WAIT, WITH_VOLUMES } from './tools.js';

/** Does what a tool is for. */
export type ToolRun = (call: Call, place: ToolPlace) => Promise<ToolAnswer>;

const DEFAULT_LINES = 100;

/** What the tools of `SERVICE_TOOLS` do, by name. */
const SERVICE_RUNS: Readonly<Record<string, ToolRun>> = {
  create_service: async (call, { client, environment }) => {
    const settings = newSettings(call.need(IMAGE), call.need(PORT), overridesOf(call));
    const [name, node] = [call.need(NAME), call.get(NODE) ?? null];
    return changed(
      'Created',
      await client.createService({ environment, name, settings, node, wait: call.get(WAIT) ?? false }),
    );
  },
  list_services: async (_, { client, environment, style }) => {
    const services = await client.listServices(environment);
    return {
      message: counted(services, 'service'),
      fields: { services: services.map(standaloneFields) },
      lines: services.length === 0 ? ['No standalone services.'] : standaloneTable(services, style),
    };
  },
  get_service_info: async (call, { client, environment, style }) => {
    const service = await client.getService({ environment, name: call.need(NAME) });
    const message = `service ${service.name} on ${service.node}`;
    return { message, fields: { service: standaloneFields(service) }, lines: standaloneText(service, style) };
  },
  get_service_logs: (call, place) =>
    readLines(place, {
      environment: place.environment,
      service: call.need(NAME),
      node: null,
      lines: call.get(N_LINES) ?? DEFAULT_LINES,
      sinceMs: null,
    }),
  restart_service: async (call, { client, environment }) => {
    const name = call.need(NAME);
    const { service, isChanged } = await client.switchService({
      environment,
      name,
      action: 'restart',
      wait: call.get(WAIT) ?? false,
    });
    const message = switchedMessage('restart', name, isChanged);
    return { message, fields: { service: standaloneFields(service), changed: isChanged }, lines: [message] };
  },
  update_service: async (call, { client, environment }) => {
    const overrides = checkedOverrides(overridesOf(call));
    return changed(
      'Updated',
      await client.updateService({ environment, name: call.need(NAME), overrides, wait: call.get(WAIT) ?? false }),
    );
  },
  delete_service: async (call, { client, environment }) => {
    const withVolumes = call.get(WITH_VOLUMES) ?? false;
    const deleted = await client.deleteService({ environment, name: call.need(NAME) }, withVolumes);
    const message = `Deleted ${deleted.name} on ${deleted.node}.`;
    return { message, fields: deletedFields(deleted), lines: deletedLines(deleted) };
  },
  run_service_command: (call, place) => runToEnd(place, shellRequest(call, place.environment)),
  list_service_presets: async (_, { client, environment, style }) => {
    const presets = await client.listPresets(environment);
    return {
      message: counted(presets, 'preset'),
      fields: { presets: presets.map(presetFields) },
      lines: presets.length === 0 ? ['No presets.'] : presetTable(presets, style),
    };
  },
  restore_service: async (call, { client, environment }) => {
    const overrides = checkedOverrides(overridesOf(call));
    const [name, node] = [call.need(NAME), call.get(NODE) ?? null];
    return changed(
      'Restored',
      await client.restoreService({ environment, name, overrides, node, wait: call.get(WAIT) ?? false }),
    );
  },
  delete_service_preset: async (call, { client, environment }) => {
    const name = call.need(NAME);
    await client.deletePreset({ environment, name });
    const message = `Deleted the preset of ${name}.`;
    return { message, fields: { name }, lines: [message] };
  },
};

/** What the tool, one of `SERVICE_TOOLS`, does. */
export function runOf({ name }: Tool): ToolRun {
  const run = SERVICE_RUNS[name];
  if (run !== undefined) return run;
  throw new AppError('internal', { message: `nothing is known of the tool ${name}` });
}

function changed(verb: ChangeVerb, outcome: StandaloneOutcome): ToolAnswer {
  const message = outcomeMessage(verb, outcome);
  return { message, fields: outcomeFields(outcome), lines: outcomeLines(verb, outcome) };
}

function counted(items: readonly unknown[], noun: string): string {
  return items.length === 1 ? `1 ${noun}` : `${items.length} ${noun}s`;
}
