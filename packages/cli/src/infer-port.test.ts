import { expect, it } from 'vitest';
import { inferPort } from './infer-port.js';

it.each([
  ['FROM node\nEXPOSE 8080\n', 8080],
  ['expose 80/udp 8081/tcp\nEXPOSE 9000', 8081],
  ['FROM node\n# EXPOSE 1\nRUN echo EXPOSE 2', null],
  ['EXPOSE $PORT', null],
  ['EXPOSE 99999', null],
  ['', null],
])('%j exposes %j', (dockerfile, port) => {
  expect(inferPort(dockerfile)).toBe(port);
});
