export * from './call.js';
export * from './channel.js';
export * from './codec/desired-state.js';
export * from './codec/diagnosis.js';
export * from './codec/image.js';
export * from './codec/node-report.js';
export * from './codec/service-detail.js';
export { decodeTaskOutcome, encodeTaskOutcome } from './codec/task-run.js';
export { decodeWaiting, encodeWaiting } from './codec/waiting.js';
export * from './enums.js';
export * from './failure-status.js';
/** Message types of the wire: `wire.DeployReply` is what may be sent, `wire.DeployReply__Output` what arrives. */
export type * as wire from './gen/messages.js';
export * from './signature.js';
export * from './token.js';
export * from './trust.js';
export * from './trust-id.js';
export * from './wire.js';
export * from './words.js';
