import type { WaitingStatus } from '@devopsellence/core';
import type { DeploymentProgress, NodeStatus, ServiceReport } from '../client/status.js';

/** How far one service on one node, or a node as a whole, has come. */
export interface Step {
  readonly node: string;
  /** Null for the node as a whole. */
  readonly service: string | null;
  /** `settled`, else the state it is in. */
  readonly state: string;
  readonly isSettled: boolean;
  /** What it waits for, or its last error; empty when there is nothing to say. */
  readonly detail: string;
  readonly waitingOn: readonly WaitingStatus[];
}

/** The steps now, by node and service. Counts and times that tick in a detail are no change of a step. */
export type Steps = ReadonlyMap<string, { readonly step: Step; readonly mark: string }>;

export interface Changes {
  readonly steps: Steps;
  readonly changed: readonly Step[];
}

/**
 * What has changed since the steps before. Of the first progress only what is not settled counts: what ran before and
 * is left alone is no news. A node that has not taken the newest desired state yet says nothing about it.
 */
export function changesSince(before: Steps | null, { nodes }: DeploymentProgress): Changes {
  const steps = new Map(before);
  const changed: Step[] = [];
  for (const { key, step, mark } of nodes.flatMap(stepsOf)) {
    const isNews = before === null ? !step.isSettled : before.get(key)?.mark !== mark;
    steps.set(key, { step, mark });
    if (isNews && !(step.isSettled && before?.get(key) === undefined)) changed.push(step);
  }
  return { steps, changed };
}

/** What the deployment waits for beyond what the steps say of themselves. */
export function otherWaiting({ deployment, nodes }: DeploymentProgress): readonly string[] {
  const said = nodes.flatMap(({ services }) =>
    services.flatMap(({ waitingOn }) => waitingOn.map(({ detail }) => detail)),
  );
  return deployment.waiting.filter((sentence) => !said.some((detail) => detail !== '' && sentence.includes(detail)));
}

interface MarkedStep {
  readonly key: string;
  readonly step: Step;
  /** Differs when the step is news. */
  readonly mark: string;
}

function stepsOf(node: NodeStatus): readonly MarkedStep[] {
  const connection = nodeStep(node);
  const services = node.observedRevision < node.revision ? [] : node.services;
  return [connection, ...services.map((service) => serviceStep(node.name, service))];
}

function nodeStep({ name, connection, engineError }: NodeStatus): MarkedStep {
  const isSettled = connection === 'online' && engineError === '';
  const state = engineError === '' ? connection : 'engine error';
  const step = { node: name, service: null, state, isSettled, detail: engineError, waitingOn: [] };
  return { key: name, step, mark: state };
}

function serviceStep(node: string, service: ServiceReport): MarkedStep {
  const state = service.settled ? 'settled' : service.state.replaceAll('_', ' ');
  const waiting = service.waitingOn.map(({ detail }) => detail).join('; ');
  const detail = service.settled ? '' : [service.lastError, waiting].filter((text) => text !== '').join('; ');
  const reasons = service.waitingOn.map(({ reason, subject }) => `${reason}/${subject}`).join(',');
  const waitingOn = service.settled ? [] : service.waitingOn;
  const step = { node, service: service.name, state, isSettled: service.settled, detail, waitingOn };
  return { key: `${node}/${service.name}`, step, mark: [state, service.lastError, reasons].join('\n') };
}
