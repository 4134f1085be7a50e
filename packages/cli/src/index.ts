export type {
  ControlPlaneClient,
  ExecInput,
  ExecOutput,
  ExecSession,
  LogEntry,
} from './client/control-plane-client.js';
export { GrpcClient } from './client/grpc-client.js';
export type { InputStream, Io, OutputStream } from './io.js';
export type { Outside, ProgramCall, ProgramResult, Server } from './outside.js';
export { run } from './run.js';
export { systemOutside } from './system-outside.js';
