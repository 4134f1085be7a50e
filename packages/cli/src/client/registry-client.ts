import { OPERATOR, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import { missing } from './malformed.js';
import type { EnvironmentName } from './names.js';

/** An image registry of an organization. */
export interface Registry {
  readonly host: string;
  /** Null: it asks nobody who they are. */
  readonly username: string | null;
  /** Below which deploys push what they build; null: they push elsewhere. */
  readonly namespace: string | null;
  readonly updatedAt: number;
}

export interface RegistryCredential {
  readonly username: string;
  readonly password: string;
}

export interface SetRegistry {
  readonly organization: string;
  readonly host: string;
  /** Null: as stored. */
  readonly credential: RegistryCredential | null;
  /** Null: as stored. */
  readonly namespace: string | null;
  /** Deploys push here no more. */
  readonly pullOnly: boolean;
}

/** Where a deploy pushes what it builds. */
export interface PushRegistry {
  readonly host: string;
  readonly namespace: string;
  /** Null: the registry asks nobody who they are. Never shown, never stored. */
  readonly credential: RegistryCredential | null;
}

/** The calls about registries. Every one throws an AppError when it fails. */
export interface RegistryClient {
  /** `previousPushHost`: where deploys pushed until now, if that was elsewhere. */
  setRegistry(request: SetRegistry): Promise<{ readonly registry: Registry; readonly previousPushHost: string | null }>;
  listRegistries(organization: string): Promise<readonly Registry[]>;
  deleteRegistry(organization: string, host: string): Promise<Registry>;
  /** Null: the environment's organization has no registry to push to. */
  pushRegistry(environment: EnvironmentName): Promise<PushRegistry | null>;
}

/** These calls over gRPC. */
export class GrpcRegistryClient implements RegistryClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async setRegistry({ credential, namespace, ...rest }: SetRegistry) {
    const { username, password } = credential ?? { username: '', password: '' };
    const request = { ...rest, username, password, namespace: namespace ?? '' };
    const reply = await this.#channel.call(OPERATOR.SetRegistry, request);
    return { registry: decodeRegistry(reply.registry), previousPushHost: reply.previousPushHost || null };
  }

  async listRegistries(organization: string): Promise<readonly Registry[]> {
    const { registries } = await this.#channel.call(OPERATOR.ListRegistries, { organization });
    return registries.map(decodeRegistry);
  }

  async deleteRegistry(organization: string, host: string): Promise<Registry> {
    return decodeRegistry((await this.#channel.call(OPERATOR.DeleteRegistry, { organization, host })).registry);
  }

  async pushRegistry(environment: EnvironmentName): Promise<PushRegistry | null> {
    const reply = await this.#channel.call(OPERATOR.GetPushCredential, { environment });
    const { host, namespace, username, password } = reply;
    if (host === '') return null;
    return { host, namespace, credential: username === '' ? null : { username, password } };
  }
}

function decodeRegistry(registry: wire.Registry__Output | null): Registry {
  if (registry === null) throw missing('registry');
  const { host, username, namespace, updatedAtMs } = registry;
  return { host, username: username || null, namespace: namespace || null, updatedAt: updatedAtMs };
}
