import { AppError } from '@devopsellence/core';

/** A field that says something, and not too much. Throws `invalid_argument`. */
export function requireText(field: string, text: string, atMost: number): string {
  if (text.length > 0 && text.length <= atMost) return text;
  throw new AppError('invalid_argument', { message: `${field} must be 1 to ${atMost} characters` });
}
