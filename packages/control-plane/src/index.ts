export { ControlPlane, type ControlPlaneAddresses, type ControlPlaneDeps } from './control-plane.js';
export { createDeployPart } from './deploy/deploy-part.js';
export { parseServerConfig, type ServeOptions, type ServerConfig } from './server-config.js';
