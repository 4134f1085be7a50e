import { systemClock } from '@devopsellence/runtime';
import type { Outside } from './outside.js';

/** The real world. What is heavy is loaded by the commands that need it: gRPC alone doubles the time to start. */
export const systemOutside: Outside = {
  clock: systemClock,
  random: Math.random,
  requestToken: () => crypto.randomUUID(),
  fetchAuthority: async (address, fingerprint) => {
    const { fetchAuthority } = await import('./client/fetch-authority.js');
    return fetchAuthority(address, fingerprint);
  },
  connect: async (server, signal) => {
    const { GrpcClient } = await import('./client/grpc-client.js');
    return new GrpcClient(server, signal);
  },
  openMachine: async (target, outside) => {
    const { ShellMachine } = await import('./install/shell-machine.js');
    const { SshShell } = await import('./install/ssh-shell.js');
    return new ShellMachine(await SshShell.open(target, outside));
  },
  openHere: async (io) => {
    const { openHere } = await import('./solo/open-here.js');
    return openHere(io);
  },
  streamProgram: async function* (call, signal) {
    const { streamProgram } = await import('./stream-program.js');
    yield* streamProgram(call, signal);
  },
  runProgram: async (call, signal) => {
    const { runProgram } = await import('./run-program.js');
    return runProgram(call, signal);
  },
};
