import { AppError } from '@devopsellence/core';
import { parseToken, type Token } from '@devopsellence/protocol';

/** The operator token in the text, or a failure that says what is wrong with it without showing it. */
export function parseOperatorToken(text: string): Token {
  const token = parseToken(text);
  if (token === null) throw refused('it does not look like dvo_operator_…; maybe a part of it is missing');
  if (token.kind === 'join') {
    throw refused('it is a join token: it lets a node join, with `devopsellence-agent join`');
  }
  return token;
}

function refused(reason: string): AppError {
  return new AppError('unauthenticated', {
    message: 'this is not an operator token',
    reason,
    nextActions: ['the token of the owner is in the file owner-token of the control plane’s data folder'],
  });
}
