/** Name of the context of a control plane that is on this machine. */
export const SOLO_CONTEXT = 'solo';
