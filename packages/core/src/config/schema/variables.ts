import { z } from 'zod';
import { required } from './field.js';
import { name, withoutZero } from './text.js';

/** Variables by name. Values are text, and only text: YAML would turn `1.10` into `1.1`. */
export function envSchema() {
  return z.record(name('variable'), withoutZero());
}

export function secretRefsSchema() {
  return z
    .array(
      z.strictObject({
        name: required(name('variable'), 'Variable that gets the value.'),
        secret: required(name('secret'), 'Name of the secret, as given to `devopsellence secret set`.'),
      }),
    )
    .max(200);
}
