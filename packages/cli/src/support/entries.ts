import { defaultEnvironment, encodeSpec, resolve } from '@devopsellence/core';
import { loadApp } from '../app.js';
import type { DiagnosedNode } from '../client/diagnosis-client.js';
import type { CommandContext } from '../command.js';
import type { Examination } from '../doctor/examine.js';
import { diagnosedFields } from '../document/diagnosis.js';
import { controlPlaneFields, examinationFields } from '../document/examination.js';
import { fleetFields, statusFields } from '../document/status.js';
import { environmentOf } from '../environment.js';
import { findingJson, type JsonObject } from '../output.js';
import { findingTexts } from '../render/examination.js';

/** One file of a bundle. Its text is made when its turn comes, so that only one is in memory at a time. */
export interface BundleEntry {
  readonly name: string;
  readonly summary: string;
  readonly read: () => Promise<string>;
}

/** Asks a node once more, with its log. */
export type AskNode = (node: DiagnosedNode) => Promise<DiagnosedNode>;

/** What a bundle holds, in the order in which it is written. */
export function bundleEntries(context: CommandContext, examination: Examination, ask: AskNode): readonly BundleEntry[] {
  const { findings, controlPlane, status, fleet, nodes, local } = examination;
  const doctor = { findings: findings.map(findingJson), ...examinationFields(examination) };
  return [
    entry('findings.txt', 'what doctor found', () => `${findingTexts(findings).join('\n')}\n`),
    entry('doctor.json', 'the same for programs, with versions', () => jsonText(doctor)),
    ...(local.config.file === null ? [] : [configEntry(context)]),
    ...(status === null ? [] : [entry('status.json', 'the environment', () => jsonText(statusFields(status)))]),
    ...(fleet === null ? [] : [entry('fleet.json', 'all nodes and services', () => jsonText(fleetFields(fleet)))]),
    ...(controlPlane === null ? [] : controlPlaneEntries(controlPlane)),
    ...nodes.filter(({ diagnosis }) => diagnosis !== null).map((node) => nodeEntry(node, ask)),
  ];
}

function configEntry(context: CommandContext): BundleEntry {
  return {
    name: 'config.json',
    summary: 'the config with every default applied, and references to secrets only',
    read: async () => {
      const { config } = await loadApp(context);
      const spec = resolve(config, environmentOf(context, defaultEnvironment(config)));
      return `${encodeSpec(spec)}\n`;
    },
  };
}

function controlPlaneEntries(controlPlane: NonNullable<Examination['controlPlane']>): readonly BundleEntry[] {
  const { facts, log, metrics } = controlPlane;
  return [
    entry('control-plane/facts.json', 'versions, sizes and certificates', () => jsonText(controlPlaneFields(facts))),
    entry('control-plane/log.txt', 'its last log lines', () => `${log.join('\n')}\n`),
    entry('control-plane/metrics.txt', 'its figures', () => metrics),
  ];
}

function nodeEntry(node: DiagnosedNode, ask: AskNode): BundleEntry {
  return {
    // A name from afar decides no path here.
    name: `nodes/${node.node.name.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.json`,
    summary: 'its diagnosis, with the last log lines of its agent',
    read: async () => jsonText(diagnosedFields(await ask(node))),
  };
}

function entry(name: string, summary: string, text: () => string): BundleEntry {
  return { name, summary, read: async () => text() };
}

function jsonText(fields: JsonObject): string {
  return `${JSON.stringify(fields, null, 2)}\n`;
}
