// Original file: proto/devopsellence/v1/agent.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EnrollReply as _devopsellence_v1_EnrollReply, EnrollReply__Output as _devopsellence_v1_EnrollReply__Output } from '../../devopsellence/v1/EnrollReply.js';
import type { EnrollRequest as _devopsellence_v1_EnrollRequest, EnrollRequest__Output as _devopsellence_v1_EnrollRequest__Output } from '../../devopsellence/v1/EnrollRequest.js';
import type { GetAuthoritiesReply as _devopsellence_v1_GetAuthoritiesReply, GetAuthoritiesReply__Output as _devopsellence_v1_GetAuthoritiesReply__Output } from '../../devopsellence/v1/GetAuthoritiesReply.js';
import type { GetAuthoritiesRequest as _devopsellence_v1_GetAuthoritiesRequest, GetAuthoritiesRequest__Output as _devopsellence_v1_GetAuthoritiesRequest__Output } from '../../devopsellence/v1/GetAuthoritiesRequest.js';

export interface EnrollmentClient extends grpc.Client {
  Enroll(argument: _devopsellence_v1_EnrollRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _devopsellence_v1_EnrollRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _devopsellence_v1_EnrollRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _devopsellence_v1_EnrollRequest, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  enroll(argument: _devopsellence_v1_EnrollRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  enroll(argument: _devopsellence_v1_EnrollRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  enroll(argument: _devopsellence_v1_EnrollRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  enroll(argument: _devopsellence_v1_EnrollRequest, callback: grpc.requestCallback<_devopsellence_v1_EnrollReply__Output>): grpc.ClientUnaryCall;
  
  GetAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  GetAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  GetAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  GetAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  getAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  getAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  getAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  getAuthorities(argument: _devopsellence_v1_GetAuthoritiesRequest, callback: grpc.requestCallback<_devopsellence_v1_GetAuthoritiesReply__Output>): grpc.ClientUnaryCall;
  
}

export interface EnrollmentHandlers extends grpc.UntypedServiceImplementation {
  Enroll: grpc.handleUnaryCall<_devopsellence_v1_EnrollRequest__Output, _devopsellence_v1_EnrollReply>;
  
  GetAuthorities: grpc.handleUnaryCall<_devopsellence_v1_GetAuthoritiesRequest__Output, _devopsellence_v1_GetAuthoritiesReply>;
  
}

export interface EnrollmentDefinition extends grpc.ServiceDefinition {
  Enroll: MethodDefinition<_devopsellence_v1_EnrollRequest, _devopsellence_v1_EnrollReply, _devopsellence_v1_EnrollRequest__Output, _devopsellence_v1_EnrollReply__Output>
  GetAuthorities: MethodDefinition<_devopsellence_v1_GetAuthoritiesRequest, _devopsellence_v1_GetAuthoritiesReply, _devopsellence_v1_GetAuthoritiesRequest__Output, _devopsellence_v1_GetAuthoritiesReply__Output>
}
