import { type AppError, toAppError } from '@devopsellence/core';
import type { UpgradedNode } from './upgrade-node.js';

export interface FailedNode {
  readonly name: string;
  readonly outcome: 'failed';
  readonly error: AppError;
}

export interface UntriedNode {
  readonly name: string;
  readonly outcome: 'not_tried';
}

export type NodeOutcome = UpgradedNode | FailedNode | UntriedNode;

/** Upgrades so many nodes at a time, and begins with no more once one has failed. Resolves to how each went. */
export async function upgradeFleet<Target extends { readonly name: string }>(
  targets: readonly Target[],
  maxUnavailable: number,
  upgrade: (target: Target) => Promise<UpgradedNode>,
): Promise<readonly NodeOutcome[]> {
  const outcomes: NodeOutcome[] = [];
  for (let first = 0; first < targets.length; first += maxUnavailable) {
    const wave = targets.slice(first, first + maxUnavailable);
    const hasFailed = outcomes.some(({ outcome }) => outcome === 'failed');
    if (hasFailed) outcomes.push(...wave.map(({ name }): UntriedNode => ({ name, outcome: 'not_tried' })));
    else outcomes.push(...(await Promise.all(wave.map((target) => attempt(target, upgrade)))));
  }
  return outcomes;
}

async function attempt<Target extends { readonly name: string }>(
  target: Target,
  upgrade: (target: Target) => Promise<UpgradedNode>,
): Promise<NodeOutcome> {
  try {
    return await upgrade(target);
  } catch (error) {
    return { name: target.name, outcome: 'failed', error: toAppError(error) };
  }
}
