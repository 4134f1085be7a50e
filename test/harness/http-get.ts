import type { Machine } from './machines.js';

const script = `
const response = await fetch(process.argv[1], { signal: AbortSignal.timeout(5000) });
console.log(JSON.stringify({ status: response.status, body: await response.text() }));`;

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** One HTTP request, made on the machine: it reaches the containers there. */
export async function httpGet(machine: Machine, url: string): Promise<HttpAnswer> {
  const output = await machine.run(process.execPath, ['--input-type=module', '--eval', script, url]);
  return JSON.parse(output) as HttpAnswer;
}
