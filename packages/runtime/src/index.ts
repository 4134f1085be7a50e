export * from './backoff.js';
export * from './clock.js';
export * from './logger.js';
export * from './loop.js';
export * from './private-file.js';
export * from './session-loop.js';
export * from './shutdown.js';
export * from './version.js';
