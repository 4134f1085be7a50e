import {
  AppError,
  changedSettings,
  checkTogether,
  type OperatorRole,
  type PinnedImage,
  pinOf,
  readinessBudgetMs,
  SETTING_NAMES,
  type StandaloneSettings,
  withNextActions,
  withOverrides,
} from '@devopsellence/core';
import { titleOf } from '../deploy/environment-world.js';
import { type ImageLookup, resolveOnNode } from '../deploy/resolve-on-node.js';
import {
  environmentTitle,
  findPreset,
  type Node,
  newId,
  type Preset,
  requireNode,
  type StandaloneOperation,
  type StandaloneService,
} from '../store/index.js';
import { requireAbsent, requireReachable, requireService } from './check-service.js';
import { choosePlace } from './choose-place.js';
import type { HeldService } from './hold-service.js';
import { requireFreePorts } from './host-ports.js';
import type { OperationRunner } from './operation-runner.js';
import { publishOperation } from './publish-operation.js';
import { requireRootRights } from './root-rights.js';
import type {
  ChangeOutcome,
  CreateRequest,
  RestoreRequest,
  ServiceCaller,
  StandaloneDeps,
  UpdateRequest,
} from './service-request.js';
import { bindServiceSecrets, wantedService } from './wanted-service.js';

/** How long a service may take to come up, besides the time that its check may take. */
const LIMIT_MS = 5 * 60_000;

/** What a service is to be, as far as the caller says it. */
interface Change {
  readonly node: Node;
  readonly before: StandaloneService | null;
  readonly preset: Preset | null;
  readonly settings: StandaloneSettings;
  readonly waits: boolean;
  /** Of the caller. */
  readonly role: OperatorRole;
}

/** Makes services, and makes them into others. Everything is validated before anything changes. */
export class ServiceChanger {
  readonly #deps: StandaloneDeps;
  readonly #runner: OperationRunner;

  constructor(deps: StandaloneDeps, runner: OperationRunner) {
    this.#deps = deps;
    this.#runner = runner;
  }

  create(request: CreateRequest, caller: ServiceCaller): Promise<ChangeOutcome> {
    const { settings, waits, name } = request;
    return this.#runner.hold({ ...request, kind: 'create', caller }, async (held, signal) => {
      const { environment } = held;
      const { db } = this.#deps.store;
      requireRootRights(caller.role, settings, `devopsellence service create ${name}`);
      await requireAbsent(db, environment, name);
      const node = await choosePlace(db, environment, request.node);
      const preset = await findPreset(db, environment.id, name);
      return await this.#change(held, { node, before: null, preset, settings, waits, role: caller.role }, signal);
    });
  }

  restore(request: RestoreRequest, caller: ServiceCaller): Promise<ChangeOutcome> {
    const { overrides, waits, name } = request;
    return this.#runner.hold({ ...request, kind: 'restore', caller }, async (held, signal) => {
      const { environment } = held;
      const { db } = this.#deps.store;
      await requireAbsent(db, environment, name);
      const preset = await findPreset(db, environment.id, name);
      if (preset === null) throw noPreset(held);
      const settings = overridden(preset.settings, overrides);
      requireRootRights(caller.role, settings, `devopsellence service restore ${name}`);
      const node = await choosePlace(db, environment, request.node);
      return await this.#change(held, { node, before: null, preset, settings, waits, role: caller.role }, signal);
    });
  }

  update(request: UpdateRequest, caller: ServiceCaller): Promise<ChangeOutcome> {
    const { overrides, waits, name } = request;
    return this.#runner.hold({ ...request, kind: 'update', caller }, async (held, signal) => {
      const { environment } = held;
      const { db } = this.#deps.store;
      const before = await requireService(db, environment, name);
      const preset = await findPreset(db, environment.id, name);
      const settings = overridden(preset?.settings ?? before.settings, overrides);
      if (changedSettings(before.settings, settings).length > 0) {
        requireRootRights(caller.role, settings, `devopsellence service update ${name}`);
      }
      const node = await requireNode(db, before.nodeId);
      const { role } = caller;
      return await this.#change(held, { node, before, preset, settings, waits, role }, signal);
    });
  }

  async #change(held: HeldService, change: Change, signal: AbortSignal): Promise<ChangeOutcome> {
    const { before, settings, waits, preset, node, role } = change;
    const wanted = await this.#validate(held, change, signal);
    const outcome = outcomeOf(change, wanted);
    if (!outcome.isChanged) return outcome;
    const isEffective = before === null || outcome.isConfigUpdated || isOtherImage(outcome.imageBefore, wanted);
    // A newer image under the same name, or a secret with another value, makes another service of it as settings do.
    if (isEffective) requireRootRights(role, settings, `devopsellence service ${held.operation.kind} ${wanted.name}`);
    const published = await publishOperation(this.#deps, held, {
      node,
      before,
      wanted,
      waits,
      changed: isEffective ? changedSettings(preset?.settings ?? settings, settings) : null,
      volumes: [],
      limitMs: limitOf(settings, waits),
    });
    const { failure } = await this.#runner.finish(published);
    if (failure !== null) throw failure;
    return outcome;
  }

  /** What the reference means now: the registry is asked each time. */
  async #resolve({ kind, name }: StandaloneOperation, lookup: ImageLookup, signal: AbortSignal): Promise<PinnedImage> {
    try {
      return await resolveOnNode(this.#deps, lookup, signal);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'registry_unreachable') throw error;
      throw withNextActions(error, [
        'check that the node reaches the registry',
        `devopsellence service ${kind} ${name}`,
      ]);
    }
  }

  /** The service as it is to be. Throws what stands against it. */
  async #validate(held: HeldService, change: Change, signal: AbortSignal): Promise<StandaloneService> {
    const { environment, operation } = held;
    const { name } = operation;
    const { node, before, settings } = change;
    const { store, clock } = this.#deps;
    const secrets = await bindServiceSecrets(store.db, environment, { name, settings });
    await requireReachable(this.#deps, node, signal);
    const place = { nodeId: node.id, node: titleOf(node), environmentId: environment.id };
    const image = await this.#resolve(operation, { ...place, reference: settings.image }, signal);
    const running = before?.document.isStopped === true ? null : before;
    await requireFreePorts(store.db, this.#deps, { ...place, name, settings, running }, signal);
    const at = clock.now();
    const { id, createdAt } = before ?? { id: newId(), createdAt: at };
    return wantedService({ environment, node, id, name, settings, image, secrets, createdAt, at });
  }
}

