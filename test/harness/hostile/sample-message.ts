import protobuf from 'protobufjs';

/** Texts that mean something to a control plane, by the name of the field. */
export type FieldValues = Readonly<Record<string, string>>;

const MAX_DEPTH = 6;

/**
 * A message of the type with every field set, nested ones too: for what no client was recorded to send. Of a oneof, the
 * member at `choice` (counted around) is set.
 */
export function sampleMessage(type: protobuf.Type, values: FieldValues, choice = 0): Buffer {
  return Buffer.from(type.encode(type.fromObject(sampleObject(type, values, { choice, depth: 0 }))).finish());
}

/** How many different samples there are: one for each member of the largest oneof. */
export function sampleCount(type: protobuf.Type): number {
  return Math.max(1, ...type.oneofsArray.map(({ fieldsArray }) => fieldsArray.length));
}

interface Place {
  readonly choice: number;
  readonly depth: number;
}

function sampleObject(type: protobuf.Type, values: FieldValues, place: Place): Record<string, unknown> {
  const chosen = new Set(
    type.oneofsArray.map(({ fieldsArray }) => fieldsArray[place.choice % fieldsArray.length]?.name),
  );
  const fields = type.fieldsArray.filter((field) => field.partOf === null || chosen.has(field.name));
  return Object.fromEntries(fields.map((field) => [field.name, sampleField(field, values, place)]));
}

function sampleField(field: protobuf.Field, values: FieldValues, place: Place): unknown {
  if (field instanceof protobuf.MapField) return { KEY: sampleValue(field, values, place) };
  const value = sampleValue(field, values, place);
  return field.repeated ? [value] : value;
}

function sampleValue(field: protobuf.Field, values: FieldValues, { choice, depth }: Place): unknown {
  const { resolvedType, type } = field;
  if (resolvedType instanceof protobuf.Type) {
    return depth === MAX_DEPTH ? {} : sampleObject(resolvedType, values, { choice, depth: depth + 1 });
  }
  if (resolvedType instanceof protobuf.Enum) return Object.values(resolvedType.values).at(-1);
  if (type === 'string') return values[field.name] ?? 'web';
  if (type === 'bytes') return Buffer.from('bytes');
  return type === 'bool' ? true : 3;
}
