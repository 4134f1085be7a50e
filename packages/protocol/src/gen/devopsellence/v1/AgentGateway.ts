// Original file: proto/devopsellence/v1/agent.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AgentFrame as _devopsellence_v1_AgentFrame, AgentFrame__Output as _devopsellence_v1_AgentFrame__Output } from '../../devopsellence/v1/AgentFrame.js';
import type { BlobChunk as _devopsellence_v1_BlobChunk, BlobChunk__Output as _devopsellence_v1_BlobChunk__Output } from '../../devopsellence/v1/BlobChunk.js';
import type { ControlFrame as _devopsellence_v1_ControlFrame, ControlFrame__Output as _devopsellence_v1_ControlFrame__Output } from '../../devopsellence/v1/ControlFrame.js';
import type { FetchBlobRequest as _devopsellence_v1_FetchBlobRequest, FetchBlobRequest__Output as _devopsellence_v1_FetchBlobRequest__Output } from '../../devopsellence/v1/FetchBlobRequest.js';
import type { GetRegistryCredentialRequest as _devopsellence_v1_GetRegistryCredentialRequest, GetRegistryCredentialRequest__Output as _devopsellence_v1_GetRegistryCredentialRequest__Output } from '../../devopsellence/v1/GetRegistryCredentialRequest.js';
import type { GetTrustRequest as _devopsellence_v1_GetTrustRequest, GetTrustRequest__Output as _devopsellence_v1_GetTrustRequest__Output } from '../../devopsellence/v1/GetTrustRequest.js';
import type { RegistryCredential as _devopsellence_v1_RegistryCredential, RegistryCredential__Output as _devopsellence_v1_RegistryCredential__Output } from '../../devopsellence/v1/RegistryCredential.js';
import type { RenewCertificateReply as _devopsellence_v1_RenewCertificateReply, RenewCertificateReply__Output as _devopsellence_v1_RenewCertificateReply__Output } from '../../devopsellence/v1/RenewCertificateReply.js';
import type { RenewCertificateRequest as _devopsellence_v1_RenewCertificateRequest, RenewCertificateRequest__Output as _devopsellence_v1_RenewCertificateRequest__Output } from '../../devopsellence/v1/RenewCertificateRequest.js';
import type { SignedDesiredState as _devopsellence_v1_SignedDesiredState, SignedDesiredState__Output as _devopsellence_v1_SignedDesiredState__Output } from '../../devopsellence/v1/SignedDesiredState.js';
import type { StatusMessage as _devopsellence_v1_StatusMessage, StatusMessage__Output as _devopsellence_v1_StatusMessage__Output } from '../../devopsellence/v1/StatusMessage.js';
import type { StatusReply as _devopsellence_v1_StatusReply, StatusReply__Output as _devopsellence_v1_StatusReply__Output } from '../../devopsellence/v1/StatusReply.js';
import type { Trust as _devopsellence_v1_Trust, Trust__Output as _devopsellence_v1_Trust__Output } from '../../devopsellence/v1/Trust.js';
import type { WatchDesiredStateRequest as _devopsellence_v1_WatchDesiredStateRequest, WatchDesiredStateRequest__Output as _devopsellence_v1_WatchDesiredStateRequest__Output } from '../../devopsellence/v1/WatchDesiredStateRequest.js';

