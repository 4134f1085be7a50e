import type { ContainerDefinition } from '../model/desired-state.js';
import { engineReference } from '../model/image.js';
import type { StandaloneTraits } from '../model/standalone.js';

/**
 * What differs between two definitions of a container, each as one sentence. Sentences name environment variables and
 * secrets; they never show a value, a command or arguments, for any of these may hold what is nobody's business.
 */
export function diffDefinitions(before: ContainerDefinition, after: ContainerDefinition): readonly string[] {
  return [
    ...imageReasons(before, after),
    ...changed('command changed', before.entrypoint, after.entrypoint),
    ...changed('args changed', before.command, after.command),
    ...keyReasons('env', before.env, after.env),
    ...secretReasons(before, after),
    ...keyReasons('volume', mounts(before), mounts(after)),
    ...keyReasons('port', ports(before), ports(after)),
    ...limitReason('memory', before.resources.memoryBytes, after.resources.memoryBytes),
    ...limitReason('cpus', before.resources.cpus, after.resources.cpus),
    ...traitReasons(before.standalone, after.standalone),
  ];
}

function imageReasons(
  { image: before }: ContainerDefinition,
  { image: after }: ContainerDefinition,
): readonly string[] {
  if (engineReference(before) === engineReference(after)) return [];
  if (before.reference !== after.reference) return [`image changed: ${before.reference} → ${after.reference}`];
  return [`image changed: ${after.reference} has another digest`];
}

function secretReasons(before: ContainerDefinition, after: ContainerDefinition): readonly string[] {
  const old = new Map(before.secrets.map((binding) => [binding.env, binding]));
  const sources = keyReasons('secret', secretNames(before), secretNames(after));
  const versions = after.secrets
    .filter(({ env, secret, versionId }) => {
      const binding = old.get(env);
      return binding?.secret === secret && binding.versionId !== versionId;
    })
    .map(({ env }) => `secret version changed: ${env}`);
  return [...sources, ...versions.toSorted()];
}

/** `env added: A, B`, `env removed: C`, `env changed: D`. */
function keyReasons(
  what: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const changedKeys = Object.keys(after).filter((key) => Object.hasOwn(before, key) && before[key] !== after[key]);
  return [
    ...listReason(`${what} added`, added),
    ...listReason(`${what} removed`, removed),
    ...listReason(`${what} changed`, changedKeys),
  ];
}

function listReason(what: string, keys: readonly string[]): readonly string[] {
  return keys.length === 0 ? [] : [`${what}: ${keys.toSorted().join(', ')}`];
}

function changed(sentence: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const isSame = before.length === after.length && before.every((word, index) => word === after[index]);
  return isSame ? [] : [sentence];
}

function limitReason(what: string, before: number | null, after: number | null): readonly string[] {
  return before === after ? [] : [`${what} limit changed: ${before ?? 'none'} → ${after ?? 'none'}`];
}

/** Which of a standalone service's traits differ; what its labels say is made from other settings. */
function traitReasons(before?: StandaloneTraits, after?: StandaloneTraits): readonly string[] {
  const switches = [
    ['host mode', before?.isHostNetwork, after?.isHostNetwork],
    ['net_admin', before?.isNetAdmin, after?.isNetAdmin],
    ['privileged', before?.isPrivileged, after?.isPrivileged],
  ] as const;
  return [
    ...keyReasons('published port', published(before), published(after)),
    ...keyReasons('label', before?.labels ?? {}, after?.labels ?? {}),
    ...switches.flatMap(([what, was = false, is = false]) =>
      was === is ? [] : [`${what} turned ${is ? 'on' : 'off'}`],
    ),
  ];
}

function published(traits?: StandaloneTraits): Readonly<Record<string, string>> {
  return Object.fromEntries((traits?.publishedPorts ?? []).map(({ port, protocol }) => [`${port}/${protocol}`, '']));
}

function mounts(definition: ContainerDefinition): Readonly<Record<string, string>> {
  const mode = (isReadOnly: boolean) => (isReadOnly ? ':ro' : '');
  return Object.fromEntries(
    definition.volumes.map(({ name, target, isReadOnly = false }) => [target, `${name}${mode(isReadOnly)}`]),
  );
}

function ports(definition: ContainerDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(definition.ports.map(({ name, port }) => [name, String(port)]));
}

function secretNames(definition: ContainerDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(definition.secrets.map(({ env, secret }) => [env, secret]));
}
