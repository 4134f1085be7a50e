import type { EnvironmentSpec } from '../../model/spec.js';
import { type Problem, problem } from '../problem.js';

/** No two volumes are mounted on the same folder of a service. */
export function targetsAreUnique(spec: EnvironmentSpec): Problem[] {
  return spec.services.flatMap(({ name: service, volumes }) =>
    volumes.flatMap(({ target }, index) =>
      volumes.slice(0, index).some((other) => folder(other.target) === folder(target))
        ? [problem(['services', service, 'volumes', index, 'target'], `must be unique: ${target} is mounted already`)]
        : [],
    ),
  );
}

/** `/data/` and `/data` are the same folder. */
function folder(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '')
    .join('/');
}
