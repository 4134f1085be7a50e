import { loadPackageDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import type { ProtoGrpcType as AgentTypes } from './gen/agent.js';
import { descriptor } from './gen/descriptor.js';
import type { DesiredState, DesiredState__Output } from './gen/devopsellence/v1/DesiredState.js';
import type { Failure, Failure__Output } from './gen/devopsellence/v1/Failure.js';
import type { ProtoGrpcType as OperatorTypes } from './gen/operator.js';

/**
 * The one place where wire options are chosen: 64-bit numbers arrive as Numbers (revisions and milliseconds stay far
 * below 2^53), enums as their names, absent fields as their defaults.
 */
const definition = fromJSON(JSON.parse(descriptor) as Parameters<typeof fromJSON>[0], {
  longs: Number,
  enums: String,
  defaults: true,
  arrays: true,
  objects: true,
  oneofs: true,
});

const loaded = loadPackageDefinition(definition) as unknown as AgentTypes & OperatorTypes;
const v1 = loaded.devopsellence.v1;

/** Service definitions, for servers and for `unary` and the streams of `call.ts`. */
export const OPERATOR = v1.Operator.service;
export const ENROLLMENT = v1.Enrollment.service;
export const AGENT_GATEWAY = v1.AgentGateway.service;

/** Serialisers of the messages that travel inside bytes fields. */
export const DESIRED_STATE = v1.DesiredState as unknown as Codec<DesiredState, DesiredState__Output>;
export const FAILURE = v1.Failure as unknown as Codec<Failure, Failure__Output>;

interface Codec<Input, Output> {
  serialize(message: Input): Buffer;
  deserialize(bytes: Buffer): Output;
}
