import {
  AppError,
  decodeOverrides,
  decodeSettings,
  parseStandaloneName,
  type StandaloneOverrides,
} from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from '../gateway/fleet.js';
import { requireService } from '../standalone/check-service.js';
import { inProgress, operationSentence } from '../standalone/hold-service.js';
import type { ServiceCaller, ServiceKey, SwitchRequest } from '../standalone/service-request.js';
import type { StandalonePart } from '../standalone/standalone-part.js';
import {
  deletePreset,
  type Environment,
  environmentTitle,
  findPreset,
  findStandaloneOperation,
  findStandaloneService,
  listPresets,
  listPresetVersions,
  listStandaloneServices,
  type Reader,
  requireEnvironment,
  type StandaloneService,
  type Store,
} from '../store/index.js';
import { audit } from './audit.js';
import { encodeOutcome, encodePreset, encodeServices } from './encode-standalone.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireEnvironmentNames } from './names.js';
import { requireText } from './require-text.js';

export interface StandaloneHandlerDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly standalone: StandalonePart;
}

type Handlers = Pick<
  UnaryHandlers,
  | 'CreateStandaloneService'
  | 'UpdateStandaloneService'
  | 'RestoreStandaloneService'
  | 'DeleteStandaloneService'
  | 'SwitchStandaloneService'
  | 'ListStandaloneServices'
  | 'ListPresets'
  | 'DeletePreset'
>;

const MAX_NODE_LENGTH = 128;

export function standaloneHandlers(deps: StandaloneHandlerDeps): Handlers {
  const { store, fleet, standalone } = deps;
  return {
    CreateStandaloneService: async (request, context) => {
      const { settings, wait: waits } = request;
      const wanted = { ...keyOf(request), node: nodeOf(request), settings: decodeSettings(settings), waits };
      return await encodeOutcome(store.db, fleet, await standalone.create(wanted, callerOf(context)));
    },
    UpdateStandaloneService: async (request, context) => {
      const wanted = { ...keyOf(request), overrides: overridesOf(request), waits: request.wait };
      return await encodeOutcome(store.db, fleet, await standalone.update(wanted, callerOf(context)));
    },
    RestoreStandaloneService: async (request, context) => {
      const { wait: waits } = request;
      const wanted = { ...keyOf(request), node: nodeOf(request), overrides: overridesOf(request), waits };
      return await encodeOutcome(store.db, fleet, await standalone.restore(wanted, callerOf(context)));
    },
    DeleteStandaloneService: (request, context) => deleteService(deps, request, context),
    SwitchStandaloneService: (request, context) => switchService(deps, request, context),
    ListStandaloneServices: (request) => listServices(deps, request),
    ListPresets: (request) => presets(deps, request),
    DeletePreset: (request, context) => forgetPreset(deps, request, context),
  };
}

interface Named {
  readonly environment: wire.EnvironmentName__Output | null;
  readonly name: string;
}

function keyOf({ environment, name }: Named): ServiceKey {
  return { environment: requireEnvironmentNames(environment), name: parseStandaloneName(name) };
}

function nodeOf({ node }: { readonly node: string }): string {
  return node === '' ? '' : requireText('node', node, MAX_NODE_LENGTH);
}

/** No text at all is no override. */
function overridesOf({ overrides }: { readonly overrides: string }): StandaloneOverrides {
  return overrides === '' ? {} : decodeOverrides(overrides);
}

function callerOf({ operator, correlationId, signal }: OperatorContext): ServiceCaller {
  return { actor: operator.tokenName, role: operator.role, correlationId, signal };
}

async function deleteService(
  { store, standalone }: StandaloneHandlerDeps,
  request: wire.DeleteStandaloneServiceRequest__Output,
  context: OperatorContext,
): Promise<wire.DeleteStandaloneServiceReply> {
  const key = keyOf(request);
  const wanted = { ...key, withVolumes: request.withVolumes };
  const { node, removedVolumes, keptVolumes } = await standalone.delete(wanted, callerOf(context));
  const { id } = await requireEnvironment(store.db, key.environment);
  return {
    name: key.name,
    node,
    removedVolumes: [...removedVolumes],
    keptVolumes: [...keptVolumes],
    hasPreset: (await findPreset(store.db, id, key.name)) !== null,
  };
}

