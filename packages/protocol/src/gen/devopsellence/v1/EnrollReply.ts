// Original file: proto/devopsellence/v1/agent.proto

import type { Trust as _devopsellence_v1_Trust, Trust__Output as _devopsellence_v1_Trust__Output } from '../../devopsellence/v1/Trust.js';

export interface EnrollReply {
  'nodeId'?: (string);
  'nodeName'?: (string);
  'certificate'?: (string);
  'certificateAuthority'?: (string);
  'gatewayAddresses'?: (string)[];
  'signingKey'?: (string);
  'trust'?: (_devopsellence_v1_Trust | null);
}

export interface EnrollReply__Output {
  'nodeId': (string);
  'nodeName': (string);
  'certificate': (string);
  'certificateAuthority': (string);
  'gatewayAddresses': (string)[];
  'signingKey': (string);
  'trust': (_devopsellence_v1_Trust__Output | null);
}
