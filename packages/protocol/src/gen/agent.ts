import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AgentFacts as _devopsellence_v1_AgentFacts, AgentFacts__Output as _devopsellence_v1_AgentFacts__Output } from './devopsellence/v1/AgentFacts.js';
import type { AgentFrame as _devopsellence_v1_AgentFrame, AgentFrame__Output as _devopsellence_v1_AgentFrame__Output } from './devopsellence/v1/AgentFrame.js';
import type { AgentGatewayClient as _devopsellence_v1_AgentGatewayClient, AgentGatewayDefinition as _devopsellence_v1_AgentGatewayDefinition } from './devopsellence/v1/AgentGateway.js';
import type { AgentLogsWork as _devopsellence_v1_AgentLogsWork, AgentLogsWork__Output as _devopsellence_v1_AgentLogsWork__Output } from './devopsellence/v1/AgentLogsWork.js';
import type { BlobChunk as _devopsellence_v1_BlobChunk, BlobChunk__Output as _devopsellence_v1_BlobChunk__Output } from './devopsellence/v1/BlobChunk.js';
import type { CancelChannel as _devopsellence_v1_CancelChannel, CancelChannel__Output as _devopsellence_v1_CancelChannel__Output } from './devopsellence/v1/CancelChannel.js';
import type { ChannelClosed as _devopsellence_v1_ChannelClosed, ChannelClosed__Output as _devopsellence_v1_ChannelClosed__Output } from './devopsellence/v1/ChannelClosed.js';
import type { CheckPortsWork as _devopsellence_v1_CheckPortsWork, CheckPortsWork__Output as _devopsellence_v1_CheckPortsWork__Output } from './devopsellence/v1/CheckPortsWork.js';
import type { ClockReading as _devopsellence_v1_ClockReading, ClockReading__Output as _devopsellence_v1_ClockReading__Output } from './devopsellence/v1/ClockReading.js';
import type { ClockSkew as _devopsellence_v1_ClockSkew, ClockSkew__Output as _devopsellence_v1_ClockSkew__Output } from './devopsellence/v1/ClockSkew.js';
import type { CommandCheck as _devopsellence_v1_CommandCheck, CommandCheck__Output as _devopsellence_v1_CommandCheck__Output } from './devopsellence/v1/CommandCheck.js';
import type { ContainerDefinition as _devopsellence_v1_ContainerDefinition, ContainerDefinition__Output as _devopsellence_v1_ContainerDefinition__Output } from './devopsellence/v1/ContainerDefinition.js';
import type { ContainerFacts as _devopsellence_v1_ContainerFacts, ContainerFacts__Output as _devopsellence_v1_ContainerFacts__Output } from './devopsellence/v1/ContainerFacts.js';
import type { ControlFrame as _devopsellence_v1_ControlFrame, ControlFrame__Output as _devopsellence_v1_ControlFrame__Output } from './devopsellence/v1/ControlFrame.js';
import type { ControlPlaneFacts as _devopsellence_v1_ControlPlaneFacts, ControlPlaneFacts__Output as _devopsellence_v1_ControlPlaneFacts__Output } from './devopsellence/v1/ControlPlaneFacts.js';
import type { Dependency as _devopsellence_v1_Dependency, Dependency__Output as _devopsellence_v1_Dependency__Output } from './devopsellence/v1/Dependency.js';
import type { DescribeServiceWork as _devopsellence_v1_DescribeServiceWork, DescribeServiceWork__Output as _devopsellence_v1_DescribeServiceWork__Output } from './devopsellence/v1/DescribeServiceWork.js';
import type { DesiredEnvironment as _devopsellence_v1_DesiredEnvironment, DesiredEnvironment__Output as _devopsellence_v1_DesiredEnvironment__Output } from './devopsellence/v1/DesiredEnvironment.js';
import type { DesiredService as _devopsellence_v1_DesiredService, DesiredService__Output as _devopsellence_v1_DesiredService__Output } from './devopsellence/v1/DesiredService.js';
import type { DesiredState as _devopsellence_v1_DesiredState, DesiredState__Output as _devopsellence_v1_DesiredState__Output } from './devopsellence/v1/DesiredState.js';
import type { DiagnoseControlPlaneRequest as _devopsellence_v1_DiagnoseControlPlaneRequest, DiagnoseControlPlaneRequest__Output as _devopsellence_v1_DiagnoseControlPlaneRequest__Output } from './devopsellence/v1/DiagnoseControlPlaneRequest.js';
import type { DiagnoseNodeRequest as _devopsellence_v1_DiagnoseNodeRequest, DiagnoseNodeRequest__Output as _devopsellence_v1_DiagnoseNodeRequest__Output } from './devopsellence/v1/DiagnoseNodeRequest.js';
import type { DiagnoseWork as _devopsellence_v1_DiagnoseWork, DiagnoseWork__Output as _devopsellence_v1_DiagnoseWork__Output } from './devopsellence/v1/DiagnoseWork.js';
import type { DiskFacts as _devopsellence_v1_DiskFacts, DiskFacts__Output as _devopsellence_v1_DiskFacts__Output } from './devopsellence/v1/DiskFacts.js';
import type { EndOfInput as _devopsellence_v1_EndOfInput, EndOfInput__Output as _devopsellence_v1_EndOfInput__Output } from './devopsellence/v1/EndOfInput.js';
import type { EngineFacts as _devopsellence_v1_EngineFacts, EngineFacts__Output as _devopsellence_v1_EngineFacts__Output } from './devopsellence/v1/EngineFacts.js';
import type { EngineSizes as _devopsellence_v1_EngineSizes, EngineSizes__Output as _devopsellence_v1_EngineSizes__Output } from './devopsellence/v1/EngineSizes.js';
import type { EngineVolume as _devopsellence_v1_EngineVolume, EngineVolume__Output as _devopsellence_v1_EngineVolume__Output } from './devopsellence/v1/EngineVolume.js';
import type { EngineVolumes as _devopsellence_v1_EngineVolumes, EngineVolumes__Output as _devopsellence_v1_EngineVolumes__Output } from './devopsellence/v1/EngineVolumes.js';
import type { EnrollReply as _devopsellence_v1_EnrollReply, EnrollReply__Output as _devopsellence_v1_EnrollReply__Output } from './devopsellence/v1/EnrollReply.js';
import type { EnrollRequest as _devopsellence_v1_EnrollRequest, EnrollRequest__Output as _devopsellence_v1_EnrollRequest__Output } from './devopsellence/v1/EnrollRequest.js';
import type { EnrollmentClient as _devopsellence_v1_EnrollmentClient, EnrollmentDefinition as _devopsellence_v1_EnrollmentDefinition } from './devopsellence/v1/Enrollment.js';
import type { ExecChunk as _devopsellence_v1_ExecChunk, ExecChunk__Output as _devopsellence_v1_ExecChunk__Output } from './devopsellence/v1/ExecChunk.js';
import type { ExecWork as _devopsellence_v1_ExecWork, ExecWork__Output as _devopsellence_v1_ExecWork__Output } from './devopsellence/v1/ExecWork.js';
import type { ExitStatus as _devopsellence_v1_ExitStatus, ExitStatus__Output as _devopsellence_v1_ExitStatus__Output } from './devopsellence/v1/ExitStatus.js';
import type { Failure as _devopsellence_v1_Failure, Failure__Output as _devopsellence_v1_Failure__Output } from './devopsellence/v1/Failure.js';
import type { FetchBlobRequest as _devopsellence_v1_FetchBlobRequest, FetchBlobRequest__Output as _devopsellence_v1_FetchBlobRequest__Output } from './devopsellence/v1/FetchBlobRequest.js';
import type { FindBlobsReply as _devopsellence_v1_FindBlobsReply, FindBlobsReply__Output as _devopsellence_v1_FindBlobsReply__Output } from './devopsellence/v1/FindBlobsReply.js';
import type { FindBlobsRequest as _devopsellence_v1_FindBlobsRequest, FindBlobsRequest__Output as _devopsellence_v1_FindBlobsRequest__Output } from './devopsellence/v1/FindBlobsRequest.js';
import type { FindImagesWork as _devopsellence_v1_FindImagesWork, FindImagesWork__Output as _devopsellence_v1_FindImagesWork__Output } from './devopsellence/v1/FindImagesWork.js';
import type { FoundImages as _devopsellence_v1_FoundImages, FoundImages__Output as _devopsellence_v1_FoundImages__Output } from './devopsellence/v1/FoundImages.js';
import type { GetAuthoritiesReply as _devopsellence_v1_GetAuthoritiesReply, GetAuthoritiesReply__Output as _devopsellence_v1_GetAuthoritiesReply__Output } from './devopsellence/v1/GetAuthoritiesReply.js';
import type { GetAuthoritiesRequest as _devopsellence_v1_GetAuthoritiesRequest, GetAuthoritiesRequest__Output as _devopsellence_v1_GetAuthoritiesRequest__Output } from './devopsellence/v1/GetAuthoritiesRequest.js';
import type { GetRegistryCredentialRequest as _devopsellence_v1_GetRegistryCredentialRequest, GetRegistryCredentialRequest__Output as _devopsellence_v1_GetRegistryCredentialRequest__Output } from './devopsellence/v1/GetRegistryCredentialRequest.js';
import type { GetTrustRequest as _devopsellence_v1_GetTrustRequest, GetTrustRequest__Output as _devopsellence_v1_GetTrustRequest__Output } from './devopsellence/v1/GetTrustRequest.js';
import type { Heartbeat as _devopsellence_v1_Heartbeat, Heartbeat__Output as _devopsellence_v1_Heartbeat__Output } from './devopsellence/v1/Heartbeat.js';
import type { HostPort as _devopsellence_v1_HostPort, HostPort__Output as _devopsellence_v1_HostPort__Output } from './devopsellence/v1/HostPort.js';
import type { HttpCheck as _devopsellence_v1_HttpCheck, HttpCheck__Output as _devopsellence_v1_HttpCheck__Output } from './devopsellence/v1/HttpCheck.js';
import type { ListVolumesReply as _devopsellence_v1_ListVolumesReply, ListVolumesReply__Output as _devopsellence_v1_ListVolumesReply__Output } from './devopsellence/v1/ListVolumesReply.js';
import type { ListVolumesRequest as _devopsellence_v1_ListVolumesRequest, ListVolumesRequest__Output as _devopsellence_v1_ListVolumesRequest__Output } from './devopsellence/v1/ListVolumesRequest.js';
import type { ListVolumesWork as _devopsellence_v1_ListVolumesWork, ListVolumesWork__Output as _devopsellence_v1_ListVolumesWork__Output } from './devopsellence/v1/ListVolumesWork.js';
import type { LogEntry as _devopsellence_v1_LogEntry, LogEntry__Output as _devopsellence_v1_LogEntry__Output } from './devopsellence/v1/LogEntry.js';
import type { LogsWork as _devopsellence_v1_LogsWork, LogsWork__Output as _devopsellence_v1_LogsWork__Output } from './devopsellence/v1/LogsWork.js';
import type { MachineFacts as _devopsellence_v1_MachineFacts, MachineFacts__Output as _devopsellence_v1_MachineFacts__Output } from './devopsellence/v1/MachineFacts.js';
import type { NamedPort as _devopsellence_v1_NamedPort, NamedPort__Output as _devopsellence_v1_NamedPort__Output } from './devopsellence/v1/NamedPort.js';
import type { NetworkFacts as _devopsellence_v1_NetworkFacts, NetworkFacts__Output as _devopsellence_v1_NetworkFacts__Output } from './devopsellence/v1/NetworkFacts.js';
import type { NodeDiagnosis as _devopsellence_v1_NodeDiagnosis, NodeDiagnosis__Output as _devopsellence_v1_NodeDiagnosis__Output } from './devopsellence/v1/NodeDiagnosis.js';
import type { NodeLogsRequest as _devopsellence_v1_NodeLogsRequest, NodeLogsRequest__Output as _devopsellence_v1_NodeLogsRequest__Output } from './devopsellence/v1/NodeLogsRequest.js';
import type { NodeReport as _devopsellence_v1_NodeReport, NodeReport__Output as _devopsellence_v1_NodeReport__Output } from './devopsellence/v1/NodeReport.js';
import type { OpenChannel as _devopsellence_v1_OpenChannel, OpenChannel__Output as _devopsellence_v1_OpenChannel__Output } from './devopsellence/v1/OpenChannel.js';
import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from './devopsellence/v1/PinnedImage.js';
import type { Preset as _devopsellence_v1_Preset, Preset__Output as _devopsellence_v1_Preset__Output } from './devopsellence/v1/Preset.js';
import type { ProbeResult as _devopsellence_v1_ProbeResult, ProbeResult__Output as _devopsellence_v1_ProbeResult__Output } from './devopsellence/v1/ProbeResult.js';
import type { ProbeStatus as _devopsellence_v1_ProbeStatus, ProbeStatus__Output as _devopsellence_v1_ProbeStatus__Output } from './devopsellence/v1/ProbeStatus.js';
import type { PublishedPort as _devopsellence_v1_PublishedPort, PublishedPort__Output as _devopsellence_v1_PublishedPort__Output } from './devopsellence/v1/PublishedPort.js';
import type { PublishedPortSpec as _devopsellence_v1_PublishedPortSpec, PublishedPortSpec__Output as _devopsellence_v1_PublishedPortSpec__Output } from './devopsellence/v1/PublishedPortSpec.js';
import type { Readiness as _devopsellence_v1_Readiness, Readiness__Output as _devopsellence_v1_Readiness__Output } from './devopsellence/v1/Readiness.js';
import type { RegistryCredential as _devopsellence_v1_RegistryCredential, RegistryCredential__Output as _devopsellence_v1_RegistryCredential__Output } from './devopsellence/v1/RegistryCredential.js';
import type { RemovalStatus as _devopsellence_v1_RemovalStatus, RemovalStatus__Output as _devopsellence_v1_RemovalStatus__Output } from './devopsellence/v1/RemovalStatus.js';
import type { RemoveVolumeReply as _devopsellence_v1_RemoveVolumeReply, RemoveVolumeReply__Output as _devopsellence_v1_RemoveVolumeReply__Output } from './devopsellence/v1/RemoveVolumeReply.js';
import type { RemoveVolumeRequest as _devopsellence_v1_RemoveVolumeRequest, RemoveVolumeRequest__Output as _devopsellence_v1_RemoveVolumeRequest__Output } from './devopsellence/v1/RemoveVolumeRequest.js';
import type { RemoveVolumeWork as _devopsellence_v1_RemoveVolumeWork, RemoveVolumeWork__Output as _devopsellence_v1_RemoveVolumeWork__Output } from './devopsellence/v1/RemoveVolumeWork.js';
import type { RenewCertificateReply as _devopsellence_v1_RenewCertificateReply, RenewCertificateReply__Output as _devopsellence_v1_RenewCertificateReply__Output } from './devopsellence/v1/RenewCertificateReply.js';
import type { RenewCertificateRequest as _devopsellence_v1_RenewCertificateRequest, RenewCertificateRequest__Output as _devopsellence_v1_RenewCertificateRequest__Output } from './devopsellence/v1/RenewCertificateRequest.js';
import type { ResolveImageWork as _devopsellence_v1_ResolveImageWork, ResolveImageWork__Output as _devopsellence_v1_ResolveImageWork__Output } from './devopsellence/v1/ResolveImageWork.js';
import type { RestartServiceWork as _devopsellence_v1_RestartServiceWork, RestartServiceWork__Output as _devopsellence_v1_RestartServiceWork__Output } from './devopsellence/v1/RestartServiceWork.js';
import type { SecretBinding as _devopsellence_v1_SecretBinding, SecretBinding__Output as _devopsellence_v1_SecretBinding__Output } from './devopsellence/v1/SecretBinding.js';
import type { SecretValue as _devopsellence_v1_SecretValue, SecretValue__Output as _devopsellence_v1_SecretValue__Output } from './devopsellence/v1/SecretValue.js';
import type { ServiceDetail as _devopsellence_v1_ServiceDetail, ServiceDetail__Output as _devopsellence_v1_ServiceDetail__Output } from './devopsellence/v1/ServiceDetail.js';
import type { ServiceExit as _devopsellence_v1_ServiceExit, ServiceExit__Output as _devopsellence_v1_ServiceExit__Output } from './devopsellence/v1/ServiceExit.js';
import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from './devopsellence/v1/ServiceStatus.js';
import type { SessionFailure as _devopsellence_v1_SessionFailure, SessionFailure__Output as _devopsellence_v1_SessionFailure__Output } from './devopsellence/v1/SessionFailure.js';
import type { SignedDesiredState as _devopsellence_v1_SignedDesiredState, SignedDesiredState__Output as _devopsellence_v1_SignedDesiredState__Output } from './devopsellence/v1/SignedDesiredState.js';
import type { StandaloneOutcome as _devopsellence_v1_StandaloneOutcome, StandaloneOutcome__Output as _devopsellence_v1_StandaloneOutcome__Output } from './devopsellence/v1/StandaloneOutcome.js';
import type { StandaloneService as _devopsellence_v1_StandaloneService, StandaloneService__Output as _devopsellence_v1_StandaloneService__Output } from './devopsellence/v1/StandaloneService.js';
import type { StandaloneTraits as _devopsellence_v1_StandaloneTraits, StandaloneTraits__Output as _devopsellence_v1_StandaloneTraits__Output } from './devopsellence/v1/StandaloneTraits.js';
import type { StatusMessage as _devopsellence_v1_StatusMessage, StatusMessage__Output as _devopsellence_v1_StatusMessage__Output } from './devopsellence/v1/StatusMessage.js';
import type { StatusReply as _devopsellence_v1_StatusReply, StatusReply__Output as _devopsellence_v1_StatusReply__Output } from './devopsellence/v1/StatusReply.js';
import type { StoredBlob as _devopsellence_v1_StoredBlob, StoredBlob__Output as _devopsellence_v1_StoredBlob__Output } from './devopsellence/v1/StoredBlob.js';
import type { TaskOutcome as _devopsellence_v1_TaskOutcome, TaskOutcome__Output as _devopsellence_v1_TaskOutcome__Output } from './devopsellence/v1/TaskOutcome.js';
import type { TaskRun as _devopsellence_v1_TaskRun, TaskRun__Output as _devopsellence_v1_TaskRun__Output } from './devopsellence/v1/TaskRun.js';
import type { TaskRunStatus as _devopsellence_v1_TaskRunStatus, TaskRunStatus__Output as _devopsellence_v1_TaskRunStatus__Output } from './devopsellence/v1/TaskRunStatus.js';
import type { TcpCheck as _devopsellence_v1_TcpCheck, TcpCheck__Output as _devopsellence_v1_TcpCheck__Output } from './devopsellence/v1/TcpCheck.js';
import type { TerminalSize as _devopsellence_v1_TerminalSize, TerminalSize__Output as _devopsellence_v1_TerminalSize__Output } from './devopsellence/v1/TerminalSize.js';
import type { Trust as _devopsellence_v1_Trust, Trust__Output as _devopsellence_v1_Trust__Output } from './devopsellence/v1/Trust.js';
import type { UnreadPart as _devopsellence_v1_UnreadPart, UnreadPart__Output as _devopsellence_v1_UnreadPart__Output } from './devopsellence/v1/UnreadPart.js';
import type { UploadBlobOpen as _devopsellence_v1_UploadBlobOpen, UploadBlobOpen__Output as _devopsellence_v1_UploadBlobOpen__Output } from './devopsellence/v1/UploadBlobOpen.js';
import type { UploadBlobReply as _devopsellence_v1_UploadBlobReply, UploadBlobReply__Output as _devopsellence_v1_UploadBlobReply__Output } from './devopsellence/v1/UploadBlobReply.js';
import type { UploadBlobRequest as _devopsellence_v1_UploadBlobRequest, UploadBlobRequest__Output as _devopsellence_v1_UploadBlobRequest__Output } from './devopsellence/v1/UploadBlobRequest.js';
import type { UsedPort as _devopsellence_v1_UsedPort, UsedPort__Output as _devopsellence_v1_UsedPort__Output } from './devopsellence/v1/UsedPort.js';
import type { UsedPorts as _devopsellence_v1_UsedPorts, UsedPorts__Output as _devopsellence_v1_UsedPorts__Output } from './devopsellence/v1/UsedPorts.js';
import type { Volume as _devopsellence_v1_Volume, Volume__Output as _devopsellence_v1_Volume__Output } from './devopsellence/v1/Volume.js';
import type { VolumeMount as _devopsellence_v1_VolumeMount, VolumeMount__Output as _devopsellence_v1_VolumeMount__Output } from './devopsellence/v1/VolumeMount.js';
import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from './devopsellence/v1/WaitingStatus.js';
import type { WatchDesiredStateRequest as _devopsellence_v1_WatchDesiredStateRequest, WatchDesiredStateRequest__Output as _devopsellence_v1_WatchDesiredStateRequest__Output } from './devopsellence/v1/WatchDesiredStateRequest.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  devopsellence: {
    v1: {
      AgentFacts: MessageTypeDefinition<_devopsellence_v1_AgentFacts, _devopsellence_v1_AgentFacts__Output>
      AgentFrame: MessageTypeDefinition<_devopsellence_v1_AgentFrame, _devopsellence_v1_AgentFrame__Output>
      AgentGateway: SubtypeConstructor<typeof grpc.Client, _devopsellence_v1_AgentGatewayClient> & { service: _devopsellence_v1_AgentGatewayDefinition }
      AgentLogsWork: MessageTypeDefinition<_devopsellence_v1_AgentLogsWork, _devopsellence_v1_AgentLogsWork__Output>
      BlobChunk: MessageTypeDefinition<_devopsellence_v1_BlobChunk, _devopsellence_v1_BlobChunk__Output>
      CancelChannel: MessageTypeDefinition<_devopsellence_v1_CancelChannel, _devopsellence_v1_CancelChannel__Output>
      ChannelClosed: MessageTypeDefinition<_devopsellence_v1_ChannelClosed, _devopsellence_v1_ChannelClosed__Output>
      CheckPortsWork: MessageTypeDefinition<_devopsellence_v1_CheckPortsWork, _devopsellence_v1_CheckPortsWork__Output>
      ClockReading: MessageTypeDefinition<_devopsellence_v1_ClockReading, _devopsellence_v1_ClockReading__Output>
      ClockSkew: MessageTypeDefinition<_devopsellence_v1_ClockSkew, _devopsellence_v1_ClockSkew__Output>
      CommandCheck: MessageTypeDefinition<_devopsellence_v1_CommandCheck, _devopsellence_v1_CommandCheck__Output>
      Condition: EnumTypeDefinition
      Connection: EnumTypeDefinition
      ContainerDefinition: MessageTypeDefinition<_devopsellence_v1_ContainerDefinition, _devopsellence_v1_ContainerDefinition__Output>
      ContainerFacts: MessageTypeDefinition<_devopsellence_v1_ContainerFacts, _devopsellence_v1_ContainerFacts__Output>
      ControlFrame: MessageTypeDefinition<_devopsellence_v1_ControlFrame, _devopsellence_v1_ControlFrame__Output>
      ControlPlaneFacts: MessageTypeDefinition<_devopsellence_v1_ControlPlaneFacts, _devopsellence_v1_ControlPlaneFacts__Output>
      Dependency: MessageTypeDefinition<_devopsellence_v1_Dependency, _devopsellence_v1_Dependency__Output>
      DescribeServiceWork: MessageTypeDefinition<_devopsellence_v1_DescribeServiceWork, _devopsellence_v1_DescribeServiceWork__Output>
      DesiredEnvironment: MessageTypeDefinition<_devopsellence_v1_DesiredEnvironment, _devopsellence_v1_DesiredEnvironment__Output>
      DesiredService: MessageTypeDefinition<_devopsellence_v1_DesiredService, _devopsellence_v1_DesiredService__Output>
      DesiredState: MessageTypeDefinition<_devopsellence_v1_DesiredState, _devopsellence_v1_DesiredState__Output>
      DiagnoseControlPlaneRequest: MessageTypeDefinition<_devopsellence_v1_DiagnoseControlPlaneRequest, _devopsellence_v1_DiagnoseControlPlaneRequest__Output>
      DiagnoseNodeRequest: MessageTypeDefinition<_devopsellence_v1_DiagnoseNodeRequest, _devopsellence_v1_DiagnoseNodeRequest__Output>
      DiagnoseWork: MessageTypeDefinition<_devopsellence_v1_DiagnoseWork, _devopsellence_v1_DiagnoseWork__Output>
      DiskFacts: MessageTypeDefinition<_devopsellence_v1_DiskFacts, _devopsellence_v1_DiskFacts__Output>
      EndOfInput: MessageTypeDefinition<_devopsellence_v1_EndOfInput, _devopsellence_v1_EndOfInput__Output>
      EngineFacts: MessageTypeDefinition<_devopsellence_v1_EngineFacts, _devopsellence_v1_EngineFacts__Output>
      EngineSizes: MessageTypeDefinition<_devopsellence_v1_EngineSizes, _devopsellence_v1_EngineSizes__Output>
      EngineVolume: MessageTypeDefinition<_devopsellence_v1_EngineVolume, _devopsellence_v1_EngineVolume__Output>
      EngineVolumes: MessageTypeDefinition<_devopsellence_v1_EngineVolumes, _devopsellence_v1_EngineVolumes__Output>
      EnrollReply: MessageTypeDefinition<_devopsellence_v1_EnrollReply, _devopsellence_v1_EnrollReply__Output>
      EnrollRequest: MessageTypeDefinition<_devopsellence_v1_EnrollRequest, _devopsellence_v1_EnrollRequest__Output>
      Enrollment: SubtypeConstructor<typeof grpc.Client, _devopsellence_v1_EnrollmentClient> & { service: _devopsellence_v1_EnrollmentDefinition }
      ExecChunk: MessageTypeDefinition<_devopsellence_v1_ExecChunk, _devopsellence_v1_ExecChunk__Output>
      ExecWork: MessageTypeDefinition<_devopsellence_v1_ExecWork, _devopsellence_v1_ExecWork__Output>
      ExitStatus: MessageTypeDefinition<_devopsellence_v1_ExitStatus, _devopsellence_v1_ExitStatus__Output>
      Failure: MessageTypeDefinition<_devopsellence_v1_Failure, _devopsellence_v1_Failure__Output>
      FetchBlobRequest: MessageTypeDefinition<_devopsellence_v1_FetchBlobRequest, _devopsellence_v1_FetchBlobRequest__Output>
      FindBlobsReply: MessageTypeDefinition<_devopsellence_v1_FindBlobsReply, _devopsellence_v1_FindBlobsReply__Output>
      FindBlobsRequest: MessageTypeDefinition<_devopsellence_v1_FindBlobsRequest, _devopsellence_v1_FindBlobsRequest__Output>
      FindImagesWork: MessageTypeDefinition<_devopsellence_v1_FindImagesWork, _devopsellence_v1_FindImagesWork__Output>
      FoundImages: MessageTypeDefinition<_devopsellence_v1_FoundImages, _devopsellence_v1_FoundImages__Output>
      GetAuthoritiesReply: MessageTypeDefinition<_devopsellence_v1_GetAuthoritiesReply, _devopsellence_v1_GetAuthoritiesReply__Output>
      GetAuthoritiesRequest: MessageTypeDefinition<_devopsellence_v1_GetAuthoritiesRequest, _devopsellence_v1_GetAuthoritiesRequest__Output>
      GetRegistryCredentialRequest: MessageTypeDefinition<_devopsellence_v1_GetRegistryCredentialRequest, _devopsellence_v1_GetRegistryCredentialRequest__Output>
      GetTrustRequest: MessageTypeDefinition<_devopsellence_v1_GetTrustRequest, _devopsellence_v1_GetTrustRequest__Output>
      Heartbeat: MessageTypeDefinition<_devopsellence_v1_Heartbeat, _devopsellence_v1_Heartbeat__Output>
      HostPort: MessageTypeDefinition<_devopsellence_v1_HostPort, _devopsellence_v1_HostPort__Output>
      HttpCheck: MessageTypeDefinition<_devopsellence_v1_HttpCheck, _devopsellence_v1_HttpCheck__Output>
      ListVolumesReply: MessageTypeDefinition<_devopsellence_v1_ListVolumesReply, _devopsellence_v1_ListVolumesReply__Output>
      ListVolumesRequest: MessageTypeDefinition<_devopsellence_v1_ListVolumesRequest, _devopsellence_v1_ListVolumesRequest__Output>
      ListVolumesWork: MessageTypeDefinition<_devopsellence_v1_ListVolumesWork, _devopsellence_v1_ListVolumesWork__Output>
      LogEntry: MessageTypeDefinition<_devopsellence_v1_LogEntry, _devopsellence_v1_LogEntry__Output>
      LogsWork: MessageTypeDefinition<_devopsellence_v1_LogsWork, _devopsellence_v1_LogsWork__Output>
      MachineFacts: MessageTypeDefinition<_devopsellence_v1_MachineFacts, _devopsellence_v1_MachineFacts__Output>
      NamedPort: MessageTypeDefinition<_devopsellence_v1_NamedPort, _devopsellence_v1_NamedPort__Output>
      NetworkFacts: MessageTypeDefinition<_devopsellence_v1_NetworkFacts, _devopsellence_v1_NetworkFacts__Output>
      NodeDiagnosis: MessageTypeDefinition<_devopsellence_v1_NodeDiagnosis, _devopsellence_v1_NodeDiagnosis__Output>
      NodeLogsRequest: MessageTypeDefinition<_devopsellence_v1_NodeLogsRequest, _devopsellence_v1_NodeLogsRequest__Output>
      NodeReport: MessageTypeDefinition<_devopsellence_v1_NodeReport, _devopsellence_v1_NodeReport__Output>
      OpenChannel: MessageTypeDefinition<_devopsellence_v1_OpenChannel, _devopsellence_v1_OpenChannel__Output>
      PinnedImage: MessageTypeDefinition<_devopsellence_v1_PinnedImage, _devopsellence_v1_PinnedImage__Output>
      Preset: MessageTypeDefinition<_devopsellence_v1_Preset, _devopsellence_v1_Preset__Output>
      ProbeResult: MessageTypeDefinition<_devopsellence_v1_ProbeResult, _devopsellence_v1_ProbeResult__Output>
      ProbeStatus: MessageTypeDefinition<_devopsellence_v1_ProbeStatus, _devopsellence_v1_ProbeStatus__Output>
      PublishedPort: MessageTypeDefinition<_devopsellence_v1_PublishedPort, _devopsellence_v1_PublishedPort__Output>
      PublishedPortSpec: MessageTypeDefinition<_devopsellence_v1_PublishedPortSpec, _devopsellence_v1_PublishedPortSpec__Output>
      Readiness: MessageTypeDefinition<_devopsellence_v1_Readiness, _devopsellence_v1_Readiness__Output>
      RegistryCredential: MessageTypeDefinition<_devopsellence_v1_RegistryCredential, _devopsellence_v1_RegistryCredential__Output>
      RemovalStatus: MessageTypeDefinition<_devopsellence_v1_RemovalStatus, _devopsellence_v1_RemovalStatus__Output>
      RemoveVolumeReply: MessageTypeDefinition<_devopsellence_v1_RemoveVolumeReply, _devopsellence_v1_RemoveVolumeReply__Output>
      RemoveVolumeRequest: MessageTypeDefinition<_devopsellence_v1_RemoveVolumeRequest, _devopsellence_v1_RemoveVolumeRequest__Output>
      RemoveVolumeWork: MessageTypeDefinition<_devopsellence_v1_RemoveVolumeWork, _devopsellence_v1_RemoveVolumeWork__Output>
      RenewCertificateReply: MessageTypeDefinition<_devopsellence_v1_RenewCertificateReply, _devopsellence_v1_RenewCertificateReply__Output>
      RenewCertificateRequest: MessageTypeDefinition<_devopsellence_v1_RenewCertificateRequest, _devopsellence_v1_RenewCertificateRequest__Output>
      ReplacementOrder: EnumTypeDefinition
      ResolveImageWork: MessageTypeDefinition<_devopsellence_v1_ResolveImageWork, _devopsellence_v1_ResolveImageWork__Output>
      RestartServiceWork: MessageTypeDefinition<_devopsellence_v1_RestartServiceWork, _devopsellence_v1_RestartServiceWork__Output>
      Role: EnumTypeDefinition
      SecretBinding: MessageTypeDefinition<_devopsellence_v1_SecretBinding, _devopsellence_v1_SecretBinding__Output>
      SecretValue: MessageTypeDefinition<_devopsellence_v1_SecretValue, _devopsellence_v1_SecretValue__Output>
      ServiceDetail: MessageTypeDefinition<_devopsellence_v1_ServiceDetail, _devopsellence_v1_ServiceDetail__Output>
      ServiceExit: MessageTypeDefinition<_devopsellence_v1_ServiceExit, _devopsellence_v1_ServiceExit__Output>
      ServiceState: EnumTypeDefinition
      ServiceStatus: MessageTypeDefinition<_devopsellence_v1_ServiceStatus, _devopsellence_v1_ServiceStatus__Output>
      SessionFailure: MessageTypeDefinition<_devopsellence_v1_SessionFailure, _devopsellence_v1_SessionFailure__Output>
      SignedDesiredState: MessageTypeDefinition<_devopsellence_v1_SignedDesiredState, _devopsellence_v1_SignedDesiredState__Output>
      StandaloneOutcome: MessageTypeDefinition<_devopsellence_v1_StandaloneOutcome, _devopsellence_v1_StandaloneOutcome__Output>
      StandaloneService: MessageTypeDefinition<_devopsellence_v1_StandaloneService, _devopsellence_v1_StandaloneService__Output>
      StandaloneTraits: MessageTypeDefinition<_devopsellence_v1_StandaloneTraits, _devopsellence_v1_StandaloneTraits__Output>
      StatusMessage: MessageTypeDefinition<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusMessage__Output>
      StatusReply: MessageTypeDefinition<_devopsellence_v1_StatusReply, _devopsellence_v1_StatusReply__Output>
      StoredBlob: MessageTypeDefinition<_devopsellence_v1_StoredBlob, _devopsellence_v1_StoredBlob__Output>
      TaskOutcome: MessageTypeDefinition<_devopsellence_v1_TaskOutcome, _devopsellence_v1_TaskOutcome__Output>
      TaskRun: MessageTypeDefinition<_devopsellence_v1_TaskRun, _devopsellence_v1_TaskRun__Output>
      TaskRunState: EnumTypeDefinition
      TaskRunStatus: MessageTypeDefinition<_devopsellence_v1_TaskRunStatus, _devopsellence_v1_TaskRunStatus__Output>
      TcpCheck: MessageTypeDefinition<_devopsellence_v1_TcpCheck, _devopsellence_v1_TcpCheck__Output>
      TerminalSize: MessageTypeDefinition<_devopsellence_v1_TerminalSize, _devopsellence_v1_TerminalSize__Output>
      Trust: MessageTypeDefinition<_devopsellence_v1_Trust, _devopsellence_v1_Trust__Output>
      UnreadPart: MessageTypeDefinition<_devopsellence_v1_UnreadPart, _devopsellence_v1_UnreadPart__Output>
      UploadBlobOpen: MessageTypeDefinition<_devopsellence_v1_UploadBlobOpen, _devopsellence_v1_UploadBlobOpen__Output>
      UploadBlobReply: MessageTypeDefinition<_devopsellence_v1_UploadBlobReply, _devopsellence_v1_UploadBlobReply__Output>
      UploadBlobRequest: MessageTypeDefinition<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobRequest__Output>
      UsedPort: MessageTypeDefinition<_devopsellence_v1_UsedPort, _devopsellence_v1_UsedPort__Output>
      UsedPorts: MessageTypeDefinition<_devopsellence_v1_UsedPorts, _devopsellence_v1_UsedPorts__Output>
      Volume: MessageTypeDefinition<_devopsellence_v1_Volume, _devopsellence_v1_Volume__Output>
      VolumeMount: MessageTypeDefinition<_devopsellence_v1_VolumeMount, _devopsellence_v1_VolumeMount__Output>
      WaitingStatus: MessageTypeDefinition<_devopsellence_v1_WaitingStatus, _devopsellence_v1_WaitingStatus__Output>
      WatchDesiredStateRequest: MessageTypeDefinition<_devopsellence_v1_WatchDesiredStateRequest, _devopsellence_v1_WatchDesiredStateRequest__Output>
    }
  }
}

