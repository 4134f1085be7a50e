import { rmdir } from 'node:fs/promises';
import { AppError } from '@devopsellence/core';
import type { Trust } from '@devopsellence/protocol';
import { makePrivateDirectory, readFileIfExists, removeFile, writePrivateFile } from '@devopsellence/runtime';
import { isObject, isString, isStringList, parseObject } from './json.js';
import { statePaths } from './state-directory.js';

/** Who this node is and whom it trusts, as enrolled. */
export interface NodeIdentity {
  readonly nodeId: string;
  readonly nodeName: string;
  /** PEM of the node's own certificate. */
  readonly certificate: string;
  /** Whom it believes to be its control plane, and whose desired states it acts on. */
  readonly trust: Trust;
  /** host:port, best first. */
  readonly gatewayAddresses: readonly string[];
}

export interface NodeCredentials {
  readonly identity: NodeIdentity;
  /** PEM. */
  readonly privateKey: string;
}

/** Null when no node has joined with this state directory. */
export async function readCredentials(stateDir: string): Promise<NodeCredentials | null> {
  const paths = statePaths(stateDir);
  const [identity, privateKey] = await Promise.all([
    readFileIfExists(paths.identity),
    readFileIfExists(paths.privateKey),
  ]);
  if (identity === null || privateKey === null) return null;
  const parsed = parseIdentity(identity.toString('utf8'));
  if (parsed === null) throw damaged(paths.identity);
  return { identity: parsed, privateKey: privateKey.toString('utf8') };
}

/**
 * The key of this machine, PEM: the one that an earlier attempt to join has left, or else one that `make` makes. It is on
 * disk before anybody hears of it, so that an attempt whose answer was lost can be repeated.
 */
export async function readOrCreatePrivateKey(stateDir: string, make: () => string): Promise<string> {
  const path = statePaths(stateDir).privateKey;
  await makePrivateDirectory(stateDir);
  const known = await readFileIfExists(path);
  if (known !== null) return known.toString('utf8');
  const made = make();
  await writePrivateFile(path, made);
  return made;
}

/** Removes the key of an attempt to join that was refused, and the folder if nothing else is in it. */
export async function forgetPrivateKey(stateDir: string): Promise<void> {
  await removeFile(statePaths(stateDir).privateKey);
  await rmdir(stateDir).catch(() => undefined);
}

/** The key first: an identity on disk means that all of it is there. */
export async function writeCredentials(stateDir: string, { identity, privateKey }: NodeCredentials): Promise<void> {
  await makePrivateDirectory(stateDir);
  await writePrivateFile(statePaths(stateDir).privateKey, privateKey);
  await writeIdentity(stateDir, identity);
}

/** Replaces the identity of a node that has joined; its key stays. */
export async function writeIdentity(stateDir: string, identity: NodeIdentity): Promise<void> {
  await writePrivateFile(statePaths(stateDir).identity, `${JSON.stringify(identity, null, 2)}\n`);
}

function parseIdentity(text: string): NodeIdentity | null {
  const value = parseObject(text);
  if (value === null) return null;
  const { nodeId, nodeName, certificate, gatewayAddresses } = value;
  const trust = parseTrust(value.trust);
  if (!isString(nodeId) || !isString(nodeName) || !isString(certificate)) return null;
  if (trust === null || !isStringList(gatewayAddresses)) return null;
  return { nodeId, nodeName, certificate, trust, gatewayAddresses };
}

function parseTrust(value: unknown): Trust | null {
  if (!isObject(value)) return null;
  const { certificateAuthorities, signingKeys } = value;
  return isStringList(certificateAuthorities) && isStringList(signingKeys)
    ? { certificateAuthorities, signingKeys }
    : null;
}

function damaged(path: string): AppError {
  return new AppError('not_joined', {
    message: `${path} is not what devopsellence-agent join has written`,
    nextActions: ['devopsellence-agent join HOST:PORT --token TOKEN --state-dir ANOTHER_DIR'],
  });
}
