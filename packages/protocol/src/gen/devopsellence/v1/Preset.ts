// Original file: proto/devopsellence/v1/standalone.proto

import type { Long } from '@grpc/proto-loader';

export interface Preset {
  'name'?: (string);
  'version'?: (number);
  'settings'?: (string);
  'changed'?: (string)[];
  'savedBy'?: (string);
  'savedAtMs'?: (number | string | Long);
}

export interface Preset__Output {
  'name': (string);
  'version': (number);
  'settings': (string);
  'changed': (string)[];
  'savedBy': (string);
  'savedAtMs': (number);
}
