import {
  canonicalJson,
  type DesiredService,
  desiredEnvironments,
  type EnvironmentSpec,
  planChanges,
  type TaskSpec,
} from '@devopsellence/core';
import type { Release } from '../store/index.js';
import { changeSentence } from './change-sentence.js';
import { sha256 } from './sha256.js';

/** Any: what a release runs is compared, not where. */
const SOME_NODE = 'n';

/**
 * What one release has other than another, one sentence each, that shows no value: services as a deployment would change
 * them, then tasks, then how it is rolled out. Which versions secrets have is no part of a release.
 */
export function releaseDifferences(from: Release, to: Release): readonly string[] {
  const services = planChanges(servicesOf(from), servicesOf(to)).flatMap((change) => changeSentence(change) ?? []);
  const rollout = canonicalJson(from.spec.rollout) === canonicalJson(to.spec.rollout) ? [] : ['rollout changed'];
  return [...services, ...taskDifferences(from.spec, to.spec), ...rollout];
}

function servicesOf({ environmentId, id: releaseId, spec, images }: Release): readonly DesiredService[] {
  const secrets = spec.services.map(({ name, secretRefs }) => {
    const bindings = secretRefs.map(({ name: env, secret }) => ({ env, secret, versionId: '' }));
    return [name, bindings] as const;
  });
  const documents = desiredEnvironments({
    environmentId,
    releaseId,
    deploymentId: '',
    spec,
    images,
    secrets: new Map(secrets),
    placements: spec.services.map(({ name }) => ({ service: name, nodeIds: [SOME_NODE] })),
    taskRun: null,
    hash: sha256,
  });
  return documents.get(SOME_NODE)?.services ?? [];
}

function taskDifferences(from: EnvironmentSpec, to: EnvironmentSpec): readonly string[] {
  const before = byName(from.tasks);
  const after = byName(to.tasks);
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((name) => {
    const [old, own] = [before.get(name), after.get(name)];
    if (old === own) return [];
    return [`task ${name} ${old === undefined ? 'added' : own === undefined ? 'removed' : 'changed'}`];
  });
}

function byName(tasks: readonly TaskSpec[]): ReadonlyMap<string, string> {
  return new Map(tasks.map((task) => [task.name, canonicalJson(task)]));
}