export interface AgentGatewayClient extends grpc.Client {
  FetchBlob(argument: _devopsellence_v1_FetchBlobRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_BlobChunk__Output>;
  FetchBlob(argument: _devopsellence_v1_FetchBlobRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_BlobChunk__Output>;
  fetchBlob(argument: _devopsellence_v1_FetchBlobRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_BlobChunk__Output>;
  fetchBlob(argument: _devopsellence_v1_FetchBlobRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_BlobChunk__Output>;
  
  GetRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  GetRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  GetRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  GetRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  getRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  getRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  getRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  getRegistryCredential(argument: _devopsellence_v1_GetRegistryCredentialRequest, callback: grpc.requestCallback<_devopsellence_v1_RegistryCredential__Output>): grpc.ClientUnaryCall;
  
  GetTrust(argument: _devopsellence_v1_GetTrustRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  GetTrust(argument: _devopsellence_v1_GetTrustRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  GetTrust(argument: _devopsellence_v1_GetTrustRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  GetTrust(argument: _devopsellence_v1_GetTrustRequest, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  getTrust(argument: _devopsellence_v1_GetTrustRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  getTrust(argument: _devopsellence_v1_GetTrustRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  getTrust(argument: _devopsellence_v1_GetTrustRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  getTrust(argument: _devopsellence_v1_GetTrustRequest, callback: grpc.requestCallback<_devopsellence_v1_Trust__Output>): grpc.ClientUnaryCall;
  
  RenewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  RenewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  RenewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  RenewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _devopsellence_v1_RenewCertificateRequest, callback: grpc.requestCallback<_devopsellence_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  
  ReportStatus(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusReply__Output>;
  ReportStatus(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusReply__Output>;
  reportStatus(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusReply__Output>;
  reportStatus(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusReply__Output>;
  
  Tunnel(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_AgentFrame, _devopsellence_v1_ControlFrame__Output>;
  Tunnel(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_AgentFrame, _devopsellence_v1_ControlFrame__Output>;
  tunnel(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_AgentFrame, _devopsellence_v1_ControlFrame__Output>;
  tunnel(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_AgentFrame, _devopsellence_v1_ControlFrame__Output>;
  
  WatchDesiredState(argument: _devopsellence_v1_WatchDesiredStateRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_SignedDesiredState__Output>;
  WatchDesiredState(argument: _devopsellence_v1_WatchDesiredStateRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_SignedDesiredState__Output>;
  watchDesiredState(argument: _devopsellence_v1_WatchDesiredStateRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_SignedDesiredState__Output>;
  watchDesiredState(argument: _devopsellence_v1_WatchDesiredStateRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_SignedDesiredState__Output>;
  
}

export interface AgentGatewayHandlers extends grpc.UntypedServiceImplementation {
  FetchBlob: grpc.handleServerStreamingCall<_devopsellence_v1_FetchBlobRequest__Output, _devopsellence_v1_BlobChunk>;
  
  GetRegistryCredential: grpc.handleUnaryCall<_devopsellence_v1_GetRegistryCredentialRequest__Output, _devopsellence_v1_RegistryCredential>;
  
  GetTrust: grpc.handleUnaryCall<_devopsellence_v1_GetTrustRequest__Output, _devopsellence_v1_Trust>;
  
  RenewCertificate: grpc.handleUnaryCall<_devopsellence_v1_RenewCertificateRequest__Output, _devopsellence_v1_RenewCertificateReply>;
  
  ReportStatus: grpc.handleBidiStreamingCall<_devopsellence_v1_StatusMessage__Output, _devopsellence_v1_StatusReply>;
  
  Tunnel: grpc.handleBidiStreamingCall<_devopsellence_v1_AgentFrame__Output, _devopsellence_v1_ControlFrame>;
  
  WatchDesiredState: grpc.handleServerStreamingCall<_devopsellence_v1_WatchDesiredStateRequest__Output, _devopsellence_v1_SignedDesiredState>;
  
}

export interface AgentGatewayDefinition extends grpc.ServiceDefinition {
  FetchBlob: MethodDefinition<_devopsellence_v1_FetchBlobRequest, _devopsellence_v1_BlobChunk, _devopsellence_v1_FetchBlobRequest__Output, _devopsellence_v1_BlobChunk__Output>
  GetRegistryCredential: MethodDefinition<_devopsellence_v1_GetRegistryCredentialRequest, _devopsellence_v1_RegistryCredential, _devopsellence_v1_GetRegistryCredentialRequest__Output, _devopsellence_v1_RegistryCredential__Output>
  GetTrust: MethodDefinition<_devopsellence_v1_GetTrustRequest, _devopsellence_v1_Trust, _devopsellence_v1_GetTrustRequest__Output, _devopsellence_v1_Trust__Output>
  RenewCertificate: MethodDefinition<_devopsellence_v1_RenewCertificateRequest, _devopsellence_v1_RenewCertificateReply, _devopsellence_v1_RenewCertificateRequest__Output, _devopsellence_v1_RenewCertificateReply__Output>
  ReportStatus: MethodDefinition<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusReply, _devopsellence_v1_StatusMessage__Output, _devopsellence_v1_StatusReply__Output>
  Tunnel: MethodDefinition<_devopsellence_v1_AgentFrame, _devopsellence_v1_ControlFrame, _devopsellence_v1_AgentFrame__Output, _devopsellence_v1_ControlFrame__Output>
  WatchDesiredState: MethodDefinition<_devopsellence_v1_WatchDesiredStateRequest, _devopsellence_v1_SignedDesiredState, _devopsellence_v1_WatchDesiredStateRequest__Output, _devopsellence_v1_SignedDesiredState__Output>
}
