import { AppError } from '@devopsellence/core';
import type { ServiceDefinition } from '@grpc/grpc-js';

/** Stand-ins for messages that could not be read. */
const malformed = new WeakSet<object>();

/**
 * The same service, which takes messages that are no valid protobuf as empty stand-ins: gRPC would answer them with
 * INTERNAL before any code of ours runs. Whoever handles a message calls `requireWellFormed` first.
 */
export function withMalformedMessages(definition: ServiceDefinition): ServiceDefinition {
  const tolerant: Record<string, ServiceDefinition[string]> = {};
  for (const [name, method] of Object.entries(definition)) {
    tolerant[name] = {
      ...method,
      requestDeserialize: (bytes: Buffer) => readOrStandIn(method.requestDeserialize, bytes),
    };
  }
  return tolerant;
}

/** Throws `invalid_argument` for a stand-in. */
export function requireWellFormed(message: object): void {
  if (!malformed.has(message)) return;
  throw new AppError('invalid_argument', {
    message: 'the message is malformed',
    reason: 'it is not a valid protobuf message of the expected type',
  });
}

function readOrStandIn(deserialize: (bytes: Buffer) => unknown, bytes: Buffer): unknown {
  try {
    return deserialize(bytes);
  } catch {
    const standIn = {};
    malformed.add(standIn);
    return standIn;
  }
}
