import { AppError } from '@devopsellence/core';
import { titleOf } from '../deploy/environment-world.js';
import { askNode } from '../gateway/ask-node.js';
import { type Node, requireNode, type StandaloneService } from '../store/index.js';
import { awaitService } from './await-service.js';
import { limitOf } from './change-service.js';
import { requireReachable, requireService } from './check-service.js';
import { exitEvidence, serviceFailed } from './failed-service.js';
import type { HeldService } from './hold-service.js';
import { requireFreePorts } from './host-ports.js';
import { noteOperation } from './operation-events.js';
import type { OperationRunner } from './operation-runner.js';
import { exitOf, publishOperation } from './publish-operation.js';
import type { ServiceCaller, StandaloneDeps, SwitchOutcome, SwitchRequest } from './service-request.js';

/** How long a container may take to be stopped, or stopped and started, by its engine. */
const LIMIT_MS = 2 * 60_000;

/** Stops, starts or restarts a service; one that was stopped is restarted by being started. */
export class ServiceSwitch {
  readonly #deps: StandaloneDeps;
  readonly #runner: OperationRunner;

  constructor(deps: StandaloneDeps, runner: OperationRunner) {
    this.#deps = deps;
    this.#runner = runner;
  }

  switch(request: SwitchRequest, caller: ServiceCaller): Promise<SwitchOutcome> {
    const { name, action, waits } = request;
    return this.#runner.hold({ ...request, kind: action, caller }, async (held, signal) => {
      const { db } = this.#deps.store;
      const service = await requireService(db, held.environment, name);
      const isStopped = service.document.isStopped === true;
      if (isStopped ? action === 'stop' : action === 'start') return { service, isChanged: false };
      const node = await requireNode(db, service.nodeId);
      await requireReachable(this.#deps, node, signal);
      if (action === 'restart' && !isStopped) return await this.#restart(held, { service, node, waits }, signal);
      if (isStopped) await this.#requireStartable(service, node, signal);
      const wanted = switched(service, action === 'stop', this.#deps.clock.now());
      const limitMs = isStopped ? limitOf(service.settings, waits) : LIMIT_MS;
      const change = { node, before: service, wanted, waits, changed: null, volumes: [], limitMs };
      const { failure } = await this.#runner.finish(await publishOperation(this.#deps, held, change));
      if (failure !== null) throw failure;
      return { service: wanted, isChanged: true };
    });
  }

  async #requireStartable({ environmentId, name, settings }: StandaloneService, node: Node, signal: AbortSignal) {
    const claim = { nodeId: node.id, node: titleOf(node), environmentId, name, settings, running: null };
    await requireFreePorts(this.#deps.store.db, this.#deps, claim, signal);
  }

  /** In place, which the desired state knows nothing of: a control plane that is stopped meanwhile forgets it. */
  async #restart(held: HeldService, { service, node, waits }: Running, signal: AbortSignal): Promise<SwitchOutcome> {
    const { store, clock } = this.#deps;
    const { operation } = held;
    const { environmentId, name } = service;
    const exitBefore = exitOf(this.#deps, node.id, operation);
    await this.#askToRestart({ environmentId, name }, node, signal);
    const deadlineAt = clock.now() + limitOf(service.settings, waits);
    const { revision } = node;
    const asked = {
      nodeId: node.id,
      revision,
      exitBefore,
      deadlineAt,
      waits,
      changed: null,
      volumes: [],
      failure: null,
    };
    const watched = { ...operation, publication: { ...asked, before: null, wanted: service } };
    const awaited = { ...asked, environmentId, name, document: service.document };
    const { failure } = await awaitService(this.#deps, awaited, signal);
    if (signal.aborted) throw unseen(name);
    const news = failure === null ? 'done' : 'failed';
    const details = failure === null ? {} : { reason: failure };
    await store.transaction((trx) =>
      noteOperation(trx, { operation, news, nodeId: node.id, at: clock.now(), details }),
    );
    if (failure === null) return { service, isChanged: true };
    const evidence = await exitEvidence(this.#deps, watched, signal);
    const now = 'it was restarted as it is, and its node goes on trying';
    throw await serviceFailed(store.db, { operation: watched, failure, evidence, now });
  }

  async #askToRestart(
    { environmentId, name }: Pick<StandaloneService, 'environmentId' | 'name'>,
    node: Node,
    signal: AbortSignal,
  ): Promise<void> {
    const title = titleOf(node);
    const tooSlow = () =>
      new AppError('not_settled', {
        message: `node ${title} has not restarted service ${name} within ${LIMIT_MS / 1000} s`,
        nextActions: [`devopsellence service info ${name}`, `devopsellence node diagnose ${title}`],
      });
    const work = { restartService: { environmentId, service: name } };
    await askNode(this.#deps, { nodeId: node.id, work, limitMs: LIMIT_MS, tooSlow, onFrame: () => {} }, signal);
  }
}

function unseen(name: string): AppError {
  return new AppError('control_plane_unavailable', {
    message: `the control plane is being stopped; service ${name} is restarted all the same`,
    nextActions: [`devopsellence service info ${name}`],
  });
}

interface Running {
  readonly service: StandaloneService;
  readonly node: Node;
  readonly waits: boolean;
}

function switched(service: StandaloneService, isStopped: boolean, at: number): StandaloneService {
  const { isStopped: _, ...document } = service.document;
  return { ...service, updatedAt: at, document: isStopped ? { ...document, isStopped: true } : document };
}
