import { AppError } from '@devopsellence/core';
import type { DeployPart } from '../services.js';

/** A deploy part that has nothing to do. */
export function stubDeployPart(overrides: Partial<DeployPart> = {}): DeployPart {
  return {
    handlers: {
      Deploy: refuse,
      Apply: refuse,
      ListReleases: refuse,
      GetRelease: refuse,
      Rollback: refuse,
      ListDeployments: refuse,
      CancelDeployment: refuse,
      WatchDeployment: refuse,
      ListTasks: refuse,
      RunTask: refuse,
      ListTaskRuns: refuse,
      GetTaskRun: refuse,
      CreateStandaloneService: refuse,
      UpdateStandaloneService: refuse,
      RestoreStandaloneService: refuse,
      DeleteStandaloneService: refuse,
      SwitchStandaloneService: refuse,
      ListStandaloneServices: refuse,
      ListPresets: refuse,
      DeletePreset: refuse,
      GetStatus: refuse,
      GetFleetStatus: refuse,
      Logs: refuse,
      Exec: refuse,
    },
    pendingChanges: async () => [],
    run: async () => {},
    ...overrides,
  };
}

function refuse(): never {
  throw new AppError('not_supported', { message: 'not in this test' });
}
