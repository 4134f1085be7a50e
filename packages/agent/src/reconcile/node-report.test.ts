import { AppError, planActions } from '@devopsellence/core';
import { anObservation, aService, aTaskOutcome, aTaskRun, desiring, START_OF_TIME } from '@devopsellence/core/testing';
import { describe, expect, it } from 'vitest';
import { makeReport, makeUnavailableReport } from './node-report.js';

const LONG = 'x'.repeat(10_000);
const CUT = `${'x'.repeat(1_999)}…`;

describe('a report', () => {
  const desiredState = desiring([aService()]);
  const backoff = { attempts: 1, retryAt: START_OF_TIME + 1_000, code: 'engine_failed', message: LONG } as const;
  const { actions } = planActions({ desiredState, observation: anObservation() });
  const backoffs = new Map(actions.map(({ key }) => [key, backoff]));
  const observation = anObservation({ backoffs });
  const facts = { desiredState, observation, engineVersion: '1', plan: planActions({ desiredState, observation }) };

  it('says no more of one thing than fits, however much the engine said', () => {
    const [status] = makeReport(facts).services;
    expect(status?.waitingOn.length).toBeGreaterThan(0);
    for (const { detail } of status?.waitingOn ?? []) expect(detail.length).toBeLessThanOrEqual(2_000);
    expect(status?.waitingOn.some(({ detail }) => detail.endsWith('…'))).toBe(true);
  });

  it('says no more than fits of an engine that does not answer', () => {
    const failure = new AppError('engine_unavailable', { message: LONG });
    const report = makeUnavailableReport({ at: START_OF_TIME, known: facts, engineVersion: '1', failure });
    expect(report.engineError).toBe(CUT);
    expect(report.services[0]?.lastError).toBe(CUT);
  });

  it('has the last lines of the runs of tasks that ended last, and only the ends of the others', () => {
    const numbers = Array.from({ length: 25 }, (_, index) => index);
    const outcome = (index: number) => aTaskOutcome({ endedAt: START_OF_TIME + index, lastLines: [`line ${index}`] });
    const taskRuns = numbers.map((index) => aTaskRun({ id: `run-${index}`, task: `task-${index}`, isGate: false }));
    const taskOutcomes = new Map(numbers.map((index) => [`run-${index}`, outcome(index)]));
    const seen = anObservation({ taskOutcomes });
    const wanted = desiring([], { taskRuns });
    const plan = planActions({ desiredState: wanted, observation: seen });
    const report = makeReport({ desiredState: wanted, observation: seen, engineVersion: '1', plan });
    const outcomes = report.taskRuns.map((run) => run.outcome);
    expect(outcomes.map((each) => each?.isSuccess)).toEqual(numbers.map(() => true));
    expect(outcomes.map((each) => each?.lastLines.length)).toEqual(numbers.map((index) => (index < 5 ? 0 : 1)));
  });
});
