import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { onTestFinished } from 'vitest';
import { type CliOptions, type CliResult, cli, folder } from './cli.js';
import { FakeIo } from './fake-io.js';

export interface Assistant {
  /** The client of the SDK, connected with `devopsellence mcp`. */
  readonly client: Client;
  readonly io: FakeIo;
  /** Ends the standard input of the program, and waits for its end. */
  readonly leave: () => Promise<CliResult>;
}

/** Starts `devopsellence mcp` with these words behind it, and connects as an assistant does. */
export async function assistant(words: readonly string[], options: CliOptions = {}): Promise<Assistant> {
  const [toProgram, fromProgram] = [new PassThrough(), new PassThrough()];
  const env = { DEVOPSELLENCE_STATE_HOME: await folder(), ...options.env };
  const io = new FakeIo({ ...options, cwd: options.cwd ?? (await folder()), env, stdin: toProgram });
  io.stdout.onWrite = (chunk) => fromProgram.write(chunk);
  const ended = cli(['mcp', ...words], { ...options, io });
  const client = new Client({ name: 'test', version: '1' });
  const leave = async () => {
    toProgram.end();
    return ended;
  };
  onTestFinished(async () => {
    await leave();
    await client.close();
  });
  // A program talks over its standard streams in the same way from either end.
  await client.connect(new StdioServerTransport(fromProgram, toProgram));
  return { client, io, leave };
}
