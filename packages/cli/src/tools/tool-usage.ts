import type { Tool } from './tool.js';

/** `create_service <name> <image> <port> [hostname] …` */
export function usageOf({ name, parameters, required }: Tool): string {
  const words = parameters.map((parameter, index) =>
    index < required ? `<${parameter.name}>` : `[${parameter.name}]`,
  );
  return [name, ...words].join(' ');
}
