// Original file: proto/devopsellence/v1/access.proto

import type { ScopeEntry as _devopsellence_v1_ScopeEntry, ScopeEntry__Output as _devopsellence_v1_ScopeEntry__Output } from '../../devopsellence/v1/ScopeEntry.js';

export interface ListScopesReply {
  'entries'?: (_devopsellence_v1_ScopeEntry)[];
}

export interface ListScopesReply__Output {
  'entries': (_devopsellence_v1_ScopeEntry__Output)[];
}
