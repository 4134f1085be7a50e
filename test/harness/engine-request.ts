import { request } from 'node:http';
import type { Machine } from './machine.js';

/** Asks the engine of a machine, from outside it: GET, JSON. Rejects with the engine's own words. */
export function askEngine<T>(machine: Machine, path: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: machine.socketPath, path, timeout: 20_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as T);
        else reject(new Error(`GET ${path} of ${machine.name}: ${response.statusCode} ${text}`));
      });
    });
    asked.on('error', reject).on('timeout', () => asked.destroy(new Error(`GET ${path}: no answer`)));
    asked.end();
  });
}
