import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AgentFacts as _devopsellence_v1_AgentFacts, AgentFacts__Output as _devopsellence_v1_AgentFacts__Output } from './devopsellence/v1/AgentFacts.js';
import type { AgentFrame as _devopsellence_v1_AgentFrame, AgentFrame__Output as _devopsellence_v1_AgentFrame__Output } from './devopsellence/v1/AgentFrame.js';
import type { AgentGatewayClient as _devopsellence_v1_AgentGatewayClient, AgentGatewayDefinition as _devopsellence_v1_AgentGatewayDefinition } from './devopsellence/v1/AgentGateway.js';
import type { AgentLogsWork as _devopsellence_v1_AgentLogsWork, AgentLogsWork__Output as _devopsellence_v1_AgentLogsWork__Output } from './devopsellence/v1/AgentLogsWork.js';
import type { ApplyRequest as _devopsellence_v1_ApplyRequest, ApplyRequest__Output as _devopsellence_v1_ApplyRequest__Output } from './devopsellence/v1/ApplyRequest.js';
import type { AttachNodeRequest as _devopsellence_v1_AttachNodeRequest, AttachNodeRequest__Output as _devopsellence_v1_AttachNodeRequest__Output } from './devopsellence/v1/AttachNodeRequest.js';
import type { Backup as _devopsellence_v1_Backup, Backup__Output as _devopsellence_v1_Backup__Output } from './devopsellence/v1/Backup.js';
import type { BlobChunk as _devopsellence_v1_BlobChunk, BlobChunk__Output as _devopsellence_v1_BlobChunk__Output } from './devopsellence/v1/BlobChunk.js';
import type { CancelChannel as _devopsellence_v1_CancelChannel, CancelChannel__Output as _devopsellence_v1_CancelChannel__Output } from './devopsellence/v1/CancelChannel.js';
import type { CancelDeploymentRequest as _devopsellence_v1_CancelDeploymentRequest, CancelDeploymentRequest__Output as _devopsellence_v1_CancelDeploymentRequest__Output } from './devopsellence/v1/CancelDeploymentRequest.js';
import type { ChangeNodeLabelsRequest as _devopsellence_v1_ChangeNodeLabelsRequest, ChangeNodeLabelsRequest__Output as _devopsellence_v1_ChangeNodeLabelsRequest__Output } from './devopsellence/v1/ChangeNodeLabelsRequest.js';
import type { ChannelClosed as _devopsellence_v1_ChannelClosed, ChannelClosed__Output as _devopsellence_v1_ChannelClosed__Output } from './devopsellence/v1/ChannelClosed.js';
import type { CheckPortsWork as _devopsellence_v1_CheckPortsWork, CheckPortsWork__Output as _devopsellence_v1_CheckPortsWork__Output } from './devopsellence/v1/CheckPortsWork.js';
import type { ClockReading as _devopsellence_v1_ClockReading, ClockReading__Output as _devopsellence_v1_ClockReading__Output } from './devopsellence/v1/ClockReading.js';
import type { ClockSkew as _devopsellence_v1_ClockSkew, ClockSkew__Output as _devopsellence_v1_ClockSkew__Output } from './devopsellence/v1/ClockSkew.js';
import type { CommandCheck as _devopsellence_v1_CommandCheck, CommandCheck__Output as _devopsellence_v1_CommandCheck__Output } from './devopsellence/v1/CommandCheck.js';
import type { ContainerDefinition as _devopsellence_v1_ContainerDefinition, ContainerDefinition__Output as _devopsellence_v1_ContainerDefinition__Output } from './devopsellence/v1/ContainerDefinition.js';
import type { ContainerFacts as _devopsellence_v1_ContainerFacts, ContainerFacts__Output as _devopsellence_v1_ContainerFacts__Output } from './devopsellence/v1/ContainerFacts.js';
import type { ControlFrame as _devopsellence_v1_ControlFrame, ControlFrame__Output as _devopsellence_v1_ControlFrame__Output } from './devopsellence/v1/ControlFrame.js';
import type { ControlPlaneFacts as _devopsellence_v1_ControlPlaneFacts, ControlPlaneFacts__Output as _devopsellence_v1_ControlPlaneFacts__Output } from './devopsellence/v1/ControlPlaneFacts.js';
import type { CreateBackupReply as _devopsellence_v1_CreateBackupReply, CreateBackupReply__Output as _devopsellence_v1_CreateBackupReply__Output } from './devopsellence/v1/CreateBackupReply.js';
import type { CreateBackupRequest as _devopsellence_v1_CreateBackupRequest, CreateBackupRequest__Output as _devopsellence_v1_CreateBackupRequest__Output } from './devopsellence/v1/CreateBackupRequest.js';
import type { CreateScopeReply as _devopsellence_v1_CreateScopeReply, CreateScopeReply__Output as _devopsellence_v1_CreateScopeReply__Output } from './devopsellence/v1/CreateScopeReply.js';
import type { CreateScopeRequest as _devopsellence_v1_CreateScopeRequest, CreateScopeRequest__Output as _devopsellence_v1_CreateScopeRequest__Output } from './devopsellence/v1/CreateScopeRequest.js';
import type { CreateStandaloneServiceRequest as _devopsellence_v1_CreateStandaloneServiceRequest, CreateStandaloneServiceRequest__Output as _devopsellence_v1_CreateStandaloneServiceRequest__Output } from './devopsellence/v1/CreateStandaloneServiceRequest.js';
import type { CreateTokenReply as _devopsellence_v1_CreateTokenReply, CreateTokenReply__Output as _devopsellence_v1_CreateTokenReply__Output } from './devopsellence/v1/CreateTokenReply.js';
import type { CreateTokenRequest as _devopsellence_v1_CreateTokenRequest, CreateTokenRequest__Output as _devopsellence_v1_CreateTokenRequest__Output } from './devopsellence/v1/CreateTokenRequest.js';
import type { DeletePresetReply as _devopsellence_v1_DeletePresetReply, DeletePresetReply__Output as _devopsellence_v1_DeletePresetReply__Output } from './devopsellence/v1/DeletePresetReply.js';
import type { DeletePresetRequest as _devopsellence_v1_DeletePresetRequest, DeletePresetRequest__Output as _devopsellence_v1_DeletePresetRequest__Output } from './devopsellence/v1/DeletePresetRequest.js';
import type { DeleteRegistryRequest as _devopsellence_v1_DeleteRegistryRequest, DeleteRegistryRequest__Output as _devopsellence_v1_DeleteRegistryRequest__Output } from './devopsellence/v1/DeleteRegistryRequest.js';
import type { DeleteScopeReply as _devopsellence_v1_DeleteScopeReply, DeleteScopeReply__Output as _devopsellence_v1_DeleteScopeReply__Output } from './devopsellence/v1/DeleteScopeReply.js';
import type { DeleteScopeRequest as _devopsellence_v1_DeleteScopeRequest, DeleteScopeRequest__Output as _devopsellence_v1_DeleteScopeRequest__Output } from './devopsellence/v1/DeleteScopeRequest.js';
import type { DeleteSecretRequest as _devopsellence_v1_DeleteSecretRequest, DeleteSecretRequest__Output as _devopsellence_v1_DeleteSecretRequest__Output } from './devopsellence/v1/DeleteSecretRequest.js';
import type { DeleteStandaloneServiceReply as _devopsellence_v1_DeleteStandaloneServiceReply, DeleteStandaloneServiceReply__Output as _devopsellence_v1_DeleteStandaloneServiceReply__Output } from './devopsellence/v1/DeleteStandaloneServiceReply.js';
import type { DeleteStandaloneServiceRequest as _devopsellence_v1_DeleteStandaloneServiceRequest, DeleteStandaloneServiceRequest__Output as _devopsellence_v1_DeleteStandaloneServiceRequest__Output } from './devopsellence/v1/DeleteStandaloneServiceRequest.js';
import type { Dependency as _devopsellence_v1_Dependency, Dependency__Output as _devopsellence_v1_Dependency__Output } from './devopsellence/v1/Dependency.js';
import type { DeployReply as _devopsellence_v1_DeployReply, DeployReply__Output as _devopsellence_v1_DeployReply__Output } from './devopsellence/v1/DeployReply.js';
import type { DeployRequest as _devopsellence_v1_DeployRequest, DeployRequest__Output as _devopsellence_v1_DeployRequest__Output } from './devopsellence/v1/DeployRequest.js';
import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from './devopsellence/v1/Deployment.js';
import type { DeploymentProgress as _devopsellence_v1_DeploymentProgress, DeploymentProgress__Output as _devopsellence_v1_DeploymentProgress__Output } from './devopsellence/v1/DeploymentProgress.js';
import type { DeploymentTask as _devopsellence_v1_DeploymentTask, DeploymentTask__Output as _devopsellence_v1_DeploymentTask__Output } from './devopsellence/v1/DeploymentTask.js';
import type { DescribeServiceWork as _devopsellence_v1_DescribeServiceWork, DescribeServiceWork__Output as _devopsellence_v1_DescribeServiceWork__Output } from './devopsellence/v1/DescribeServiceWork.js';
import type { DesiredEnvironment as _devopsellence_v1_DesiredEnvironment, DesiredEnvironment__Output as _devopsellence_v1_DesiredEnvironment__Output } from './devopsellence/v1/DesiredEnvironment.js';
import type { DesiredService as _devopsellence_v1_DesiredService, DesiredService__Output as _devopsellence_v1_DesiredService__Output } from './devopsellence/v1/DesiredService.js';
import type { DesiredState as _devopsellence_v1_DesiredState, DesiredState__Output as _devopsellence_v1_DesiredState__Output } from './devopsellence/v1/DesiredState.js';
import type { DetachNodeRequest as _devopsellence_v1_DetachNodeRequest, DetachNodeRequest__Output as _devopsellence_v1_DetachNodeRequest__Output } from './devopsellence/v1/DetachNodeRequest.js';
import type { DiagnoseControlPlaneReply as _devopsellence_v1_DiagnoseControlPlaneReply, DiagnoseControlPlaneReply__Output as _devopsellence_v1_DiagnoseControlPlaneReply__Output } from './devopsellence/v1/DiagnoseControlPlaneReply.js';
import type { DiagnoseControlPlaneRequest as _devopsellence_v1_DiagnoseControlPlaneRequest, DiagnoseControlPlaneRequest__Output as _devopsellence_v1_DiagnoseControlPlaneRequest__Output } from './devopsellence/v1/DiagnoseControlPlaneRequest.js';
import type { DiagnoseNodeReply as _devopsellence_v1_DiagnoseNodeReply, DiagnoseNodeReply__Output as _devopsellence_v1_DiagnoseNodeReply__Output } from './devopsellence/v1/DiagnoseNodeReply.js';
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
import type { EnvironmentName as _devopsellence_v1_EnvironmentName, EnvironmentName__Output as _devopsellence_v1_EnvironmentName__Output } from './devopsellence/v1/EnvironmentName.js';
import type { EnvironmentStatus as _devopsellence_v1_EnvironmentStatus, EnvironmentStatus__Output as _devopsellence_v1_EnvironmentStatus__Output } from './devopsellence/v1/EnvironmentStatus.js';
import type { Event as _devopsellence_v1_Event, Event__Output as _devopsellence_v1_Event__Output } from './devopsellence/v1/Event.js';
import type { EventsRequest as _devopsellence_v1_EventsRequest, EventsRequest__Output as _devopsellence_v1_EventsRequest__Output } from './devopsellence/v1/EventsRequest.js';
import type { ExecChunk as _devopsellence_v1_ExecChunk, ExecChunk__Output as _devopsellence_v1_ExecChunk__Output } from './devopsellence/v1/ExecChunk.js';
import type { ExecOpen as _devopsellence_v1_ExecOpen, ExecOpen__Output as _devopsellence_v1_ExecOpen__Output } from './devopsellence/v1/ExecOpen.js';
import type { ExecReply as _devopsellence_v1_ExecReply, ExecReply__Output as _devopsellence_v1_ExecReply__Output } from './devopsellence/v1/ExecReply.js';
import type { ExecRequest as _devopsellence_v1_ExecRequest, ExecRequest__Output as _devopsellence_v1_ExecRequest__Output } from './devopsellence/v1/ExecRequest.js';
import type { ExecWork as _devopsellence_v1_ExecWork, ExecWork__Output as _devopsellence_v1_ExecWork__Output } from './devopsellence/v1/ExecWork.js';
import type { ExitStatus as _devopsellence_v1_ExitStatus, ExitStatus__Output as _devopsellence_v1_ExitStatus__Output } from './devopsellence/v1/ExitStatus.js';
import type { Failure as _devopsellence_v1_Failure, Failure__Output as _devopsellence_v1_Failure__Output } from './devopsellence/v1/Failure.js';
import type { FetchBlobRequest as _devopsellence_v1_FetchBlobRequest, FetchBlobRequest__Output as _devopsellence_v1_FetchBlobRequest__Output } from './devopsellence/v1/FetchBlobRequest.js';
import type { FindBlobsReply as _devopsellence_v1_FindBlobsReply, FindBlobsReply__Output as _devopsellence_v1_FindBlobsReply__Output } from './devopsellence/v1/FindBlobsReply.js';
import type { FindBlobsRequest as _devopsellence_v1_FindBlobsRequest, FindBlobsRequest__Output as _devopsellence_v1_FindBlobsRequest__Output } from './devopsellence/v1/FindBlobsRequest.js';
import type { FindImagesWork as _devopsellence_v1_FindImagesWork, FindImagesWork__Output as _devopsellence_v1_FindImagesWork__Output } from './devopsellence/v1/FindImagesWork.js';
import type { Finding as _devopsellence_v1_Finding, Finding__Output as _devopsellence_v1_Finding__Output } from './devopsellence/v1/Finding.js';
import type { FleetEnvironment as _devopsellence_v1_FleetEnvironment, FleetEnvironment__Output as _devopsellence_v1_FleetEnvironment__Output } from './devopsellence/v1/FleetEnvironment.js';
import type { FleetNode as _devopsellence_v1_FleetNode, FleetNode__Output as _devopsellence_v1_FleetNode__Output } from './devopsellence/v1/FleetNode.js';
import type { FleetService as _devopsellence_v1_FleetService, FleetService__Output as _devopsellence_v1_FleetService__Output } from './devopsellence/v1/FleetService.js';
import type { FleetStatus as _devopsellence_v1_FleetStatus, FleetStatus__Output as _devopsellence_v1_FleetStatus__Output } from './devopsellence/v1/FleetStatus.js';
import type { FleetSummary as _devopsellence_v1_FleetSummary, FleetSummary__Output as _devopsellence_v1_FleetSummary__Output } from './devopsellence/v1/FleetSummary.js';
import type { FoundImages as _devopsellence_v1_FoundImages, FoundImages__Output as _devopsellence_v1_FoundImages__Output } from './devopsellence/v1/FoundImages.js';
import type { GetAuthoritiesReply as _devopsellence_v1_GetAuthoritiesReply, GetAuthoritiesReply__Output as _devopsellence_v1_GetAuthoritiesReply__Output } from './devopsellence/v1/GetAuthoritiesReply.js';
import type { GetAuthoritiesRequest as _devopsellence_v1_GetAuthoritiesRequest, GetAuthoritiesRequest__Output as _devopsellence_v1_GetAuthoritiesRequest__Output } from './devopsellence/v1/GetAuthoritiesRequest.js';
import type { GetFleetStatusRequest as _devopsellence_v1_GetFleetStatusRequest, GetFleetStatusRequest__Output as _devopsellence_v1_GetFleetStatusRequest__Output } from './devopsellence/v1/GetFleetStatusRequest.js';
import type { GetPushCredentialRequest as _devopsellence_v1_GetPushCredentialRequest, GetPushCredentialRequest__Output as _devopsellence_v1_GetPushCredentialRequest__Output } from './devopsellence/v1/GetPushCredentialRequest.js';
import type { GetRegistryCredentialRequest as _devopsellence_v1_GetRegistryCredentialRequest, GetRegistryCredentialRequest__Output as _devopsellence_v1_GetRegistryCredentialRequest__Output } from './devopsellence/v1/GetRegistryCredentialRequest.js';
import type { GetReleaseRequest as _devopsellence_v1_GetReleaseRequest, GetReleaseRequest__Output as _devopsellence_v1_GetReleaseRequest__Output } from './devopsellence/v1/GetReleaseRequest.js';
import type { GetServiceStatusReply as _devopsellence_v1_GetServiceStatusReply, GetServiceStatusReply__Output as _devopsellence_v1_GetServiceStatusReply__Output } from './devopsellence/v1/GetServiceStatusReply.js';
import type { GetServiceStatusRequest as _devopsellence_v1_GetServiceStatusRequest, GetServiceStatusRequest__Output as _devopsellence_v1_GetServiceStatusRequest__Output } from './devopsellence/v1/GetServiceStatusRequest.js';
import type { GetStatusRequest as _devopsellence_v1_GetStatusRequest, GetStatusRequest__Output as _devopsellence_v1_GetStatusRequest__Output } from './devopsellence/v1/GetStatusRequest.js';
import type { GetTaskRunRequest as _devopsellence_v1_GetTaskRunRequest, GetTaskRunRequest__Output as _devopsellence_v1_GetTaskRunRequest__Output } from './devopsellence/v1/GetTaskRunRequest.js';
import type { GetTrustRequest as _devopsellence_v1_GetTrustRequest, GetTrustRequest__Output as _devopsellence_v1_GetTrustRequest__Output } from './devopsellence/v1/GetTrustRequest.js';
import type { GetTrustStatusRequest as _devopsellence_v1_GetTrustStatusRequest, GetTrustStatusRequest__Output as _devopsellence_v1_GetTrustStatusRequest__Output } from './devopsellence/v1/GetTrustStatusRequest.js';
import type { Heartbeat as _devopsellence_v1_Heartbeat, Heartbeat__Output as _devopsellence_v1_Heartbeat__Output } from './devopsellence/v1/Heartbeat.js';
import type { HostPort as _devopsellence_v1_HostPort, HostPort__Output as _devopsellence_v1_HostPort__Output } from './devopsellence/v1/HostPort.js';
import type { HostnameStatus as _devopsellence_v1_HostnameStatus, HostnameStatus__Output as _devopsellence_v1_HostnameStatus__Output } from './devopsellence/v1/HostnameStatus.js';
import type { HttpCheck as _devopsellence_v1_HttpCheck, HttpCheck__Output as _devopsellence_v1_HttpCheck__Output } from './devopsellence/v1/HttpCheck.js';
import type { ListBackupsReply as _devopsellence_v1_ListBackupsReply, ListBackupsReply__Output as _devopsellence_v1_ListBackupsReply__Output } from './devopsellence/v1/ListBackupsReply.js';
import type { ListBackupsRequest as _devopsellence_v1_ListBackupsRequest, ListBackupsRequest__Output as _devopsellence_v1_ListBackupsRequest__Output } from './devopsellence/v1/ListBackupsRequest.js';
import type { ListDeploymentsReply as _devopsellence_v1_ListDeploymentsReply, ListDeploymentsReply__Output as _devopsellence_v1_ListDeploymentsReply__Output } from './devopsellence/v1/ListDeploymentsReply.js';
import type { ListDeploymentsRequest as _devopsellence_v1_ListDeploymentsRequest, ListDeploymentsRequest__Output as _devopsellence_v1_ListDeploymentsRequest__Output } from './devopsellence/v1/ListDeploymentsRequest.js';
import type { ListNodesReply as _devopsellence_v1_ListNodesReply, ListNodesReply__Output as _devopsellence_v1_ListNodesReply__Output } from './devopsellence/v1/ListNodesReply.js';
import type { ListNodesRequest as _devopsellence_v1_ListNodesRequest, ListNodesRequest__Output as _devopsellence_v1_ListNodesRequest__Output } from './devopsellence/v1/ListNodesRequest.js';
import type { ListPresetsReply as _devopsellence_v1_ListPresetsReply, ListPresetsReply__Output as _devopsellence_v1_ListPresetsReply__Output } from './devopsellence/v1/ListPresetsReply.js';
import type { ListPresetsRequest as _devopsellence_v1_ListPresetsRequest, ListPresetsRequest__Output as _devopsellence_v1_ListPresetsRequest__Output } from './devopsellence/v1/ListPresetsRequest.js';
import type { ListRegistriesReply as _devopsellence_v1_ListRegistriesReply, ListRegistriesReply__Output as _devopsellence_v1_ListRegistriesReply__Output } from './devopsellence/v1/ListRegistriesReply.js';
import type { ListRegistriesRequest as _devopsellence_v1_ListRegistriesRequest, ListRegistriesRequest__Output as _devopsellence_v1_ListRegistriesRequest__Output } from './devopsellence/v1/ListRegistriesRequest.js';
import type { ListReleasesReply as _devopsellence_v1_ListReleasesReply, ListReleasesReply__Output as _devopsellence_v1_ListReleasesReply__Output } from './devopsellence/v1/ListReleasesReply.js';
import type { ListReleasesRequest as _devopsellence_v1_ListReleasesRequest, ListReleasesRequest__Output as _devopsellence_v1_ListReleasesRequest__Output } from './devopsellence/v1/ListReleasesRequest.js';
import type { ListScopesReply as _devopsellence_v1_ListScopesReply, ListScopesReply__Output as _devopsellence_v1_ListScopesReply__Output } from './devopsellence/v1/ListScopesReply.js';
import type { ListScopesRequest as _devopsellence_v1_ListScopesRequest, ListScopesRequest__Output as _devopsellence_v1_ListScopesRequest__Output } from './devopsellence/v1/ListScopesRequest.js';
import type { ListSecretsReply as _devopsellence_v1_ListSecretsReply, ListSecretsReply__Output as _devopsellence_v1_ListSecretsReply__Output } from './devopsellence/v1/ListSecretsReply.js';
import type { ListSecretsRequest as _devopsellence_v1_ListSecretsRequest, ListSecretsRequest__Output as _devopsellence_v1_ListSecretsRequest__Output } from './devopsellence/v1/ListSecretsRequest.js';
import type { ListStandaloneServicesReply as _devopsellence_v1_ListStandaloneServicesReply, ListStandaloneServicesReply__Output as _devopsellence_v1_ListStandaloneServicesReply__Output } from './devopsellence/v1/ListStandaloneServicesReply.js';
import type { ListStandaloneServicesRequest as _devopsellence_v1_ListStandaloneServicesRequest, ListStandaloneServicesRequest__Output as _devopsellence_v1_ListStandaloneServicesRequest__Output } from './devopsellence/v1/ListStandaloneServicesRequest.js';
import type { ListTaskRunsReply as _devopsellence_v1_ListTaskRunsReply, ListTaskRunsReply__Output as _devopsellence_v1_ListTaskRunsReply__Output } from './devopsellence/v1/ListTaskRunsReply.js';
import type { ListTaskRunsRequest as _devopsellence_v1_ListTaskRunsRequest, ListTaskRunsRequest__Output as _devopsellence_v1_ListTaskRunsRequest__Output } from './devopsellence/v1/ListTaskRunsRequest.js';
import type { ListTasksReply as _devopsellence_v1_ListTasksReply, ListTasksReply__Output as _devopsellence_v1_ListTasksReply__Output } from './devopsellence/v1/ListTasksReply.js';
import type { ListTasksRequest as _devopsellence_v1_ListTasksRequest, ListTasksRequest__Output as _devopsellence_v1_ListTasksRequest__Output } from './devopsellence/v1/ListTasksRequest.js';
import type { ListTokensReply as _devopsellence_v1_ListTokensReply, ListTokensReply__Output as _devopsellence_v1_ListTokensReply__Output } from './devopsellence/v1/ListTokensReply.js';
import type { ListTokensRequest as _devopsellence_v1_ListTokensRequest, ListTokensRequest__Output as _devopsellence_v1_ListTokensRequest__Output } from './devopsellence/v1/ListTokensRequest.js';
import type { ListVolumesReply as _devopsellence_v1_ListVolumesReply, ListVolumesReply__Output as _devopsellence_v1_ListVolumesReply__Output } from './devopsellence/v1/ListVolumesReply.js';
import type { ListVolumesRequest as _devopsellence_v1_ListVolumesRequest, ListVolumesRequest__Output as _devopsellence_v1_ListVolumesRequest__Output } from './devopsellence/v1/ListVolumesRequest.js';
import type { ListVolumesWork as _devopsellence_v1_ListVolumesWork, ListVolumesWork__Output as _devopsellence_v1_ListVolumesWork__Output } from './devopsellence/v1/ListVolumesWork.js';
import type { LogEntry as _devopsellence_v1_LogEntry, LogEntry__Output as _devopsellence_v1_LogEntry__Output } from './devopsellence/v1/LogEntry.js';
import type { LogsRequest as _devopsellence_v1_LogsRequest, LogsRequest__Output as _devopsellence_v1_LogsRequest__Output } from './devopsellence/v1/LogsRequest.js';
import type { LogsWork as _devopsellence_v1_LogsWork, LogsWork__Output as _devopsellence_v1_LogsWork__Output } from './devopsellence/v1/LogsWork.js';
import type { MachineFacts as _devopsellence_v1_MachineFacts, MachineFacts__Output as _devopsellence_v1_MachineFacts__Output } from './devopsellence/v1/MachineFacts.js';
import type { MasterKey as _devopsellence_v1_MasterKey, MasterKey__Output as _devopsellence_v1_MasterKey__Output } from './devopsellence/v1/MasterKey.js';
import type { NamedPort as _devopsellence_v1_NamedPort, NamedPort__Output as _devopsellence_v1_NamedPort__Output } from './devopsellence/v1/NamedPort.js';
import type { NetworkFacts as _devopsellence_v1_NetworkFacts, NetworkFacts__Output as _devopsellence_v1_NetworkFacts__Output } from './devopsellence/v1/NetworkFacts.js';
import type { Node as _devopsellence_v1_Node, Node__Output as _devopsellence_v1_Node__Output } from './devopsellence/v1/Node.js';
import type { NodeDiagnosis as _devopsellence_v1_NodeDiagnosis, NodeDiagnosis__Output as _devopsellence_v1_NodeDiagnosis__Output } from './devopsellence/v1/NodeDiagnosis.js';
import type { NodeLogEntry as _devopsellence_v1_NodeLogEntry, NodeLogEntry__Output as _devopsellence_v1_NodeLogEntry__Output } from './devopsellence/v1/NodeLogEntry.js';
import type { NodeLogsRequest as _devopsellence_v1_NodeLogsRequest, NodeLogsRequest__Output as _devopsellence_v1_NodeLogsRequest__Output } from './devopsellence/v1/NodeLogsRequest.js';
import type { NodePlan as _devopsellence_v1_NodePlan, NodePlan__Output as _devopsellence_v1_NodePlan__Output } from './devopsellence/v1/NodePlan.js';
import type { NodeReply as _devopsellence_v1_NodeReply, NodeReply__Output as _devopsellence_v1_NodeReply__Output } from './devopsellence/v1/NodeReply.js';
import type { NodeReport as _devopsellence_v1_NodeReport, NodeReport__Output as _devopsellence_v1_NodeReport__Output } from './devopsellence/v1/NodeReport.js';
import type { NodeStatus as _devopsellence_v1_NodeStatus, NodeStatus__Output as _devopsellence_v1_NodeStatus__Output } from './devopsellence/v1/NodeStatus.js';
import type { OpenChannel as _devopsellence_v1_OpenChannel, OpenChannel__Output as _devopsellence_v1_OpenChannel__Output } from './devopsellence/v1/OpenChannel.js';
import type { OperatorClient as _devopsellence_v1_OperatorClient, OperatorDefinition as _devopsellence_v1_OperatorDefinition } from './devopsellence/v1/Operator.js';
import type { OperatorToken as _devopsellence_v1_OperatorToken, OperatorToken__Output as _devopsellence_v1_OperatorToken__Output } from './devopsellence/v1/OperatorToken.js';
import type { PinnedImage as _devopsellence_v1_PinnedImage, PinnedImage__Output as _devopsellence_v1_PinnedImage__Output } from './devopsellence/v1/PinnedImage.js';
import type { PlannedChange as _devopsellence_v1_PlannedChange, PlannedChange__Output as _devopsellence_v1_PlannedChange__Output } from './devopsellence/v1/PlannedChange.js';
import type { Preset as _devopsellence_v1_Preset, Preset__Output as _devopsellence_v1_Preset__Output } from './devopsellence/v1/Preset.js';
import type { ProbeResult as _devopsellence_v1_ProbeResult, ProbeResult__Output as _devopsellence_v1_ProbeResult__Output } from './devopsellence/v1/ProbeResult.js';
import type { ProbeStatus as _devopsellence_v1_ProbeStatus, ProbeStatus__Output as _devopsellence_v1_ProbeStatus__Output } from './devopsellence/v1/ProbeStatus.js';
import type { PublishedPort as _devopsellence_v1_PublishedPort, PublishedPort__Output as _devopsellence_v1_PublishedPort__Output } from './devopsellence/v1/PublishedPort.js';
import type { PublishedPortSpec as _devopsellence_v1_PublishedPortSpec, PublishedPortSpec__Output as _devopsellence_v1_PublishedPortSpec__Output } from './devopsellence/v1/PublishedPortSpec.js';
import type { PushCredential as _devopsellence_v1_PushCredential, PushCredential__Output as _devopsellence_v1_PushCredential__Output } from './devopsellence/v1/PushCredential.js';
import type { Readiness as _devopsellence_v1_Readiness, Readiness__Output as _devopsellence_v1_Readiness__Output } from './devopsellence/v1/Readiness.js';
import type { RecordedTaskRun as _devopsellence_v1_RecordedTaskRun, RecordedTaskRun__Output as _devopsellence_v1_RecordedTaskRun__Output } from './devopsellence/v1/RecordedTaskRun.js';
import type { RegisterNodeReply as _devopsellence_v1_RegisterNodeReply, RegisterNodeReply__Output as _devopsellence_v1_RegisterNodeReply__Output } from './devopsellence/v1/RegisterNodeReply.js';
import type { RegisterNodeRequest as _devopsellence_v1_RegisterNodeRequest, RegisterNodeRequest__Output as _devopsellence_v1_RegisterNodeRequest__Output } from './devopsellence/v1/RegisterNodeRequest.js';
import type { Registry as _devopsellence_v1_Registry, Registry__Output as _devopsellence_v1_Registry__Output } from './devopsellence/v1/Registry.js';
import type { RegistryCredential as _devopsellence_v1_RegistryCredential, RegistryCredential__Output as _devopsellence_v1_RegistryCredential__Output } from './devopsellence/v1/RegistryCredential.js';
import type { RegistryReply as _devopsellence_v1_RegistryReply, RegistryReply__Output as _devopsellence_v1_RegistryReply__Output } from './devopsellence/v1/RegistryReply.js';
import type { RejoinNodeRequest as _devopsellence_v1_RejoinNodeRequest, RejoinNodeRequest__Output as _devopsellence_v1_RejoinNodeRequest__Output } from './devopsellence/v1/RejoinNodeRequest.js';
import type { Release as _devopsellence_v1_Release, Release__Output as _devopsellence_v1_Release__Output } from './devopsellence/v1/Release.js';
import type { ReleaseDetails as _devopsellence_v1_ReleaseDetails, ReleaseDetails__Output as _devopsellence_v1_ReleaseDetails__Output } from './devopsellence/v1/ReleaseDetails.js';
import type { ReleaseService as _devopsellence_v1_ReleaseService, ReleaseService__Output as _devopsellence_v1_ReleaseService__Output } from './devopsellence/v1/ReleaseService.js';
import type { RemovalStatus as _devopsellence_v1_RemovalStatus, RemovalStatus__Output as _devopsellence_v1_RemovalStatus__Output } from './devopsellence/v1/RemovalStatus.js';
import type { RemoveNodeReply as _devopsellence_v1_RemoveNodeReply, RemoveNodeReply__Output as _devopsellence_v1_RemoveNodeReply__Output } from './devopsellence/v1/RemoveNodeReply.js';
import type { RemoveNodeRequest as _devopsellence_v1_RemoveNodeRequest, RemoveNodeRequest__Output as _devopsellence_v1_RemoveNodeRequest__Output } from './devopsellence/v1/RemoveNodeRequest.js';
import type { RemoveVolumeReply as _devopsellence_v1_RemoveVolumeReply, RemoveVolumeReply__Output as _devopsellence_v1_RemoveVolumeReply__Output } from './devopsellence/v1/RemoveVolumeReply.js';
import type { RemoveVolumeRequest as _devopsellence_v1_RemoveVolumeRequest, RemoveVolumeRequest__Output as _devopsellence_v1_RemoveVolumeRequest__Output } from './devopsellence/v1/RemoveVolumeRequest.js';
import type { RemoveVolumeWork as _devopsellence_v1_RemoveVolumeWork, RemoveVolumeWork__Output as _devopsellence_v1_RemoveVolumeWork__Output } from './devopsellence/v1/RemoveVolumeWork.js';
import type { RenewCertificateReply as _devopsellence_v1_RenewCertificateReply, RenewCertificateReply__Output as _devopsellence_v1_RenewCertificateReply__Output } from './devopsellence/v1/RenewCertificateReply.js';
import type { RenewCertificateRequest as _devopsellence_v1_RenewCertificateRequest, RenewCertificateRequest__Output as _devopsellence_v1_RenewCertificateRequest__Output } from './devopsellence/v1/RenewCertificateRequest.js';
import type { ResolveImageWork as _devopsellence_v1_ResolveImageWork, ResolveImageWork__Output as _devopsellence_v1_ResolveImageWork__Output } from './devopsellence/v1/ResolveImageWork.js';
import type { RestartServiceWork as _devopsellence_v1_RestartServiceWork, RestartServiceWork__Output as _devopsellence_v1_RestartServiceWork__Output } from './devopsellence/v1/RestartServiceWork.js';
import type { RestoreBackupReply as _devopsellence_v1_RestoreBackupReply, RestoreBackupReply__Output as _devopsellence_v1_RestoreBackupReply__Output } from './devopsellence/v1/RestoreBackupReply.js';
import type { RestoreBackupRequest as _devopsellence_v1_RestoreBackupRequest, RestoreBackupRequest__Output as _devopsellence_v1_RestoreBackupRequest__Output } from './devopsellence/v1/RestoreBackupRequest.js';
import type { RestoreStandaloneServiceRequest as _devopsellence_v1_RestoreStandaloneServiceRequest, RestoreStandaloneServiceRequest__Output as _devopsellence_v1_RestoreStandaloneServiceRequest__Output } from './devopsellence/v1/RestoreStandaloneServiceRequest.js';
import type { RestoredNode as _devopsellence_v1_RestoredNode, RestoredNode__Output as _devopsellence_v1_RestoredNode__Output } from './devopsellence/v1/RestoredNode.js';
import type { RestoredToken as _devopsellence_v1_RestoredToken, RestoredToken__Output as _devopsellence_v1_RestoredToken__Output } from './devopsellence/v1/RestoredToken.js';
import type { RevokeTokenReply as _devopsellence_v1_RevokeTokenReply, RevokeTokenReply__Output as _devopsellence_v1_RevokeTokenReply__Output } from './devopsellence/v1/RevokeTokenReply.js';
import type { RevokeTokenRequest as _devopsellence_v1_RevokeTokenRequest, RevokeTokenRequest__Output as _devopsellence_v1_RevokeTokenRequest__Output } from './devopsellence/v1/RevokeTokenRequest.js';
import type { RollbackRequest as _devopsellence_v1_RollbackRequest, RollbackRequest__Output as _devopsellence_v1_RollbackRequest__Output } from './devopsellence/v1/RollbackRequest.js';
import type { RotateMasterKeyRequest as _devopsellence_v1_RotateMasterKeyRequest, RotateMasterKeyRequest__Output as _devopsellence_v1_RotateMasterKeyRequest__Output } from './devopsellence/v1/RotateMasterKeyRequest.js';
import type { RotateRequest as _devopsellence_v1_RotateRequest, RotateRequest__Output as _devopsellence_v1_RotateRequest__Output } from './devopsellence/v1/RotateRequest.js';
import type { Rotation as _devopsellence_v1_Rotation, Rotation__Output as _devopsellence_v1_Rotation__Output } from './devopsellence/v1/Rotation.js';
import type { RunTaskRequest as _devopsellence_v1_RunTaskRequest, RunTaskRequest__Output as _devopsellence_v1_RunTaskRequest__Output } from './devopsellence/v1/RunTaskRequest.js';
import type { Scope as _devopsellence_v1_Scope, Scope__Output as _devopsellence_v1_Scope__Output } from './devopsellence/v1/Scope.js';
import type { ScopeEntry as _devopsellence_v1_ScopeEntry, ScopeEntry__Output as _devopsellence_v1_ScopeEntry__Output } from './devopsellence/v1/ScopeEntry.js';
import type { Secret as _devopsellence_v1_Secret, Secret__Output as _devopsellence_v1_Secret__Output } from './devopsellence/v1/Secret.js';
import type { SecretBinding as _devopsellence_v1_SecretBinding, SecretBinding__Output as _devopsellence_v1_SecretBinding__Output } from './devopsellence/v1/SecretBinding.js';
import type { SecretReply as _devopsellence_v1_SecretReply, SecretReply__Output as _devopsellence_v1_SecretReply__Output } from './devopsellence/v1/SecretReply.js';
import type { SecretValue as _devopsellence_v1_SecretValue, SecretValue__Output as _devopsellence_v1_SecretValue__Output } from './devopsellence/v1/SecretValue.js';
import type { ServiceDetail as _devopsellence_v1_ServiceDetail, ServiceDetail__Output as _devopsellence_v1_ServiceDetail__Output } from './devopsellence/v1/ServiceDetail.js';
import type { ServiceExit as _devopsellence_v1_ServiceExit, ServiceExit__Output as _devopsellence_v1_ServiceExit__Output } from './devopsellence/v1/ServiceExit.js';
import type { ServiceInstance as _devopsellence_v1_ServiceInstance, ServiceInstance__Output as _devopsellence_v1_ServiceInstance__Output } from './devopsellence/v1/ServiceInstance.js';
import type { ServiceStatus as _devopsellence_v1_ServiceStatus, ServiceStatus__Output as _devopsellence_v1_ServiceStatus__Output } from './devopsellence/v1/ServiceStatus.js';
import type { SessionFailure as _devopsellence_v1_SessionFailure, SessionFailure__Output as _devopsellence_v1_SessionFailure__Output } from './devopsellence/v1/SessionFailure.js';
import type { SetNodeIngressRequest as _devopsellence_v1_SetNodeIngressRequest, SetNodeIngressRequest__Output as _devopsellence_v1_SetNodeIngressRequest__Output } from './devopsellence/v1/SetNodeIngressRequest.js';
import type { SetRegistryRequest as _devopsellence_v1_SetRegistryRequest, SetRegistryRequest__Output as _devopsellence_v1_SetRegistryRequest__Output } from './devopsellence/v1/SetRegistryRequest.js';
import type { SetSecretRequest as _devopsellence_v1_SetSecretRequest, SetSecretRequest__Output as _devopsellence_v1_SetSecretRequest__Output } from './devopsellence/v1/SetSecretRequest.js';
import type { SetSshAddressRequest as _devopsellence_v1_SetSshAddressRequest, SetSshAddressRequest__Output as _devopsellence_v1_SetSshAddressRequest__Output } from './devopsellence/v1/SetSshAddressRequest.js';
import type { SignedDesiredState as _devopsellence_v1_SignedDesiredState, SignedDesiredState__Output as _devopsellence_v1_SignedDesiredState__Output } from './devopsellence/v1/SignedDesiredState.js';
import type { SshAddress as _devopsellence_v1_SshAddress, SshAddress__Output as _devopsellence_v1_SshAddress__Output } from './devopsellence/v1/SshAddress.js';
import type { StandaloneOutcome as _devopsellence_v1_StandaloneOutcome, StandaloneOutcome__Output as _devopsellence_v1_StandaloneOutcome__Output } from './devopsellence/v1/StandaloneOutcome.js';
import type { StandaloneService as _devopsellence_v1_StandaloneService, StandaloneService__Output as _devopsellence_v1_StandaloneService__Output } from './devopsellence/v1/StandaloneService.js';
import type { StandaloneTraits as _devopsellence_v1_StandaloneTraits, StandaloneTraits__Output as _devopsellence_v1_StandaloneTraits__Output } from './devopsellence/v1/StandaloneTraits.js';
import type { StatusMessage as _devopsellence_v1_StatusMessage, StatusMessage__Output as _devopsellence_v1_StatusMessage__Output } from './devopsellence/v1/StatusMessage.js';
import type { StatusReply as _devopsellence_v1_StatusReply, StatusReply__Output as _devopsellence_v1_StatusReply__Output } from './devopsellence/v1/StatusReply.js';
import type { StoredBlob as _devopsellence_v1_StoredBlob, StoredBlob__Output as _devopsellence_v1_StoredBlob__Output } from './devopsellence/v1/StoredBlob.js';
import type { SwitchStandaloneServiceReply as _devopsellence_v1_SwitchStandaloneServiceReply, SwitchStandaloneServiceReply__Output as _devopsellence_v1_SwitchStandaloneServiceReply__Output } from './devopsellence/v1/SwitchStandaloneServiceReply.js';
import type { SwitchStandaloneServiceRequest as _devopsellence_v1_SwitchStandaloneServiceRequest, SwitchStandaloneServiceRequest__Output as _devopsellence_v1_SwitchStandaloneServiceRequest__Output } from './devopsellence/v1/SwitchStandaloneServiceRequest.js';
import type { Task as _devopsellence_v1_Task, Task__Output as _devopsellence_v1_Task__Output } from './devopsellence/v1/Task.js';
import type { TaskOutcome as _devopsellence_v1_TaskOutcome, TaskOutcome__Output as _devopsellence_v1_TaskOutcome__Output } from './devopsellence/v1/TaskOutcome.js';
import type { TaskRun as _devopsellence_v1_TaskRun, TaskRun__Output as _devopsellence_v1_TaskRun__Output } from './devopsellence/v1/TaskRun.js';
import type { TaskRunStatus as _devopsellence_v1_TaskRunStatus, TaskRunStatus__Output as _devopsellence_v1_TaskRunStatus__Output } from './devopsellence/v1/TaskRunStatus.js';
import type { TaskSchedule as _devopsellence_v1_TaskSchedule, TaskSchedule__Output as _devopsellence_v1_TaskSchedule__Output } from './devopsellence/v1/TaskSchedule.js';
import type { TcpCheck as _devopsellence_v1_TcpCheck, TcpCheck__Output as _devopsellence_v1_TcpCheck__Output } from './devopsellence/v1/TcpCheck.js';
import type { TerminalSize as _devopsellence_v1_TerminalSize, TerminalSize__Output as _devopsellence_v1_TerminalSize__Output } from './devopsellence/v1/TerminalSize.js';
import type { Trust as _devopsellence_v1_Trust, Trust__Output as _devopsellence_v1_Trust__Output } from './devopsellence/v1/Trust.js';
import type { TrustStatus as _devopsellence_v1_TrustStatus, TrustStatus__Output as _devopsellence_v1_TrustStatus__Output } from './devopsellence/v1/TrustStatus.js';
import type { UnreadPart as _devopsellence_v1_UnreadPart, UnreadPart__Output as _devopsellence_v1_UnreadPart__Output } from './devopsellence/v1/UnreadPart.js';
import type { UpdateStandaloneServiceRequest as _devopsellence_v1_UpdateStandaloneServiceRequest, UpdateStandaloneServiceRequest__Output as _devopsellence_v1_UpdateStandaloneServiceRequest__Output } from './devopsellence/v1/UpdateStandaloneServiceRequest.js';
import type { UploadBlobOpen as _devopsellence_v1_UploadBlobOpen, UploadBlobOpen__Output as _devopsellence_v1_UploadBlobOpen__Output } from './devopsellence/v1/UploadBlobOpen.js';
import type { UploadBlobReply as _devopsellence_v1_UploadBlobReply, UploadBlobReply__Output as _devopsellence_v1_UploadBlobReply__Output } from './devopsellence/v1/UploadBlobReply.js';
import type { UploadBlobRequest as _devopsellence_v1_UploadBlobRequest, UploadBlobRequest__Output as _devopsellence_v1_UploadBlobRequest__Output } from './devopsellence/v1/UploadBlobRequest.js';
import type { UsedPort as _devopsellence_v1_UsedPort, UsedPort__Output as _devopsellence_v1_UsedPort__Output } from './devopsellence/v1/UsedPort.js';
import type { UsedPorts as _devopsellence_v1_UsedPorts, UsedPorts__Output as _devopsellence_v1_UsedPorts__Output } from './devopsellence/v1/UsedPorts.js';
import type { Volume as _devopsellence_v1_Volume, Volume__Output as _devopsellence_v1_Volume__Output } from './devopsellence/v1/Volume.js';
import type { VolumeMount as _devopsellence_v1_VolumeMount, VolumeMount__Output as _devopsellence_v1_VolumeMount__Output } from './devopsellence/v1/VolumeMount.js';
import type { WaitingStatus as _devopsellence_v1_WaitingStatus, WaitingStatus__Output as _devopsellence_v1_WaitingStatus__Output } from './devopsellence/v1/WaitingStatus.js';
import type { WatchDeploymentRequest as _devopsellence_v1_WatchDeploymentRequest, WatchDeploymentRequest__Output as _devopsellence_v1_WatchDeploymentRequest__Output } from './devopsellence/v1/WatchDeploymentRequest.js';
import type { WatchDesiredStateRequest as _devopsellence_v1_WatchDesiredStateRequest, WatchDesiredStateRequest__Output as _devopsellence_v1_WatchDesiredStateRequest__Output } from './devopsellence/v1/WatchDesiredStateRequest.js';
import type { WhoAmIReply as _devopsellence_v1_WhoAmIReply, WhoAmIReply__Output as _devopsellence_v1_WhoAmIReply__Output } from './devopsellence/v1/WhoAmIReply.js';
import type { WhoAmIRequest as _devopsellence_v1_WhoAmIRequest, WhoAmIRequest__Output as _devopsellence_v1_WhoAmIRequest__Output } from './devopsellence/v1/WhoAmIRequest.js';

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
      ApplyRequest: MessageTypeDefinition<_devopsellence_v1_ApplyRequest, _devopsellence_v1_ApplyRequest__Output>
      AttachNodeRequest: MessageTypeDefinition<_devopsellence_v1_AttachNodeRequest, _devopsellence_v1_AttachNodeRequest__Output>
      Backup: MessageTypeDefinition<_devopsellence_v1_Backup, _devopsellence_v1_Backup__Output>
      BlobChunk: MessageTypeDefinition<_devopsellence_v1_BlobChunk, _devopsellence_v1_BlobChunk__Output>
      CancelChannel: MessageTypeDefinition<_devopsellence_v1_CancelChannel, _devopsellence_v1_CancelChannel__Output>
      CancelDeploymentRequest: MessageTypeDefinition<_devopsellence_v1_CancelDeploymentRequest, _devopsellence_v1_CancelDeploymentRequest__Output>
      ChangeNodeLabelsRequest: MessageTypeDefinition<_devopsellence_v1_ChangeNodeLabelsRequest, _devopsellence_v1_ChangeNodeLabelsRequest__Output>
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
      CreateBackupReply: MessageTypeDefinition<_devopsellence_v1_CreateBackupReply, _devopsellence_v1_CreateBackupReply__Output>
      CreateBackupRequest: MessageTypeDefinition<_devopsellence_v1_CreateBackupRequest, _devopsellence_v1_CreateBackupRequest__Output>
      CreateScopeReply: MessageTypeDefinition<_devopsellence_v1_CreateScopeReply, _devopsellence_v1_CreateScopeReply__Output>
      CreateScopeRequest: MessageTypeDefinition<_devopsellence_v1_CreateScopeRequest, _devopsellence_v1_CreateScopeRequest__Output>
      CreateStandaloneServiceRequest: MessageTypeDefinition<_devopsellence_v1_CreateStandaloneServiceRequest, _devopsellence_v1_CreateStandaloneServiceRequest__Output>
      CreateTokenReply: MessageTypeDefinition<_devopsellence_v1_CreateTokenReply, _devopsellence_v1_CreateTokenReply__Output>
      CreateTokenRequest: MessageTypeDefinition<_devopsellence_v1_CreateTokenRequest, _devopsellence_v1_CreateTokenRequest__Output>
      DeletePresetReply: MessageTypeDefinition<_devopsellence_v1_DeletePresetReply, _devopsellence_v1_DeletePresetReply__Output>
      DeletePresetRequest: MessageTypeDefinition<_devopsellence_v1_DeletePresetRequest, _devopsellence_v1_DeletePresetRequest__Output>
      DeleteRegistryRequest: MessageTypeDefinition<_devopsellence_v1_DeleteRegistryRequest, _devopsellence_v1_DeleteRegistryRequest__Output>
      DeleteScopeReply: MessageTypeDefinition<_devopsellence_v1_DeleteScopeReply, _devopsellence_v1_DeleteScopeReply__Output>
      DeleteScopeRequest: MessageTypeDefinition<_devopsellence_v1_DeleteScopeRequest, _devopsellence_v1_DeleteScopeRequest__Output>
      DeleteSecretRequest: MessageTypeDefinition<_devopsellence_v1_DeleteSecretRequest, _devopsellence_v1_DeleteSecretRequest__Output>
      DeleteStandaloneServiceReply: MessageTypeDefinition<_devopsellence_v1_DeleteStandaloneServiceReply, _devopsellence_v1_DeleteStandaloneServiceReply__Output>
      DeleteStandaloneServiceRequest: MessageTypeDefinition<_devopsellence_v1_DeleteStandaloneServiceRequest, _devopsellence_v1_DeleteStandaloneServiceRequest__Output>
      Dependency: MessageTypeDefinition<_devopsellence_v1_Dependency, _devopsellence_v1_Dependency__Output>
      DeployReply: MessageTypeDefinition<_devopsellence_v1_DeployReply, _devopsellence_v1_DeployReply__Output>
      DeployRequest: MessageTypeDefinition<_devopsellence_v1_DeployRequest, _devopsellence_v1_DeployRequest__Output>
      Deployment: MessageTypeDefinition<_devopsellence_v1_Deployment, _devopsellence_v1_Deployment__Output>
      DeploymentProgress: MessageTypeDefinition<_devopsellence_v1_DeploymentProgress, _devopsellence_v1_DeploymentProgress__Output>
      DeploymentState: EnumTypeDefinition
      DeploymentTask: MessageTypeDefinition<_devopsellence_v1_DeploymentTask, _devopsellence_v1_DeploymentTask__Output>
      DescribeServiceWork: MessageTypeDefinition<_devopsellence_v1_DescribeServiceWork, _devopsellence_v1_DescribeServiceWork__Output>
      DesiredEnvironment: MessageTypeDefinition<_devopsellence_v1_DesiredEnvironment, _devopsellence_v1_DesiredEnvironment__Output>
      DesiredService: MessageTypeDefinition<_devopsellence_v1_DesiredService, _devopsellence_v1_DesiredService__Output>
      DesiredState: MessageTypeDefinition<_devopsellence_v1_DesiredState, _devopsellence_v1_DesiredState__Output>
      DetachNodeRequest: MessageTypeDefinition<_devopsellence_v1_DetachNodeRequest, _devopsellence_v1_DetachNodeRequest__Output>
      DiagnoseControlPlaneReply: MessageTypeDefinition<_devopsellence_v1_DiagnoseControlPlaneReply, _devopsellence_v1_DiagnoseControlPlaneReply__Output>
      DiagnoseControlPlaneRequest: MessageTypeDefinition<_devopsellence_v1_DiagnoseControlPlaneRequest, _devopsellence_v1_DiagnoseControlPlaneRequest__Output>
      DiagnoseNodeReply: MessageTypeDefinition<_devopsellence_v1_DiagnoseNodeReply, _devopsellence_v1_DiagnoseNodeReply__Output>
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
      EnvironmentName: MessageTypeDefinition<_devopsellence_v1_EnvironmentName, _devopsellence_v1_EnvironmentName__Output>
      EnvironmentStatus: MessageTypeDefinition<_devopsellence_v1_EnvironmentStatus, _devopsellence_v1_EnvironmentStatus__Output>
      Event: MessageTypeDefinition<_devopsellence_v1_Event, _devopsellence_v1_Event__Output>
      EventsRequest: MessageTypeDefinition<_devopsellence_v1_EventsRequest, _devopsellence_v1_EventsRequest__Output>
      ExecChunk: MessageTypeDefinition<_devopsellence_v1_ExecChunk, _devopsellence_v1_ExecChunk__Output>
      ExecOpen: MessageTypeDefinition<_devopsellence_v1_ExecOpen, _devopsellence_v1_ExecOpen__Output>
      ExecReply: MessageTypeDefinition<_devopsellence_v1_ExecReply, _devopsellence_v1_ExecReply__Output>
      ExecRequest: MessageTypeDefinition<_devopsellence_v1_ExecRequest, _devopsellence_v1_ExecRequest__Output>
      ExecWork: MessageTypeDefinition<_devopsellence_v1_ExecWork, _devopsellence_v1_ExecWork__Output>
      ExitStatus: MessageTypeDefinition<_devopsellence_v1_ExitStatus, _devopsellence_v1_ExitStatus__Output>
      Failure: MessageTypeDefinition<_devopsellence_v1_Failure, _devopsellence_v1_Failure__Output>
      FetchBlobRequest: MessageTypeDefinition<_devopsellence_v1_FetchBlobRequest, _devopsellence_v1_FetchBlobRequest__Output>
      FindBlobsReply: MessageTypeDefinition<_devopsellence_v1_FindBlobsReply, _devopsellence_v1_FindBlobsReply__Output>
      FindBlobsRequest: MessageTypeDefinition<_devopsellence_v1_FindBlobsRequest, _devopsellence_v1_FindBlobsRequest__Output>
      FindImagesWork: MessageTypeDefinition<_devopsellence_v1_FindImagesWork, _devopsellence_v1_FindImagesWork__Output>
      Finding: MessageTypeDefinition<_devopsellence_v1_Finding, _devopsellence_v1_Finding__Output>
      FleetEnvironment: MessageTypeDefinition<_devopsellence_v1_FleetEnvironment, _devopsellence_v1_FleetEnvironment__Output>
      FleetNode: MessageTypeDefinition<_devopsellence_v1_FleetNode, _devopsellence_v1_FleetNode__Output>
      FleetService: MessageTypeDefinition<_devopsellence_v1_FleetService, _devopsellence_v1_FleetService__Output>
      FleetStatus: MessageTypeDefinition<_devopsellence_v1_FleetStatus, _devopsellence_v1_FleetStatus__Output>
      FleetSummary: MessageTypeDefinition<_devopsellence_v1_FleetSummary, _devopsellence_v1_FleetSummary__Output>
      FoundImages: MessageTypeDefinition<_devopsellence_v1_FoundImages, _devopsellence_v1_FoundImages__Output>
      GetAuthoritiesReply: MessageTypeDefinition<_devopsellence_v1_GetAuthoritiesReply, _devopsellence_v1_GetAuthoritiesReply__Output>
      GetAuthoritiesRequest: MessageTypeDefinition<_devopsellence_v1_GetAuthoritiesRequest, _devopsellence_v1_GetAuthoritiesRequest__Output>
      GetFleetStatusRequest: MessageTypeDefinition<_devopsellence_v1_GetFleetStatusRequest, _devopsellence_v1_GetFleetStatusRequest__Output>
      GetPushCredentialRequest: MessageTypeDefinition<_devopsellence_v1_GetPushCredentialRequest, _devopsellence_v1_GetPushCredentialRequest__Output>
      GetRegistryCredentialRequest: MessageTypeDefinition<_devopsellence_v1_GetRegistryCredentialRequest, _devopsellence_v1_GetRegistryCredentialRequest__Output>
      GetReleaseRequest: MessageTypeDefinition<_devopsellence_v1_GetReleaseRequest, _devopsellence_v1_GetReleaseRequest__Output>
      GetServiceStatusReply: MessageTypeDefinition<_devopsellence_v1_GetServiceStatusReply, _devopsellence_v1_GetServiceStatusReply__Output>
      GetServiceStatusRequest: MessageTypeDefinition<_devopsellence_v1_GetServiceStatusRequest, _devopsellence_v1_GetServiceStatusRequest__Output>
      GetStatusRequest: MessageTypeDefinition<_devopsellence_v1_GetStatusRequest, _devopsellence_v1_GetStatusRequest__Output>
      GetTaskRunRequest: MessageTypeDefinition<_devopsellence_v1_GetTaskRunRequest, _devopsellence_v1_GetTaskRunRequest__Output>
      GetTrustRequest: MessageTypeDefinition<_devopsellence_v1_GetTrustRequest, _devopsellence_v1_GetTrustRequest__Output>
      GetTrustStatusRequest: MessageTypeDefinition<_devopsellence_v1_GetTrustStatusRequest, _devopsellence_v1_GetTrustStatusRequest__Output>
      Heartbeat: MessageTypeDefinition<_devopsellence_v1_Heartbeat, _devopsellence_v1_Heartbeat__Output>
      HostPort: MessageTypeDefinition<_devopsellence_v1_HostPort, _devopsellence_v1_HostPort__Output>
      HostnameStatus: MessageTypeDefinition<_devopsellence_v1_HostnameStatus, _devopsellence_v1_HostnameStatus__Output>
      HttpCheck: MessageTypeDefinition<_devopsellence_v1_HttpCheck, _devopsellence_v1_HttpCheck__Output>
      ListBackupsReply: MessageTypeDefinition<_devopsellence_v1_ListBackupsReply, _devopsellence_v1_ListBackupsReply__Output>
      ListBackupsRequest: MessageTypeDefinition<_devopsellence_v1_ListBackupsRequest, _devopsellence_v1_ListBackupsRequest__Output>
      ListDeploymentsReply: MessageTypeDefinition<_devopsellence_v1_ListDeploymentsReply, _devopsellence_v1_ListDeploymentsReply__Output>
      ListDeploymentsRequest: MessageTypeDefinition<_devopsellence_v1_ListDeploymentsRequest, _devopsellence_v1_ListDeploymentsRequest__Output>
      ListNodesReply: MessageTypeDefinition<_devopsellence_v1_ListNodesReply, _devopsellence_v1_ListNodesReply__Output>
      ListNodesRequest: MessageTypeDefinition<_devopsellence_v1_ListNodesRequest, _devopsellence_v1_ListNodesRequest__Output>
      ListPresetsReply: MessageTypeDefinition<_devopsellence_v1_ListPresetsReply, _devopsellence_v1_ListPresetsReply__Output>
      ListPresetsRequest: MessageTypeDefinition<_devopsellence_v1_ListPresetsRequest, _devopsellence_v1_ListPresetsRequest__Output>
      ListRegistriesReply: MessageTypeDefinition<_devopsellence_v1_ListRegistriesReply, _devopsellence_v1_ListRegistriesReply__Output>
      ListRegistriesRequest: MessageTypeDefinition<_devopsellence_v1_ListRegistriesRequest, _devopsellence_v1_ListRegistriesRequest__Output>
      ListReleasesReply: MessageTypeDefinition<_devopsellence_v1_ListReleasesReply, _devopsellence_v1_ListReleasesReply__Output>
      ListReleasesRequest: MessageTypeDefinition<_devopsellence_v1_ListReleasesRequest, _devopsellence_v1_ListReleasesRequest__Output>
      ListScopesReply: MessageTypeDefinition<_devopsellence_v1_ListScopesReply, _devopsellence_v1_ListScopesReply__Output>
      ListScopesRequest: MessageTypeDefinition<_devopsellence_v1_ListScopesRequest, _devopsellence_v1_ListScopesRequest__Output>
      ListSecretsReply: MessageTypeDefinition<_devopsellence_v1_ListSecretsReply, _devopsellence_v1_ListSecretsReply__Output>
      ListSecretsRequest: MessageTypeDefinition<_devopsellence_v1_ListSecretsRequest, _devopsellence_v1_ListSecretsRequest__Output>
      ListStandaloneServicesReply: MessageTypeDefinition<_devopsellence_v1_ListStandaloneServicesReply, _devopsellence_v1_ListStandaloneServicesReply__Output>
      ListStandaloneServicesRequest: MessageTypeDefinition<_devopsellence_v1_ListStandaloneServicesRequest, _devopsellence_v1_ListStandaloneServicesRequest__Output>
      ListTaskRunsReply: MessageTypeDefinition<_devopsellence_v1_ListTaskRunsReply, _devopsellence_v1_ListTaskRunsReply__Output>
      ListTaskRunsRequest: MessageTypeDefinition<_devopsellence_v1_ListTaskRunsRequest, _devopsellence_v1_ListTaskRunsRequest__Output>
      ListTasksReply: MessageTypeDefinition<_devopsellence_v1_ListTasksReply, _devopsellence_v1_ListTasksReply__Output>
      ListTasksRequest: MessageTypeDefinition<_devopsellence_v1_ListTasksRequest, _devopsellence_v1_ListTasksRequest__Output>
      ListTokensReply: MessageTypeDefinition<_devopsellence_v1_ListTokensReply, _devopsellence_v1_ListTokensReply__Output>
      ListTokensRequest: MessageTypeDefinition<_devopsellence_v1_ListTokensRequest, _devopsellence_v1_ListTokensRequest__Output>
      ListVolumesReply: MessageTypeDefinition<_devopsellence_v1_ListVolumesReply, _devopsellence_v1_ListVolumesReply__Output>
      ListVolumesRequest: MessageTypeDefinition<_devopsellence_v1_ListVolumesRequest, _devopsellence_v1_ListVolumesRequest__Output>
      ListVolumesWork: MessageTypeDefinition<_devopsellence_v1_ListVolumesWork, _devopsellence_v1_ListVolumesWork__Output>
      LogEntry: MessageTypeDefinition<_devopsellence_v1_LogEntry, _devopsellence_v1_LogEntry__Output>
      LogsRequest: MessageTypeDefinition<_devopsellence_v1_LogsRequest, _devopsellence_v1_LogsRequest__Output>
      LogsWork: MessageTypeDefinition<_devopsellence_v1_LogsWork, _devopsellence_v1_LogsWork__Output>
      MachineFacts: MessageTypeDefinition<_devopsellence_v1_MachineFacts, _devopsellence_v1_MachineFacts__Output>
      MasterKey: MessageTypeDefinition<_devopsellence_v1_MasterKey, _devopsellence_v1_MasterKey__Output>
      NamedPort: MessageTypeDefinition<_devopsellence_v1_NamedPort, _devopsellence_v1_NamedPort__Output>
      NetworkFacts: MessageTypeDefinition<_devopsellence_v1_NetworkFacts, _devopsellence_v1_NetworkFacts__Output>
      Node: MessageTypeDefinition<_devopsellence_v1_Node, _devopsellence_v1_Node__Output>
      NodeDiagnosis: MessageTypeDefinition<_devopsellence_v1_NodeDiagnosis, _devopsellence_v1_NodeDiagnosis__Output>
      NodeLogEntry: MessageTypeDefinition<_devopsellence_v1_NodeLogEntry, _devopsellence_v1_NodeLogEntry__Output>
      NodeLogsRequest: MessageTypeDefinition<_devopsellence_v1_NodeLogsRequest, _devopsellence_v1_NodeLogsRequest__Output>
      NodePlan: MessageTypeDefinition<_devopsellence_v1_NodePlan, _devopsellence_v1_NodePlan__Output>
      NodeReply: MessageTypeDefinition<_devopsellence_v1_NodeReply, _devopsellence_v1_NodeReply__Output>
      NodeReport: MessageTypeDefinition<_devopsellence_v1_NodeReport, _devopsellence_v1_NodeReport__Output>
      NodeStatus: MessageTypeDefinition<_devopsellence_v1_NodeStatus, _devopsellence_v1_NodeStatus__Output>
      OpenChannel: MessageTypeDefinition<_devopsellence_v1_OpenChannel, _devopsellence_v1_OpenChannel__Output>
      Operator: SubtypeConstructor<typeof grpc.Client, _devopsellence_v1_OperatorClient> & { service: _devopsellence_v1_OperatorDefinition }
      OperatorToken: MessageTypeDefinition<_devopsellence_v1_OperatorToken, _devopsellence_v1_OperatorToken__Output>
      PinnedImage: MessageTypeDefinition<_devopsellence_v1_PinnedImage, _devopsellence_v1_PinnedImage__Output>
      PlannedChange: MessageTypeDefinition<_devopsellence_v1_PlannedChange, _devopsellence_v1_PlannedChange__Output>
      Preset: MessageTypeDefinition<_devopsellence_v1_Preset, _devopsellence_v1_Preset__Output>
      ProbeResult: MessageTypeDefinition<_devopsellence_v1_ProbeResult, _devopsellence_v1_ProbeResult__Output>
      ProbeStatus: MessageTypeDefinition<_devopsellence_v1_ProbeStatus, _devopsellence_v1_ProbeStatus__Output>
      PublishedPort: MessageTypeDefinition<_devopsellence_v1_PublishedPort, _devopsellence_v1_PublishedPort__Output>
      PublishedPortSpec: MessageTypeDefinition<_devopsellence_v1_PublishedPortSpec, _devopsellence_v1_PublishedPortSpec__Output>
      PushCredential: MessageTypeDefinition<_devopsellence_v1_PushCredential, _devopsellence_v1_PushCredential__Output>
      Readiness: MessageTypeDefinition<_devopsellence_v1_Readiness, _devopsellence_v1_Readiness__Output>
      RecordedTaskRun: MessageTypeDefinition<_devopsellence_v1_RecordedTaskRun, _devopsellence_v1_RecordedTaskRun__Output>
      RegisterNodeReply: MessageTypeDefinition<_devopsellence_v1_RegisterNodeReply, _devopsellence_v1_RegisterNodeReply__Output>
      RegisterNodeRequest: MessageTypeDefinition<_devopsellence_v1_RegisterNodeRequest, _devopsellence_v1_RegisterNodeRequest__Output>
      Registry: MessageTypeDefinition<_devopsellence_v1_Registry, _devopsellence_v1_Registry__Output>
      RegistryCredential: MessageTypeDefinition<_devopsellence_v1_RegistryCredential, _devopsellence_v1_RegistryCredential__Output>
      RegistryReply: MessageTypeDefinition<_devopsellence_v1_RegistryReply, _devopsellence_v1_RegistryReply__Output>
      RejoinNodeRequest: MessageTypeDefinition<_devopsellence_v1_RejoinNodeRequest, _devopsellence_v1_RejoinNodeRequest__Output>
      Release: MessageTypeDefinition<_devopsellence_v1_Release, _devopsellence_v1_Release__Output>
      ReleaseDetails: MessageTypeDefinition<_devopsellence_v1_ReleaseDetails, _devopsellence_v1_ReleaseDetails__Output>
      ReleaseService: MessageTypeDefinition<_devopsellence_v1_ReleaseService, _devopsellence_v1_ReleaseService__Output>
      RemovalStatus: MessageTypeDefinition<_devopsellence_v1_RemovalStatus, _devopsellence_v1_RemovalStatus__Output>
      RemoveNodeReply: MessageTypeDefinition<_devopsellence_v1_RemoveNodeReply, _devopsellence_v1_RemoveNodeReply__Output>
      RemoveNodeRequest: MessageTypeDefinition<_devopsellence_v1_RemoveNodeRequest, _devopsellence_v1_RemoveNodeRequest__Output>
      RemoveVolumeReply: MessageTypeDefinition<_devopsellence_v1_RemoveVolumeReply, _devopsellence_v1_RemoveVolumeReply__Output>
      RemoveVolumeRequest: MessageTypeDefinition<_devopsellence_v1_RemoveVolumeRequest, _devopsellence_v1_RemoveVolumeRequest__Output>
      RemoveVolumeWork: MessageTypeDefinition<_devopsellence_v1_RemoveVolumeWork, _devopsellence_v1_RemoveVolumeWork__Output>
      RenewCertificateReply: MessageTypeDefinition<_devopsellence_v1_RenewCertificateReply, _devopsellence_v1_RenewCertificateReply__Output>
      RenewCertificateRequest: MessageTypeDefinition<_devopsellence_v1_RenewCertificateRequest, _devopsellence_v1_RenewCertificateRequest__Output>
      ReplacementOrder: EnumTypeDefinition
      ResolveImageWork: MessageTypeDefinition<_devopsellence_v1_ResolveImageWork, _devopsellence_v1_ResolveImageWork__Output>
      RestartServiceWork: MessageTypeDefinition<_devopsellence_v1_RestartServiceWork, _devopsellence_v1_RestartServiceWork__Output>
      RestoreBackupReply: MessageTypeDefinition<_devopsellence_v1_RestoreBackupReply, _devopsellence_v1_RestoreBackupReply__Output>
      RestoreBackupRequest: MessageTypeDefinition<_devopsellence_v1_RestoreBackupRequest, _devopsellence_v1_RestoreBackupRequest__Output>
      RestoreStandaloneServiceRequest: MessageTypeDefinition<_devopsellence_v1_RestoreStandaloneServiceRequest, _devopsellence_v1_RestoreStandaloneServiceRequest__Output>
      RestoredNode: MessageTypeDefinition<_devopsellence_v1_RestoredNode, _devopsellence_v1_RestoredNode__Output>
      RestoredToken: MessageTypeDefinition<_devopsellence_v1_RestoredToken, _devopsellence_v1_RestoredToken__Output>
      RevokeTokenReply: MessageTypeDefinition<_devopsellence_v1_RevokeTokenReply, _devopsellence_v1_RevokeTokenReply__Output>
      RevokeTokenRequest: MessageTypeDefinition<_devopsellence_v1_RevokeTokenRequest, _devopsellence_v1_RevokeTokenRequest__Output>
      Role: EnumTypeDefinition
      RollbackRequest: MessageTypeDefinition<_devopsellence_v1_RollbackRequest, _devopsellence_v1_RollbackRequest__Output>
      RotateMasterKeyRequest: MessageTypeDefinition<_devopsellence_v1_RotateMasterKeyRequest, _devopsellence_v1_RotateMasterKeyRequest__Output>
      RotateRequest: MessageTypeDefinition<_devopsellence_v1_RotateRequest, _devopsellence_v1_RotateRequest__Output>
      Rotation: MessageTypeDefinition<_devopsellence_v1_Rotation, _devopsellence_v1_Rotation__Output>
      RotationPhase: EnumTypeDefinition
      RunTaskRequest: MessageTypeDefinition<_devopsellence_v1_RunTaskRequest, _devopsellence_v1_RunTaskRequest__Output>
      Scope: MessageTypeDefinition<_devopsellence_v1_Scope, _devopsellence_v1_Scope__Output>
      ScopeEntry: MessageTypeDefinition<_devopsellence_v1_ScopeEntry, _devopsellence_v1_ScopeEntry__Output>
      Secret: MessageTypeDefinition<_devopsellence_v1_Secret, _devopsellence_v1_Secret__Output>
      SecretBinding: MessageTypeDefinition<_devopsellence_v1_SecretBinding, _devopsellence_v1_SecretBinding__Output>
      SecretReply: MessageTypeDefinition<_devopsellence_v1_SecretReply, _devopsellence_v1_SecretReply__Output>
      SecretValue: MessageTypeDefinition<_devopsellence_v1_SecretValue, _devopsellence_v1_SecretValue__Output>
      ServiceDetail: MessageTypeDefinition<_devopsellence_v1_ServiceDetail, _devopsellence_v1_ServiceDetail__Output>
      ServiceExit: MessageTypeDefinition<_devopsellence_v1_ServiceExit, _devopsellence_v1_ServiceExit__Output>
      ServiceInstance: MessageTypeDefinition<_devopsellence_v1_ServiceInstance, _devopsellence_v1_ServiceInstance__Output>
      ServiceState: EnumTypeDefinition
      ServiceStatus: MessageTypeDefinition<_devopsellence_v1_ServiceStatus, _devopsellence_v1_ServiceStatus__Output>
      SessionFailure: MessageTypeDefinition<_devopsellence_v1_SessionFailure, _devopsellence_v1_SessionFailure__Output>
      SetNodeIngressRequest: MessageTypeDefinition<_devopsellence_v1_SetNodeIngressRequest, _devopsellence_v1_SetNodeIngressRequest__Output>
      SetRegistryRequest: MessageTypeDefinition<_devopsellence_v1_SetRegistryRequest, _devopsellence_v1_SetRegistryRequest__Output>
      SetSecretRequest: MessageTypeDefinition<_devopsellence_v1_SetSecretRequest, _devopsellence_v1_SetSecretRequest__Output>
      SetSshAddressRequest: MessageTypeDefinition<_devopsellence_v1_SetSshAddressRequest, _devopsellence_v1_SetSshAddressRequest__Output>
      SignedDesiredState: MessageTypeDefinition<_devopsellence_v1_SignedDesiredState, _devopsellence_v1_SignedDesiredState__Output>
      SshAddress: MessageTypeDefinition<_devopsellence_v1_SshAddress, _devopsellence_v1_SshAddress__Output>
      StandaloneOutcome: MessageTypeDefinition<_devopsellence_v1_StandaloneOutcome, _devopsellence_v1_StandaloneOutcome__Output>
      StandaloneService: MessageTypeDefinition<_devopsellence_v1_StandaloneService, _devopsellence_v1_StandaloneService__Output>
      StandaloneTraits: MessageTypeDefinition<_devopsellence_v1_StandaloneTraits, _devopsellence_v1_StandaloneTraits__Output>
      StatusMessage: MessageTypeDefinition<_devopsellence_v1_StatusMessage, _devopsellence_v1_StatusMessage__Output>
      StatusReply: MessageTypeDefinition<_devopsellence_v1_StatusReply, _devopsellence_v1_StatusReply__Output>
      StoredBlob: MessageTypeDefinition<_devopsellence_v1_StoredBlob, _devopsellence_v1_StoredBlob__Output>
      SwitchStandaloneServiceReply: MessageTypeDefinition<_devopsellence_v1_SwitchStandaloneServiceReply, _devopsellence_v1_SwitchStandaloneServiceReply__Output>
      SwitchStandaloneServiceRequest: MessageTypeDefinition<_devopsellence_v1_SwitchStandaloneServiceRequest, _devopsellence_v1_SwitchStandaloneServiceRequest__Output>
      Task: MessageTypeDefinition<_devopsellence_v1_Task, _devopsellence_v1_Task__Output>
      TaskOutcome: MessageTypeDefinition<_devopsellence_v1_TaskOutcome, _devopsellence_v1_TaskOutcome__Output>
      TaskRun: MessageTypeDefinition<_devopsellence_v1_TaskRun, _devopsellence_v1_TaskRun__Output>
      TaskRunState: EnumTypeDefinition
      TaskRunStatus: MessageTypeDefinition<_devopsellence_v1_TaskRunStatus, _devopsellence_v1_TaskRunStatus__Output>
      TaskSchedule: MessageTypeDefinition<_devopsellence_v1_TaskSchedule, _devopsellence_v1_TaskSchedule__Output>
      TaskTrigger: EnumTypeDefinition
      TcpCheck: MessageTypeDefinition<_devopsellence_v1_TcpCheck, _devopsellence_v1_TcpCheck__Output>
      TerminalSize: MessageTypeDefinition<_devopsellence_v1_TerminalSize, _devopsellence_v1_TerminalSize__Output>
      Trust: MessageTypeDefinition<_devopsellence_v1_Trust, _devopsellence_v1_Trust__Output>
      TrustStatus: MessageTypeDefinition<_devopsellence_v1_TrustStatus, _devopsellence_v1_TrustStatus__Output>
      UnreadPart: MessageTypeDefinition<_devopsellence_v1_UnreadPart, _devopsellence_v1_UnreadPart__Output>
      UpdateStandaloneServiceRequest: MessageTypeDefinition<_devopsellence_v1_UpdateStandaloneServiceRequest, _devopsellence_v1_UpdateStandaloneServiceRequest__Output>
      UploadBlobOpen: MessageTypeDefinition<_devopsellence_v1_UploadBlobOpen, _devopsellence_v1_UploadBlobOpen__Output>
      UploadBlobReply: MessageTypeDefinition<_devopsellence_v1_UploadBlobReply, _devopsellence_v1_UploadBlobReply__Output>
      UploadBlobRequest: MessageTypeDefinition<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobRequest__Output>
      UsedPort: MessageTypeDefinition<_devopsellence_v1_UsedPort, _devopsellence_v1_UsedPort__Output>
      UsedPorts: MessageTypeDefinition<_devopsellence_v1_UsedPorts, _devopsellence_v1_UsedPorts__Output>
      Volume: MessageTypeDefinition<_devopsellence_v1_Volume, _devopsellence_v1_Volume__Output>
      VolumeMount: MessageTypeDefinition<_devopsellence_v1_VolumeMount, _devopsellence_v1_VolumeMount__Output>
      WaitingStatus: MessageTypeDefinition<_devopsellence_v1_WaitingStatus, _devopsellence_v1_WaitingStatus__Output>
      WatchDeploymentRequest: MessageTypeDefinition<_devopsellence_v1_WatchDeploymentRequest, _devopsellence_v1_WatchDeploymentRequest__Output>
      WatchDesiredStateRequest: MessageTypeDefinition<_devopsellence_v1_WatchDesiredStateRequest, _devopsellence_v1_WatchDesiredStateRequest__Output>
      WhoAmIReply: MessageTypeDefinition<_devopsellence_v1_WhoAmIReply, _devopsellence_v1_WhoAmIReply__Output>
      WhoAmIRequest: MessageTypeDefinition<_devopsellence_v1_WhoAmIRequest, _devopsellence_v1_WhoAmIRequest__Output>
    }
  }
}

