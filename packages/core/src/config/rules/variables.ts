import type { EnvironmentSpec } from '../../model/spec.js';
import { type Problem, problem } from '../problem.js';

/** A variable gets its value from one place: from `env`, or from one secret. */
export function variablesHaveOneSource(spec: EnvironmentSpec): Problem[] {
  return spec.services.flatMap(({ name: service, env, secretRefs }) =>
    secretRefs.flatMap(({ name }, index) => {
      const path = ['services', service, 'secret_refs', index, 'name'];
      if (Object.hasOwn(env, name)) {
        return [problem(path, `must not be in env too: ${name} would have two values`, 'remove one of the two')];
      }
      const repeated = secretRefs.slice(0, index).some((other) => other.name === name);
      return repeated ? [problem(path, `must be unique: ${name} gets its value from another secret already`)] : [];
    }),
  );
}
