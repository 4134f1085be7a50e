import { AppError } from '@devopsellence/core';

/** What becomes of a desired state whose signature is good. */
export type Verdict =
  | { readonly kind: 'accept' }
  /** It is the one that is acted on already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'refuse'; readonly failure: AppError };

/** Decides whether this node acts on a document. `highest`: the highest revision it has ever accepted, 0 for none. */
export function judge(
  document: { readonly nodeId: string; readonly revision: number },
  own: { readonly nodeId: string; readonly highest: number; readonly current: number },
): Verdict {
  if (document.nodeId !== own.nodeId) {
    return refuse(new AppError('forbidden', { message: 'refused a desired state: it is for another node' }));
  }
  if (document.revision < own.highest) {
    return refuse(
      new AppError('stale_revision', {
        message: `refused desired state ${document.revision}: ${own.highest} was accepted already`,
        nextActions: ['check that the control plane was not set back to an older copy of its database'],
      }),
    );
  }
  return { kind: document.revision === own.current ? 'known' : 'accept' };
}

function refuse(failure: AppError): Verdict {
  return { kind: 'refuse', failure };
}