/** How long a service with these settings may take to come up. */
export function limitOf({ readiness }: StandaloneSettings, waits: boolean): number {
  return LIMIT_MS + (waits && readiness !== null ? readinessBudgetMs(readiness) : 0);
}

function overridden(settings: StandaloneSettings, overrides: UpdateRequest['overrides']): StandaloneSettings {
  const wanted = withOverrides(settings, overrides);
  checkTogether(wanted);
  return wanted;
}

function outcomeOf({ before, preset, settings }: Change, service: StandaloneService): ChangeOutcome {
  if (before === null) {
    const changed = preset === null ? [] : changedSettings(preset.settings, settings);
    return { service, isChanged: true, isConfigUpdated: changed.length > 0, changed, imageBefore: null };
  }
  const imageBefore = before.document.definition.image;
  const changed = [...changedSettings(before.settings, settings), ...changedBeneath(before, service)];
  const isConfigUpdated = changed.length > 0;
  const isChanged = isConfigUpdated || isOtherImage(imageBefore, service) || before.document.isStopped === true;
  return { service: isChanged ? service : before, isChanged, isConfigUpdated, changed, imageBefore };
}

/** Settings that say the same, and mean something else by now: a secret has another value. */
function changedBeneath(before: StandaloneService, after: StandaloneService): readonly string[] {
  const isSame = JSON.stringify(before.settings.secretRefs) === JSON.stringify(after.settings.secretRefs);
  const versions = ({ document }: StandaloneService) => document.definition.secrets.map(({ versionId }) => versionId);
  const isOther = versions(before).join(' ') !== versions(after).join(' ');
  return isSame && isOther ? [SETTING_NAMES.secretRefs] : [];
}

function isOtherImage(before: PinnedImage | null, { document }: StandaloneService): boolean {
  return before !== null && pinOf(before) !== pinOf(document.definition.image);
}

function noPreset({ environment, operation: { name } }: HeldService): AppError {
  return new AppError('not_found', {
    message: `environment ${environmentTitle(environment)} has no preset ${JSON.stringify(name)}`,
    reason: 'a preset is saved when a service was created or updated',
    nextActions: ['devopsellence preset list', `devopsellence service create ${name} IMAGE PORT`],
  });
}
