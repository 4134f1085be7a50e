import type { NodeReport } from '@devopsellence/core';
import {
  AGENT_GATEWAY,
  duplexStream,
  encodeReport,
  openChannel,
  parseDesiredState,
  serverStream,
  unary,
  type wire,
} from '@devopsellence/protocol';
import type { Client } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import { aCertificateRequest } from './certificate-request.js';
import { aNodeReport } from './documents.js';
import { Received } from './received.js';

/** What enrolling gave the node, and the key it made itself. */
export interface AgentIdentity extends wire.EnrollReply__Output {
  readonly privateKey: string;
}

/** An agent that only talks: its streams are in the hands of the test. */
export class TestAgent {
  readonly identity: AgentIdentity;
  readonly client: Client;

  constructor(identity: AgentIdentity) {
    this.identity = identity;
    const [address = ''] = identity.gatewayAddresses;
    this.client = openChannel(address, identity);
    onTestFinished(() => this.client.close());
  }

  get nodeId(): string {
    return this.identity.nodeId;
  }

  watch(acceptedRevision = 0): Received<wire.SignedDesiredState__Output> {
    return new Received(serverStream(this.client, AGENT_GATEWAY.WatchDesiredState, { acceptedRevision }));
  }

  status() {
    const stream = duplexStream(this.client, AGENT_GATEWAY.ReportStatus);
    const replies = new Received<wire.StatusReply__Output>(stream);
    return {
      replies,
      report: (overrides: Partial<NodeReport> = {}) => stream.write({ report: encodeReport(aNodeReport(overrides)) }),
      heartbeat: (observedRevision: number) => stream.write({ heartbeat: { observedRevision } }),
      /** Sends a message as it is. */
      send: (message: wire.StatusMessage) => stream.write(message),
      end: () => stream.end(),
    };
  }

  tunnel() {
    const stream = duplexStream(this.client, AGENT_GATEWAY.Tunnel);
    const frames = new Received<wire.ControlFrame__Output>(stream);
    return { frames, send: (frame: wire.AgentFrame) => stream.write(frame), cancel: () => stream.cancel() };
  }

  /** Asks for another certificate; what is answered makes another agent, of the same node. */
  async renew(): Promise<TestAgent> {
    const { request, privateKey } = await aCertificateRequest('CN=somebody-else');
    const asked = { certificateRequest: request };
    const { certificate } = await unary(this.client, AGENT_GATEWAY.RenewCertificate, asked, { deadlineMs: 10_000 });
    return new TestAgent({ ...this.identity, certificate, privateKey });
  }

  /** Says what it trusts, and is told what to trust. */
  trust(trustId = ''): Promise<wire.Trust__Output> {
    return unary(this.client, AGENT_GATEWAY.GetTrust, { trustId }, { deadlineMs: 10_000 });
  }

  registryCredential(registryHost: string, environmentId = ''): Promise<wire.RegistryCredential__Output> {
    const request = { registryHost, environmentId };
    return unary(this.client, AGENT_GATEWAY.GetRegistryCredential, request, { deadlineMs: 10_000 });
  }
}

/** The content of a signed document. */
export function contentOf({ payload }: wire.SignedDesiredState__Output) {
  return parseDesiredState(payload);
}
