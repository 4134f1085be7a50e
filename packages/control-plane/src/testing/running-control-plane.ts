import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ENROLLMENT,
  fetchCertificateAuthority,
  type Method,
  OPERATOR,
  openChannel,
  unary,
} from '@devopsellence/protocol';
import { type Clock, type ListenAddress, LogRing, systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { type Client, Metadata } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import { ControlPlane } from '../control-plane.js';
import type { CreateDeployPart, DeployPart, Services } from '../services.js';
import { aCertificateRequest } from './certificate-request.js';
import { stubDeployPart } from './stub-deploy-part.js';
import { tempDirectory } from './temp-directory.js';
import { type AgentIdentity, TestAgent } from './test-agent.js';

export interface StartOptions {
  readonly dataDirectory?: string;
  readonly deployPart?: Partial<DeployPart>;
  /** Instead of a deploy part that does nothing. */
  readonly createDeployPart?: CreateDeployPart;
  readonly clock?: Clock;
  /** `host:port`, where agents that have joined before look for it. */
  readonly agentListen?: string;
}

/** A real control plane with real listeners, in this process, and its owner as a client. */
export class RunningControlPlane {
  readonly dataDirectory: string;
  readonly services: Services;
  readonly ownerToken: string;
  readonly certificateAuthority: string;
  readonly operatorAddress: string;
  readonly metricsAddress: string;
  /** What it logs, as a deployed one would; tests add lines of their own. */
  readonly log: LogRing;
  readonly #controlPlane: ControlPlane;
  readonly #client: Client;

  private constructor(
    controlPlane: ControlPlane,
    facts: Pick<
      RunningControlPlane,
      | 'log'
      | 'dataDirectory'
      | 'services'
      | 'ownerToken'
      | 'certificateAuthority'
      | 'operatorAddress'
      | 'metricsAddress'
    >,
  ) {
    this.#controlPlane = controlPlane;
    this.log = facts.log;
    this.dataDirectory = facts.dataDirectory;
    this.services = facts.services;
    this.ownerToken = facts.ownerToken;
    this.certificateAuthority = facts.certificateAuthority;
    this.operatorAddress = facts.operatorAddress;
    this.metricsAddress = facts.metricsAddress;
    this.#client = openChannel(facts.operatorAddress, facts);
  }

  static async start(options: StartOptions = {}): Promise<RunningControlPlane> {
    const dataDirectory = options.dataDirectory ?? (await tempDirectory());
    const log = new LogRing();
    const listen = { host: '127.0.0.1', port: 0 };
    const served: Services[] = [];
    const controlPlane = new ControlPlane({
      config: {
        dataDirectory,
        operatorListen: listen,
        agentListen: options.agentListen === undefined ? listen : listenOf(options.agentListen),
        metricsListen: listen,
        advertise: [],
        masterKey: null,
        previousMasterKey: null,
        backupDirectory: join(dataDirectory, 'backups'),
        backupSchedule: null,
        backupKeep: 7,
      },
      clock: options.clock ?? systemClock,
      logger: silentLogger,
      log,
      createDeployPart: (services) => {
        served.push(services);
        return options.createDeployPart?.(services) ?? stubDeployPart(options.deployPart);
      },
    });
    const { operator, metrics, fingerprint, ownerTokenFile } = await controlPlane.start();
    const [services] = served;
    if (services === undefined) throw new Error('the deploy part was not created');
    const running = new RunningControlPlane(controlPlane, {
      log,
      dataDirectory,
      services,
      ownerToken: (await readFile(ownerTokenFile, 'utf8')).trim(),
      certificateAuthority: await fetchCertificateAuthority(operator, fingerprint),
      operatorAddress: operator,
      metricsAddress: metrics,
    });
    onTestFinished(() => running.stop());
    return running;
  }

  /** Calls a method of the operator API, with the owner's token unless another is given. */
  call<Request, Reply>(method: Method<Request, Reply>, request: Request, token = this.ownerToken): Promise<Reply> {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    return unary(this.#client, method, request, { metadata, deadlineMs: 10_000 });
  }

  /** Enrolls with a join token, as an agent does. */
  async enroll(joinToken: string, { proposedName = '', nodeId = '' } = {}): Promise<AgentIdentity> {
    const { request, privateKey } = await aCertificateRequest();
    const reply = await unary(this.#client, ENROLLMENT.Enroll, {
      joinToken,
      certificateRequest: request,
      proposedName,
      nodeId,
      agentVersion: '0.1.0',
    });
    return { ...reply, privateKey };
  }

  /** A node that has joined, with its agent. */
  async join(name: string, labels: string[] = []): Promise<TestAgent> {
    const { joinToken } = await this.call(OPERATOR.RegisterNode, { name, labels });
    return new TestAgent(await this.enroll(joinToken));
  }

  /** The client that calls are made with. */
  get client(): Client {
    return this.#client;
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.#controlPlane.stop();
  }
}

function listenOf(address: string): ListenAddress {
  const { hostname, port } = new URL(`tcp://${address}`);
  return { host: hostname, port: Number(port) };
}
