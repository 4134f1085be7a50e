import type { EnvironmentSpec } from '../../model/spec.js';
import { type Problem, problem } from '../problem.js';

/** The names and the numbers of a service's ports are each used once. */
export function portsAreUnique(spec: EnvironmentSpec): Problem[] {
  return spec.services.flatMap(({ name: service, ports }) =>
    ports.flatMap(({ name, port }, index) => {
      const path = ['services', service, 'ports', index];
      const earlier = ports.slice(0, index);
      return [
        ...(earlier.some((other) => other.name === name)
          ? [problem([...path, 'name'], `must be unique: the service has a port named ${name} already`)]
          : []),
        ...(earlier.some((other) => other.port === port)
          ? [problem([...path, 'port'], `must be unique: the service has a port ${port} already`)]
          : []),
      ];
    }),
  );
}
