/** How much a finding matters. An error needs somebody now; info is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** Something worth knowing that stopped nothing. */
export interface Finding {
  readonly severity: Severity;
  /** Stable: scripts rely on it. */
  readonly code: string;
  readonly message: string;
  /** What to type or do next, most useful first. */
  readonly nextActions: readonly string[];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The worst first; those of one severity stay in their order. */
export function worstFirst<Each extends { readonly severity: Severity }>(findings: readonly Each[]): readonly Each[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
