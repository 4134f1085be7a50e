import type { Connection, RecordedTaskRunState } from '@devopsellence/core';
import type { DeploymentState } from '@devopsellence/protocol';
import type { ServiceReport, ShownState } from '../client/status.js';
import type { Colours } from '../colours.js';
import type { PaintedCell } from './table.js';

type Tone = 'good' | 'busy' | 'bad' | 'dim';

const TONE_OF_STATE: Readonly<Record<ShownState, Tone>> = {
  waiting: 'busy',
  pulling: 'busy',
  starting: 'busy',
  running: 'good',
  unhealthy: 'bad',
  backing_off: 'bad',
  stopped: 'dim',
  failed: 'bad',
  unknown: 'dim',
};

const TONE_OF_CONNECTION: Readonly<Record<Connection, Tone>> = { online: 'good', stale: 'busy', offline: 'bad' };

const TONE_OF_DEPLOYMENT: Readonly<Record<DeploymentState, Tone>> = {
  running: 'busy',
  settled: 'good',
  failed: 'bad',
  rolled_back: 'bad',
  superseded: 'dim',
  cancelled: 'dim',
};

const TONE_OF_RUN: Readonly<Record<RecordedTaskRunState, Tone>> = {
  waiting: 'busy',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  skipped: 'dim',
};

/** The state of a service for people. One that runs and is not ready is not painted as good. */
export function stateCell({ state, ready }: Pick<ServiceReport, 'state' | 'ready'>, colours: Colours): PaintedCell {
  const tone = state === 'running' && !ready ? 'busy' : TONE_OF_STATE[state];
  return painted(state, tone, colours);
}

export function connectionCell(connection: Connection, colours: Colours): PaintedCell {
  return painted(connection, TONE_OF_CONNECTION[connection], colours);
}

export function deploymentCell(state: DeploymentState, colours: Colours): PaintedCell {
  return painted(state, TONE_OF_DEPLOYMENT[state], colours);
}

export function taskRunCell(state: RecordedTaskRunState, colours: Colours): PaintedCell {
  return painted(state, TONE_OF_RUN[state], colours);
}

function painted(word: string, tone: Tone, colours: Colours): PaintedCell {
  const paints = { good: colours.green, busy: colours.yellow, bad: colours.red, dim: colours.dim } as const;
  return { text: word.replaceAll('_', ' '), paint: paints[tone] };
}
