import { AppError, FLEET_STATES, nearest } from '@devopsellence/core';
import { type EnvironmentNames, environmentTitle } from '../store/index.js';
import { countedState, type SeenNode } from './seen-node.js';

/** Each field narrows what is shown; an empty one does not. */
export interface FleetFilter {
  readonly label: string;
  /** Name of an environment, or the end of its title: `production`, `shop/production`, `acme/shop/production`. */
  readonly environment: string;
  /** Name or id. */
  readonly node: string;
  /** State of a service or of a connection. */
  readonly state: string;
}

/** Whether the environment is one of those that are asked for. */
export function isNamed(environment: EnvironmentNames, wanted: string): boolean {
  return wanted === '' || `/${environmentTitle(environment)}`.endsWith(`/${wanted}`);
}

/** Whether the filter lets the node through. */
export function isShown({ node, connection, attachments, services }: SeenNode, filter: FleetFilter): boolean {
  const { label, environment, node: name, state } = filter;
  if (label !== '' && !node.labels.includes(label)) return false;
  if (name !== '' && name !== node.name && name !== node.id) return false;
  if (environment !== '' && !attachments.some((attachment) => isNamed(attachment, environment))) return false;
  return state === '' || state === connection || services.some((status) => countedState(status, connection) === state);
}

/** Throws `invalid_argument` for a state that nothing can be in. */
export function requireKnownState(state: string): void {
  const known: readonly string[] = FLEET_STATES;
  if (state === '' || known.includes(state)) return;
  const candidate = nearest(state, known);
  throw new AppError('invalid_argument', {
    message: `there is no state ${JSON.stringify(state.slice(0, 80))}`,
    ...(candidate === null ? {} : { reason: `did you mean ${candidate}?` }),
    evidence: [`states: ${known.join(', ')}`],
  });
}
