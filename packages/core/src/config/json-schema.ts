import { z } from 'zod';
import { configSchema } from './schema/config.js';

/** One part of a JSON Schema. */
export type SchemaNode = z.core.JSONSchema.JSONSchema;

/** The JSON Schema (draft 7) of `devopsellence.yml`, for editors. Made anew at each call. */
export function configJsonSchema(): SchemaNode {
  return z.toJSONSchema(configSchema(), {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const fallback = z.globalRegistry.get(zodSchema)?.fallback;
      if (fallback !== undefined) jsonSchema.default = fallback;
      delete jsonSchema.fallback;
    },
  });
}

/** What is inside of a mapping or list under this key, for whichever form of the value has it. */
export function childOf(node: SchemaNode, key: string | number): SchemaNode | null {
  for (const form of formsOf(node)) {
    const child = typeof key === 'number' ? form.items : (propertyOf(form, key) ?? form.additionalProperties);
    if (typeof child === 'object' && !Array.isArray(child)) return child;
  }
  return null;
}

/** The keys that the mapping described by the node may have; empty when it may have any. */
export function keysOf(node: SchemaNode): readonly string[] {
  return formsOf(node).flatMap((form) => Object.keys(form.properties ?? {}));
}

export function formsOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf ?? [node];
}

function propertyOf(node: SchemaNode, key: string): SchemaNode | boolean | undefined {
  return node.properties !== undefined && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
}
