export { type ContractWorld, engineContract } from './engine-contract.js';
export { FakeEngine } from './fake-engine.js';
export { FakeGateway } from './fake-gateway.js';
export { TestAuthority } from './test-authority.js';
