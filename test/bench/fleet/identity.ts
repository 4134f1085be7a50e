import type { ChannelIdentity } from '@devopsellence/protocol';

/** Who a simulated agent is, as it stands in the file that its process reads. */
export interface SimulatedIdentity extends Required<ChannelIdentity> {
  readonly nodeId: string;
  /** Of what it trusts. */
  readonly trustId: string;
}

/** What a process of simulated agents is told. */
export interface Assignment {
  /** `session`: the whole protocol of an agent. `watch`: nothing but one stream of documents. */
  readonly kind: 'session' | 'watch';
  readonly address: string;
  readonly identities: readonly SimulatedIdentity[];
}

/** Milliseconds of the clock that all processes of this machine share and nobody sets. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