async function switchService(
  { store, fleet, standalone }: StandaloneHandlerDeps,
  request: wire.SwitchStandaloneServiceRequest__Output,
  context: OperatorContext,
): Promise<wire.SwitchStandaloneServiceReply> {
  const wanted = { ...keyOf(request), action: actionOf(request), waits: request.wait };
  const { service, isChanged } = await standalone.switch(wanted, callerOf(context));
  const [encoded] = await encodeServices(store.db, fleet, service.environmentId, [service]);
  return { service: encoded ?? null, isChanged };
}

const ACTIONS = {
  ACTION_UNSPECIFIED: null,
  ACTION_RESTART: 'restart',
  ACTION_STOP: 'stop',
  ACTION_START: 'start',
} as const satisfies Record<wire.SwitchStandaloneServiceRequest__Output['action'], SwitchRequest['action'] | null>;

function actionOf({ action }: wire.SwitchStandaloneServiceRequest__Output): SwitchRequest['action'] {
  const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : null;
  if (known !== null) return known;
  throw new AppError('invalid_argument', { message: 'the call says neither restart, stop nor start' });
}

async function listServices(
  { store, fleet }: StandaloneHandlerDeps,
  { environment: names, name }: wire.ListStandaloneServicesRequest__Output,
): Promise<wire.ListStandaloneServicesReply> {
  const environment = await requireEnvironment(store.db, requireEnvironmentNames(names));
  const services =
    name === ''
      ? await listStandaloneServices(store.db, environment.id)
      : [await findService(store.db, environment, parseStandaloneName(name))];
  return { services: await encodeServices(store.db, fleet, environment.id, services) };
}

/** One that is only just being made is not there yet: who asks for it is told that. */
async function findService(db: Reader, environment: Environment, name: string): Promise<StandaloneService> {
  const operation = await findStandaloneOperation(db, environment.id, name);
  if (operation === null) return await requireService(db, environment, name);
  const service = await findStandaloneService(db, environment.id, name);
  if (service !== null) return service;
  throw new AppError('not_found', {
    message: `service ${name} is not there: ${operationSentence(operation)}`,
    nextActions: ['devopsellence service list'],
  });
}

async function presets(
  { store }: StandaloneHandlerDeps,
  { environment: names, name }: wire.ListPresetsRequest__Output,
): Promise<wire.ListPresetsReply> {
  const environment = await requireEnvironment(store.db, requireEnvironmentNames(names));
  if (name === '') return { presets: (await listPresets(store.db, environment.id)).map(encodePreset) };
  const versions = await listPresetVersions(store.db, environment.id, parseStandaloneName(name));
  if (versions.length === 0) throw noSuchPreset(environmentTitle(environment), name);
  return { presets: versions.map(encodePreset) };
}

async function forgetPreset(
  { store, clock }: StandaloneHandlerDeps,
  request: Named,
  context: OperatorContext,
): Promise<wire.DeletePresetReply> {
  const { environment: names, name } = keyOf(request);
  const at = clock.now();
  await store.transaction(async (trx) => {
    const environment = await requireEnvironment(trx, names);
    const title = environmentTitle(environment);
    // It may be about to save the preset.
    const holder = await findStandaloneOperation(trx, environment.id, name);
    if (holder !== null) throw inProgress(holder);
    if (!(await deletePreset(trx, environment.id, name))) throw noSuchPreset(title, name);
    const event = { at, action: 'preset.deleted', subject: `environment ${title}`, place: environment };
    await audit(trx, context, { ...event, details: { preset: name } });
  });
  return { name };
}

function noSuchPreset(environment: string, name: string): AppError {
  return new AppError('not_found', {
    message: `environment ${environment} has no preset ${JSON.stringify(name)}`,
    nextActions: ['devopsellence preset list'],
  });
}
