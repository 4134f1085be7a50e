import { toIso } from '../model/instant.js';
import type { WaitingStatus } from '../model/status.js';
import type { Action } from './action.js';
import { durationText } from './duration-text.js';
import type { Waiting } from './waiting.js';

/** An action as one plain sentence, for logs and events. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case 'createNetwork':
      return `create network ${action.network}`;
    case 'removeNetwork':
      return `remove network ${action.network}`;
    case 'createVolume':
      return `create volume ${action.volume}`;
    case 'pullImage':
      return `pull image ${action.image.reference}`;
    case 'createContainer':
    case 'createTaskContainer':
      return `create and start ${action.container}`;
    case 'nameContainer':
      return action.name === null
        ? `put ${action.container} on its network without a name`
        : `give ${action.container} the name ${action.name} on its network`;
    case 'startContainer':
      return `start ${action.container}`;
    case 'stopContainer':
      return `stop ${action.container} within ${durationText(action.graceMs)}`;
    case 'removeContainer':
      return `remove ${action.container} within ${durationText(action.graceMs)}`;
  }
}

/** Why something is not happening yet as one plain sentence; whose it is stands beside it. */
export function describeWaiting(waiting: Waiting): string {
  switch (waiting.reason) {
    case 'image':
      return `waiting for image ${waiting.image}${inParentheses(waiting.detail)}`;
    case 'dependency':
      return `waiting on ${waiting.dependency}: ${waiting.detail}`;
    case 'start':
      return `waiting for ${waiting.container} to start`;
    case 'readiness':
      return `waiting for ${waiting.container} to be ready${inParentheses(waiting.detail)}`;
    case 'stability':
      return `${waiting.container} is ready, and stable once it has been for ${durationText(waiting.until - waiting.since)}`;
    case 'name':
      return `waiting for ${waiting.container} to be found by name`;
    case 'backoff':
      return `trying again at ${toIso(waiting.until)} after ${timesText(waiting.attempts)}: ${waiting.detail}`;
    case 'task':
      return `waiting for task ${waiting.task}: ${waiting.detail}`;
    case 'end':
      return `${waiting.container} runs, at most until ${toIso(waiting.until)}`;
    case 'stop':
      return `waiting for ${waiting.container} to be stopped`;
    case 'dependant':
      return `waiting for ${waiting.dependant}, which depends on it, to stop first`;
  }
}

/** The same for status: with what is waited for, and since when. */
export function describeForStatus(waiting: Waiting): WaitingStatus {
  const { reason } = waiting;
  const since = 'since' in waiting ? waiting.since : null;
  const probe = 'probe' in waiting ? waiting.probe : null;
  return {
    reason,
    subject: subjectOf(waiting),
    detail: describeWaiting(waiting),
    since,
    ...('condition' in waiting ? { condition: waiting.condition } : {}),
    ...(probe === null ? {} : { lastProbe: { at: probe.at, ok: probe.ok, detail: probe.detail } }),
  };
}

/** What is waited for: an image, a service, a container or a moment. */
export function subjectOf(waiting: Waiting): string {
  switch (waiting.reason) {
    case 'image':
      return waiting.image;
    case 'dependency':
      return waiting.dependency;
    case 'backoff':
      return toIso(waiting.until);
    case 'task':
      return waiting.task;
    case 'dependant':
      return waiting.dependant;
    case 'start':
    case 'readiness':
    case 'stability':
    case 'name':
    case 'end':
    case 'stop':
      return waiting.container;
  }
}

function inParentheses(detail: string): string {
  return detail === '' ? '' : ` (${detail})`;
}

function timesText(attempts: number): string {
  return attempts === 1 ? '1 failure' : `${attempts} failures`;
}
