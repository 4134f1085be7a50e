// Original file: proto/devopsellence/v1/model.proto

import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from '../../devopsellence/v1/PinnedImage.js';
import type { SecretBinding as _devopsellence_v1_SecretBinding, SecretBinding__Output as _devopsellence_v1_SecretBinding__Output } from '../../devopsellence/v1/SecretBinding.js';
import type { VolumeMount as _devopsellence_v1_VolumeMount, VolumeMount__Output as _devopsellence_v1_VolumeMount__Output } from '../../devopsellence/v1/VolumeMount.js';
import type { NamedPort as _devopsellence_v1_NamedPort, NamedPort__Output as _devopsellence_v1_NamedPort__Output } from '../../devopsellence/v1/NamedPort.js';
import type { StandaloneTraits as _devopsellence_v1_StandaloneTraits, StandaloneTraits__Output as _devopsellence_v1_StandaloneTraits__Output } from '../../devopsellence/v1/StandaloneTraits.js';
import type { Long } from '@grpc/proto-loader';

export interface ContainerDefinition {
  'image'?: (_devopsellence_v1_PinnedImage | null);
  'entrypoint'?: (string)[];
  'command'?: (string)[];
  'env'?: ({[key: string]: string});
  'secrets'?: (_devopsellence_v1_SecretBinding)[];
  'volumes'?: (_devopsellence_v1_VolumeMount)[];
  'ports'?: (_devopsellence_v1_NamedPort)[];
  'memoryBytes'?: (number | string | Long);
  'cpus'?: (number | string);
  'standalone'?: (_devopsellence_v1_StandaloneTraits | null);
}

export interface ContainerDefinition__Output {
  'image': (_devopsellence_v1_PinnedImage__Output | null);
  'entrypoint': (string)[];
  'command': (string)[];
  'env': ({[key: string]: string});
  'secrets': (_devopsellence_v1_SecretBinding__Output)[];
  'volumes': (_devopsellence_v1_VolumeMount__Output)[];
  'ports': (_devopsellence_v1_NamedPort__Output)[];
  'memoryBytes': (number);
  'cpus': (number);
  'standalone': (_devopsellence_v1_StandaloneTraits__Output | null);
}
