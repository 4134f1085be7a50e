import { AppError } from '@devopsellence/core';

/**
 * A JSON column as what it holds. Only this program writes these columns, so the guard checks no more than that the
 * text is the kind of document it should be.
 */
export function readDocument<Document>(
  text: string,
  isDocument: (value: unknown) => value is Document,
  what: string,
): Document {
  const value: unknown = JSON.parse(text);
  if (isDocument(value)) return value;
  throw new AppError('internal', { message: `the database holds no ${what} where one should be` });
}

/** A guard for readDocument: an object with these fields. */
export function hasFields<Document>(fields: readonly (keyof Document & string)[]) {
  return (value: unknown): value is Document =>
    typeof value === 'object' && value !== null && fields.every((field) => field in value);
}
