import { NAME_RULES } from '@devopsellence/core';
import { type RawValue, repeated } from './parameter.js';
import { usage } from './usage.js';

/** A command with this option takes variables by `--env`, which says the environment, too: a variable has a `=`. */
export const VARIABLES = {
  ...repeated('--env <K=V>', "a variable, beside those given otherwise; '' for none. Without = it is the environment"),
  key: 'variables',
};

const ENVIRONMENT = 'env';

/** Takes apart what was given by `--env`. What is no environment is not shown: it may have been meant as a value. */
export function withVariables(values: ReadonlyMap<string, RawValue>): ReadonlyMap<string, RawValue> {
  const given = values.get(ENVIRONMENT);
  if (typeof given !== 'object') return values;
  const names = given.filter((text) => text !== '' && !text.includes('='));
  if (names.length > 1 || names.some((name) => !NAME_RULES.environment.pattern.test(name))) {
    throw usage('--env needs NAME=VALUE, or the name of one environment');
  }
  const variables = given.filter((text) => !names.includes(text));
  return new Map([...values, [ENVIRONMENT, names.length === 0 ? undefined : names], [VARIABLES.key, variables]]);
}
