// Original file: proto/devopsellence/v1/operator.proto

import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from '../../devopsellence/v1/EnvironmentName.js';

export interface DeployRequest {
  'environment'?: (_devopsellence_v1_EnvironmentName | null);
  'spec'?: (string);
  'revision'?: (string);
  'appImage'?: (string);
  'dryRun'?: (boolean);
  'requestToken'?: (string);
  'appImageId'?: (string);
  'appImageManifest'?: (string);
  'takeBack'?: (boolean);
  'supersede'?: (boolean);
}

export interface DeployRequest__Output {
  'environment': (_devopsellence_v1_EnvironmentName__Output | null);
  'spec': (string);
  'revision': (string);
  'appImage': (string);
  'dryRun': (boolean);
  'requestToken': (string);
  'appImageId': (string);
  'appImageManifest': (string);
  'takeBack': (boolean);
  'supersede': (boolean);
}
