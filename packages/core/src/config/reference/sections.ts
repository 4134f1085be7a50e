import { formsOf, type SchemaNode } from '../json-schema.js';
import { fieldRow, isSchema } from './field-row.js';

const HEAD = '| field | type | default | rule | |\n|---|---|---|---|---|';
const OVERLAY = 'environments.<name>';

/** The tables of all fields: one section for each mapping with fixed fields, parents before children. */
export function sections(schema: SchemaNode): readonly string[] {
  return [`## Top level\n\n${table(schema)}`, ...childSections(schema, '')];
}

function childSections(node: SchemaNode, path: string): readonly string[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    isSchema(child) ? formsOf(child).flatMap((form) => sectionOf(form, path === '' ? key : `${path}.${key}`)) : [],
  );
}

/** The section of a mapping, of the items of a list, or of the values of a mapping with free keys. */
function sectionOf(node: SchemaNode, path: string): readonly string[] {
  if (node.properties !== undefined) return mappingSection(node, path);
  if (isSchema(node.items)) return sectionOf(node.items, `${path}[]`);
  return isSchema(node.additionalProperties) ? sectionOf(node.additionalProperties, `${path}.<name>`) : [];
}

function mappingSection(node: SchemaNode, path: string): readonly string[] {
  const section = `## \`${path}\`\n\n${table(node)}`;
  if (path !== OVERLAY) return [section, ...childSections(node, path)];
  return [`${section}\n\nThe fields below these are those of the base; none is required.`];
}

function table(node: SchemaNode): string {
  const required = node.required ?? [];
  const rows = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    isSchema(child) ? [fieldRow(key, child, required.includes(key))] : [],
  );
  return [HEAD, ...rows].join('\n');
}
