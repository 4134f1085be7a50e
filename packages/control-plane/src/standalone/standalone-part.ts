import { ServiceChanger } from './change-service.js';
import { deleteService } from './delete-service.js';
import { OperationRunner } from './operation-runner.js';
import type {
  ChangeOutcome,
  CreateRequest,
  DeleteOutcome,
  DeleteRequest,
  RestoreRequest,
  ServiceCaller,
  StandaloneDeps,
  SwitchOutcome,
  SwitchRequest,
  UpdateRequest,
} from './service-request.js';
import { ServiceSwitch } from './switch-service.js';

/**
 * The part that makes, changes and takes away services that are of no release. Each call answers when its node has done it,
 * and rejects with what stood against it: then nothing has changed, or what was there before is back.
 */
export interface StandalonePart {
  create(request: CreateRequest, caller: ServiceCaller): Promise<ChangeOutcome>;
  update(request: UpdateRequest, caller: ServiceCaller): Promise<ChangeOutcome>;
  restore(request: RestoreRequest, caller: ServiceCaller): Promise<ChangeOutcome>;
  delete(request: DeleteRequest, caller: ServiceCaller): Promise<DeleteOutcome>;
  switch(request: SwitchRequest, caller: ServiceCaller): Promise<SwitchOutcome>;
  /** Sees operations of an earlier process to their ends, and works until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** Of what an earlier process left it does nothing before `run`. */
export function createStandalonePart(deps: StandaloneDeps): StandalonePart {
  const runner = new OperationRunner(deps);
  const changer = new ServiceChanger(deps, runner);
  const switches = new ServiceSwitch(deps, runner);
  return {
    create: changer.create.bind(changer),
    update: changer.update.bind(changer),
    restore: changer.restore.bind(changer),
    delete: (request, caller) => deleteService(deps, runner, request, caller),
    switch: switches.switch.bind(switches),
    run: runner.run.bind(runner),
  };
}
