import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import {
  ENROLLMENT,
  fetchCertificateAuthority,
  openChannel,
  parseToken,
  type Token,
  unary,
} from '@devopsellence/protocol';
import { VERSION } from '@devopsellence/runtime';
import { certificateRequest } from './certificate-request.js';
import {
  forgetPrivateKey,
  type NodeIdentity,
  readCredentials,
  readOrCreatePrivateKey,
  writeCredentials,
} from './state/identity.js';

const DEADLINE_MS = 15_000;

export interface JoinOptions {
  /** host:port of the operator listener. */
  readonly address: string;
  readonly token: string;
  readonly stateDir: string;
  /** Proposed name; used only when the token names no node. */
  readonly name: string;
}

/**
 * Makes this machine a node: the key is made here and stays here. Nothing is sent before the control plane has proved to
 * be the one the token belongs to, or before the key is on disk: an attempt that came to nothing can be repeated with the
 * same token. Rejects with `already_joined` when the state directory is a node's already.
 */
export async function join(options: JoinOptions): Promise<NodeIdentity> {
  const { address, stateDir } = options;
  const token = parseJoinToken(options.token);
  await refuseSecondJoin(stateDir);
  const certificateAuthority = await fetchCertificateAuthority(address, token.fingerprint);
  const privateKey = await readOrCreatePrivateKey(stateDir, makePrivateKey);
  const request = await certificateRequest(createPrivateKey(privateKey));
  const reply = await enrollOrForget(options, certificateAuthority, request);
  const identity: NodeIdentity = {
    nodeId: reply.nodeId,
    nodeName: reply.nodeName,
    certificate: reply.certificate,
    certificateAuthority,
    signingKey: reply.signingKey,
    gatewayAddresses: reply.gatewayAddresses,
  };
  await writeCredentials(stateDir, { identity, privateKey });
  return identity;
}

/** A token that is refused for good leaves nothing behind: its key is of no use to anybody. */
async function enrollOrForget(options: JoinOptions, certificateAuthority: string, request: string) {
  try {
    return await enroll(options, certificateAuthority, request);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_join_token') await forgetPrivateKey(options.stateDir);
    throw error;
  }
}

/** PEM. */
function makePrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function enroll({ address, token, name }: JoinOptions, certificateAuthority: string, request: string) {
  const client = openChannel(address, { certificateAuthority });
  try {
    return await unary(
      client,
      ENROLLMENT.Enroll,
      { joinToken: token.trim(), certificateRequest: request, proposedName: name, agentVersion: VERSION },
      { deadlineMs: DEADLINE_MS },
    );
  } finally {
    client.close();
  }
}

function parseJoinToken(text: string): Token {
  const token = parseToken(text);
  if (token?.kind === 'join') return token;
  throw new AppError('invalid_join_token', {
    message: 'the value of --token is not a join token',
    reason: token === null ? 'it looks like dvo_join_…' : 'it is an operator token',
    nextActions: ['devopsellence node register --name NAME --labels web,worker'],
  });
}

async function refuseSecondJoin(stateDir: string): Promise<void> {
  const joined = await readCredentials(stateDir);
  if (joined === null) return;
  throw new AppError('already_joined', {
    message: `this machine has joined already, as node ${joined.identity.nodeName}`,
    reason: `${stateDir} holds its identity`,
    nextActions: [
      `devopsellence-agent run --state-dir ${stateDir}`,
      `devopsellence node remove ${joined.identity.nodeName}   # then remove ${stateDir} and join again`,
    ],
  });
}
