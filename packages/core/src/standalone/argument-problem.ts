import { AppError } from '../failure.js';

/** A setting of a standalone service that cannot be what was given; `hint` says what to write instead. */
export function argumentProblem(argument: string, message: string, hint?: string): AppError {
  return new AppError('invalid_argument', {
    message: `${argument} ${message}`,
    ...(hint === undefined ? {} : { reason: hint }),
  });
}
