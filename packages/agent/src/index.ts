export { type AgentOptions, runAgent } from './agent.js';
export type * from './engine/container-engine.js';
export { type DockerEngineOptions, dockerEngine } from './engine/docker/docker-engine.js';
export { type JoinOptions, join } from './join.js';
export { type NodeCredentials, type NodeIdentity, readCredentials } from './state/identity.js';
