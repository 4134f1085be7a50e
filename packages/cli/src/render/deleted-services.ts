import { sanitize } from './sanitize.js';

/** Standalone services that went with their node, and how each comes back. */
export function deletedLines(services: readonly string[]): readonly string[] {
  if (services.length === 0) return [];
  return [
    ...services.map((service) => `  ${sanitize(service)}: deleted with it, its preset and volumes stay`),
    'Bring one back elsewhere: devopsellence service restore NAME --node NODE',
  ];
}
