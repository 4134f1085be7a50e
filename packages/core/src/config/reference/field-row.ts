import { formsOf, type SchemaNode } from '../json-schema.js';

/** One line of a table of fields: name, type, default, rule, description. */
export function fieldRow(name: string, node: SchemaNode, isRequired: boolean): string {
  const cells = [
    `\`${name}\``,
    typeOf(node),
    isRequired ? 'required' : defaultOf(node),
    ruleOf(node),
    node.description ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function typeOf(node: SchemaNode): string {
  return [...new Set(formsOf(node).map(typeOfForm))].join(' or ');
}

function typeOfForm(node: SchemaNode): string {
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.enum !== undefined) return node.enum.map((choice) => `\`${choice}\``).join(' or ');
  if (node.type === 'array') return isSchema(node.items) ? `list of ${plural(typeOf(node.items))}` : 'list';
  if (node.type === 'object') return 'mapping';
  if (node.type === 'integer') return 'whole number';
  if (node.type === 'boolean') return '`true` or `false`';
  return node.title ?? (node.type === 'string' ? 'text' : String(node.type));
}

function plural(type: string): string {
  return type === 'text' ? type : `${type}s`;
}

function defaultOf(node: SchemaNode): string {
  const words = node['x-default'];
  if (typeof words === 'string') return words;
  return node.default === undefined ? '–' : `\`${valueInYaml(node.default)}\``;
}

function valueInYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueInYaml).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function ruleOf(node: SchemaNode): string {
  const rules = formsOf(node).flatMap((form) => [
    ...textRule(form),
    ...rangeRule(form),
    ...lengthRule(form),
    ...(isSchema(form.items) ? textRule(form.items).map((rule) => `each ${rule}`) : []),
    ...(isSchema(form.propertyNames) ? textRule(form.propertyNames).map((rule) => `each key ${rule}`) : []),
  ]);
  return [...new Set(rules)].join('; ');
}

function textRule(node: SchemaNode): string[] {
  const rule = node.patternErrorMessage;
  const examples = (node.examples ?? []).map((example) => `\`${example}\``).join(', ');
  return [...(typeof rule === 'string' ? [rule] : []), ...(examples === '' ? [] : [`for example ${examples}`])];
}

function rangeRule({ minimum, maximum }: SchemaNode): string[] {
  return minimum === undefined || maximum === undefined ? [] : [`${minimum} to ${maximum}`];
}

function lengthRule({ minItems, maxItems }: SchemaNode): string[] {
  return [
    ...(minItems === undefined ? [] : [`at least ${minItems}`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
  ];
}

export function isSchema(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
