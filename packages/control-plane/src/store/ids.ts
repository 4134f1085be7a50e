import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new id: sorts after every id this process made before. */
export function newId(): string {
  return next();
}
