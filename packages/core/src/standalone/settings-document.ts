import { z } from 'zod';
import { canonicalJson } from '../config/canonical-json.js';
import { MAX_SPEC_LENGTH } from '../config/limits.js';
import { portNumber } from '../config/schema/quantity.js';
import { absolutePath, imageReference, name, withoutZero } from '../config/schema/text.js';
import { envSchema, secretRefsSchema } from '../config/schema/variables.js';
import { shapeProblems } from '../config/shape-problems.js';
import { readiness, resources } from '../config/spec-schema.js';
import { AppError } from '../failure.js';
import { parseHostname } from './hostname.js';
import { SETTING_NAMES, type StandaloneOverrides, type StandaloneSettings } from './settings.js';
import { plainPath } from './volumes-text.js';

const MAX_VOLUMES = 100;
const MAX_WORDS = 256;

function createSettingsSchema() {
  return z.strictObject({
    image: imageReference(),
    port: portNumber(),
    protocol: z.enum(['tcp', 'udp']),
    isPublished: z.boolean(),
    hostname: z.string().nullable(),
    env: envSchema(),
    secretRefs: secretRefsSchema(),
    isHostMode: z.boolean(),
    volumes: z
      .array(z.strictObject({ source: name('volume'), target: absolutePath(), isReadOnly: z.boolean() }))
      .max(MAX_VOLUMES),
    isPrivileged: z.boolean(),
    isNetAdmin: z.boolean(),
    // An empty word says something: `redis-server --save ''`.
    command: z.array(withoutZero()).max(MAX_WORDS),
    resources: resources(),
    readiness: readiness().nullable(),
  });
}

let schema: ReturnType<typeof createSettingsSchema> | null = null;

function settingsSchema(): ReturnType<typeof createSettingsSchema> {
  schema ??= createSettingsSchema();
  return schema;
}

/** Each key may be absent, and none may be there without a value. */
function overridesSchema() {
  const { shape } = settingsSchema();
  return z.strictObject({
    image: shape.image.exactOptional(),
    port: shape.port.exactOptional(),
    protocol: shape.protocol.exactOptional(),
    isPublished: shape.isPublished.exactOptional(),
    hostname: shape.hostname.exactOptional(),
    env: shape.env.exactOptional(),
    secretRefs: shape.secretRefs.exactOptional(),
    isHostMode: shape.isHostMode.exactOptional(),
    volumes: shape.volumes.exactOptional(),
    isPrivileged: shape.isPrivileged.exactOptional(),
    isNetAdmin: shape.isNetAdmin.exactOptional(),
    command: shape.command.exactOptional(),
    resources: shape.resources.exactOptional(),
    readiness: shape.readiness.exactOptional(),
  });
}

/** Settings or overrides as text: equal ones, equal text. */
export function encodeSettings(settings: StandaloneOverrides): string {
  return canonicalJson(settings);
}

/** All settings that the text holds. Trusts nothing; throws `invalid_argument` with every problem as evidence. */
export function decodeSettings(json: string): StandaloneSettings {
  const settings = parse(settingsSchema(), json);
  checkTogether(settings);
  return settings;
}

/** The settings that the text gives. Trusts nothing; throws `invalid_argument` with every problem as evidence. */
export function decodeOverrides(json: string): StandaloneOverrides {
  const given = parse(overridesSchema(), json);
  const { hostname } = given;
  return { ...given, ...(typeof hostname === 'string' ? { hostname: parseHostname(hostname) } : {}) };
}

/** What one setting alone does not show. Throws `invalid_argument`. To be asked again once overrides are applied. */
export function checkTogether({ env, secretRefs, volumes, hostname }: StandaloneSettings): void {
  const both = secretRefs.find((ref) => Object.hasOwn(env, ref.name));
  if (both !== undefined) throw wrong([`${both.name} is a variable and a secret at once`]);
  const twiceNamed = repeated(secretRefs.map((ref) => ref.name));
  if (twiceNamed !== undefined) throw wrong([`${twiceNamed} gets two secrets`]);
  const twice = repeated(volumes.map(({ target }) => plainPath(target)));
  if (twice !== undefined) throw wrong([`two volumes are mounted at ${twice}`]);
  if (hostname !== null && parseHostname(hostname) !== hostname) throw wrong(['hostname must be in small letters']);
}

function repeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) < index);
}

function parse<T>(shape: z.ZodType<T>, json: string): T {
  if (json.length > MAX_SPEC_LENGTH) throw wrong(['they are too large']);
  const value = readJson(json);
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrong(shapeProblems(parsed.error.issues, value, null).map(({ path, message }) => sentence(path, message)));
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json, refuseReservedKeys);
  } catch (cause) {
    throw cause instanceof AppError ? cause : wrong(['they are not valid JSON']);
  }
}

/** `__proto__` would vanish unseen in the checks that follow. */
function refuseReservedKeys(key: string, value: unknown): unknown {
  if (key === '__proto__') throw wrong(['they use the key __proto__']);
  return value;
}

/** Settings are called as commands and calls name them. */
function sentence([first, ...rest]: readonly (string | number)[], message: string): string {
  const known = Object.entries(SETTING_NAMES).find(([key]) => key === first)?.[1];
  return [known ?? first, ...rest, message].filter((part) => part !== undefined).join(' ');
}

function wrong(evidence: readonly string[]): AppError {
  const [first = ''] = evidence;
  return new AppError('invalid_argument', { message: `the settings of the service are not valid: ${first}`, evidence });
}
