export { ControlPlane, type ControlPlaneDeps } from './control-plane.js';
export type { ControlPlaneAddresses } from './control-plane-run.js';
export { createDeployPart } from './deploy/deploy-part.js';
export { parseServerConfig, type ServeOptions, type ServerConfig } from './server-config.js';
