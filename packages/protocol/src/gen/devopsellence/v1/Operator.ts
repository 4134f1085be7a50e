// Original file: proto/devopsellence/v1/operator.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ApplyRequest as _devopsellence_v1_ApplyRequest, ApplyRequest__Output as _devopsellence_v1_ApplyRequest__Output } from '../../devopsellence/v1/ApplyRequest.js';
import type { AttachNodeRequest as _devopsellence_v1_AttachNodeRequest, AttachNodeRequest__Output as _devopsellence_v1_AttachNodeRequest__Output } from '../../devopsellence/v1/AttachNodeRequest.js';
import type { CancelDeploymentRequest as _devopsellence_v1_CancelDeploymentRequest, CancelDeploymentRequest__Output as _devopsellence_v1_CancelDeploymentRequest__Output } from '../../devopsellence/v1/CancelDeploymentRequest.js';
import type { ChangeNodeLabelsRequest as _devopsellence_v1_ChangeNodeLabelsRequest, ChangeNodeLabelsRequest__Output as _devopsellence_v1_ChangeNodeLabelsRequest__Output } from '../../devopsellence/v1/ChangeNodeLabelsRequest.js';
import type { CreateBackupReply as _devopsellence_v1_CreateBackupReply, CreateBackupReply__Output as _devopsellence_v1_CreateBackupReply__Output } from '../../devopsellence/v1/CreateBackupReply.js';
import type { CreateBackupRequest as _devopsellence_v1_CreateBackupRequest, CreateBackupRequest__Output as _devopsellence_v1_CreateBackupRequest__Output } from '../../devopsellence/v1/CreateBackupRequest.js';
import type { CreateScopeReply as _devopsellence_v1_CreateScopeReply, CreateScopeReply__Output as _devopsellence_v1_CreateScopeReply__Output } from '../../devopsellence/v1/CreateScopeReply.js';
import type { CreateScopeRequest as _devopsellence_v1_CreateScopeRequest, CreateScopeRequest__Output as _devopsellence_v1_CreateScopeRequest__Output } from '../../devopsellence/v1/CreateScopeRequest.js';
import type { CreateStandaloneServiceRequest as _devopsellence_v1_CreateStandaloneServiceRequest, CreateStandaloneServiceRequest__Output as _devopsellence_v1_CreateStandaloneServiceRequest__Output } from '../../devopsellence/v1/CreateStandaloneServiceRequest.js';
import type { CreateTokenReply as _devopsellence_v1_CreateTokenReply, CreateTokenReply__Output as _devopsellence_v1_CreateTokenReply__Output } from '../../devopsellence/v1/CreateTokenReply.js';
import type { CreateTokenRequest as _devopsellence_v1_CreateTokenRequest, CreateTokenRequest__Output as _devopsellence_v1_CreateTokenRequest__Output } from '../../devopsellence/v1/CreateTokenRequest.js';
import type { DeletePresetReply as _devopsellence_v1_DeletePresetReply, DeletePresetReply__Output as _devopsellence_v1_DeletePresetReply__Output } from '../../devopsellence/v1/DeletePresetReply.js';
import type { DeletePresetRequest as _devopsellence_v1_DeletePresetRequest, DeletePresetRequest__Output as _devopsellence_v1_DeletePresetRequest__Output } from '../../devopsellence/v1/DeletePresetRequest.js';
import type { DeleteRegistryRequest as _devopsellence_v1_DeleteRegistryRequest, DeleteRegistryRequest__Output as _devopsellence_v1_DeleteRegistryRequest__Output } from '../../devopsellence/v1/DeleteRegistryRequest.js';
import type { DeleteScopeReply as _devopsellence_v1_DeleteScopeReply, DeleteScopeReply__Output as _devopsellence_v1_DeleteScopeReply__Output } from '../../devopsellence/v1/DeleteScopeReply.js';
import type { DeleteScopeRequest as _devopsellence_v1_DeleteScopeRequest, DeleteScopeRequest__Output as _devopsellence_v1_DeleteScopeRequest__Output } from '../../devopsellence/v1/DeleteScopeRequest.js';
import type { DeleteSecretRequest as _devopsellence_v1_DeleteSecretRequest, DeleteSecretRequest__Output as _devopsellence_v1_DeleteSecretRequest__Output } from '../../devopsellence/v1/DeleteSecretRequest.js';
import type { DeleteStandaloneServiceReply as _devopsellence_v1_DeleteStandaloneServiceReply, DeleteStandaloneServiceReply__Output as _devopsellence_v1_DeleteStandaloneServiceReply__Output } from '../../devopsellence/v1/DeleteStandaloneServiceReply.js';
import type { DeleteStandaloneServiceRequest as _devopsellence_v1_DeleteStandaloneServiceRequest, DeleteStandaloneServiceRequest__Output as _devopsellence_v1_DeleteStandaloneServiceRequest__Output } from '../../devopsellence/v1/DeleteStandaloneServiceRequest.js';
import type { DeployReply as _devopsellence_v1_DeployReply, DeployReply__Output as _devopsellence_v1_DeployReply__Output } from '../../devopsellence/v1/DeployReply.js';
import type { DeployRequest as _devopsellence_v1_DeployRequest, DeployRequest__Output as _devopsellence_v1_DeployRequest__Output } from '../../devopsellence/v1/DeployRequest.js';
import type { Deployment as _devopsellence_v1_Deployment, Deployment__Output as _devopsellence_v1_Deployment__Output } from '../../devopsellence/v1/Deployment.js';
import type { DeploymentProgress as _devopsellence_v1_DeploymentProgress, DeploymentProgress__Output as _devopsellence_v1_DeploymentProgress__Output } from '../../devopsellence/v1/DeploymentProgress.js';
import type { DetachNodeRequest as _devopsellence_v1_DetachNodeRequest, DetachNodeRequest__Output as _devopsellence_v1_DetachNodeRequest__Output } from '../../devopsellence/v1/DetachNodeRequest.js';
import type { DiagnoseControlPlaneReply as _devopsellence_v1_DiagnoseControlPlaneReply, DiagnoseControlPlaneReply__Output as _devopsellence_v1_DiagnoseControlPlaneReply__Output } from '../../devopsellence/v1/DiagnoseControlPlaneReply.js';
import type { DiagnoseControlPlaneRequest as _devopsellence_v1_DiagnoseControlPlaneRequest, DiagnoseControlPlaneRequest__Output as _devopsellence_v1_DiagnoseControlPlaneRequest__Output } from '../../devopsellence/v1/DiagnoseControlPlaneRequest.js';
import type { DiagnoseNodeReply as _devopsellence_v1_DiagnoseNodeReply, DiagnoseNodeReply__Output as _devopsellence_v1_DiagnoseNodeReply__Output } from '../../devopsellence/v1/DiagnoseNodeReply.js';
import type { DiagnoseNodeRequest as _devopsellence_v1_DiagnoseNodeRequest, DiagnoseNodeRequest__Output as _devopsellence_v1_DiagnoseNodeRequest__Output } from '../../devopsellence/v1/DiagnoseNodeRequest.js';
import type { EnvironmentStatus as _devopsellence_v1_EnvironmentStatus, EnvironmentStatus__Output as _devopsellence_v1_EnvironmentStatus__Output } from '../../devopsellence/v1/EnvironmentStatus.js';
import type { Event as _devopsellence_v1_Event, Event__Output as _devopsellence_v1_Event__Output } from '../../devopsellence/v1/Event.js';
import type { EventsRequest as _devopsellence_v1_EventsRequest, EventsRequest__Output as _devopsellence_v1_EventsRequest__Output } from '../../devopsellence/v1/EventsRequest.js';
import type { ExecReply as _devopsellence_v1_ExecReply, ExecReply__Output as _devopsellence_v1_ExecReply__Output } from '../../devopsellence/v1/ExecReply.js';
import type { ExecRequest as _devopsellence_v1_ExecRequest, ExecRequest__Output as _devopsellence_v1_ExecRequest__Output } from '../../devopsellence/v1/ExecRequest.js';
import type { FindBlobsReply as _devopsellence_v1_FindBlobsReply, FindBlobsReply__Output as _devopsellence_v1_FindBlobsReply__Output } from '../../devopsellence/v1/FindBlobsReply.js';
import type { FindBlobsRequest as _devopsellence_v1_FindBlobsRequest, FindBlobsRequest__Output as _devopsellence_v1_FindBlobsRequest__Output } from '../../devopsellence/v1/FindBlobsRequest.js';
import type { FleetStatus as _devopsellence_v1_FleetStatus, FleetStatus__Output as _devopsellence_v1_FleetStatus__Output } from '../../devopsellence/v1/FleetStatus.js';
import type { GetFleetStatusRequest as _devopsellence_v1_GetFleetStatusRequest, GetFleetStatusRequest__Output as _devopsellence_v1_GetFleetStatusRequest__Output } from '../../devopsellence/v1/GetFleetStatusRequest.js';
import type { GetPushCredentialRequest as _devopsellence_v1_GetPushCredentialRequest, GetPushCredentialRequest__Output as _devopsellence_v1_GetPushCredentialRequest__Output } from '../../devopsellence/v1/GetPushCredentialRequest.js';
import type { GetReleaseRequest as _devopsellence_v1_GetReleaseRequest, GetReleaseRequest__Output as _devopsellence_v1_GetReleaseRequest__Output } from '../../devopsellence/v1/GetReleaseRequest.js';
import type { GetServiceStatusReply as _devopsellence_v1_GetServiceStatusReply, GetServiceStatusReply__Output as _devopsellence_v1_GetServiceStatusReply__Output } from '../../devopsellence/v1/GetServiceStatusReply.js';
import type { GetServiceStatusRequest as _devopsellence_v1_GetServiceStatusRequest, GetServiceStatusRequest__Output as _devopsellence_v1_GetServiceStatusRequest__Output } from '../../devopsellence/v1/GetServiceStatusRequest.js';
import type { GetStatusRequest as _devopsellence_v1_GetStatusRequest, GetStatusRequest__Output as _devopsellence_v1_GetStatusRequest__Output } from '../../devopsellence/v1/GetStatusRequest.js';
import type { GetTaskRunRequest as _devopsellence_v1_GetTaskRunRequest, GetTaskRunRequest__Output as _devopsellence_v1_GetTaskRunRequest__Output } from '../../devopsellence/v1/GetTaskRunRequest.js';
import type { GetTrustStatusRequest as _devopsellence_v1_GetTrustStatusRequest, GetTrustStatusRequest__Output as _devopsellence_v1_GetTrustStatusRequest__Output } from '../../devopsellence/v1/GetTrustStatusRequest.js';
import type { ListBackupsReply as _devopsellence_v1_ListBackupsReply, ListBackupsReply__Output as _devopsellence_v1_ListBackupsReply__Output } from '../../devopsellence/v1/ListBackupsReply.js';
import type { ListBackupsRequest as _devopsellence_v1_ListBackupsRequest, ListBackupsRequest__Output as _devopsellence_v1_ListBackupsRequest__Output } from '../../devopsellence/v1/ListBackupsRequest.js';
import type { ListDeploymentsReply as _devopsellence_v1_ListDeploymentsReply, ListDeploymentsReply__Output as _devopsellence_v1_ListDeploymentsReply__Output } from '../../devopsellence/v1/ListDeploymentsReply.js';
import type { ListDeploymentsRequest as _devopsellence_v1_ListDeploymentsRequest, ListDeploymentsRequest__Output as _devopsellence_v1_ListDeploymentsRequest__Output } from '../../devopsellence/v1/ListDeploymentsRequest.js';
import type { ListNodesReply as _devopsellence_v1_ListNodesReply, ListNodesReply__Output as _devopsellence_v1_ListNodesReply__Output } from '../../devopsellence/v1/ListNodesReply.js';
import type { ListNodesRequest as _devopsellence_v1_ListNodesRequest, ListNodesRequest__Output as _devopsellence_v1_ListNodesRequest__Output } from '../../devopsellence/v1/ListNodesRequest.js';
import type { ListPresetsReply as _devopsellence_v1_ListPresetsReply, ListPresetsReply__Output as _devopsellence_v1_ListPresetsReply__Output } from '../../devopsellence/v1/ListPresetsReply.js';
import type { ListPresetsRequest as _devopsellence_v1_ListPresetsRequest, ListPresetsRequest__Output as _devopsellence_v1_ListPresetsRequest__Output } from '../../devopsellence/v1/ListPresetsRequest.js';
import type { ListRegistriesReply as _devopsellence_v1_ListRegistriesReply, ListRegistriesReply__Output as _devopsellence_v1_ListRegistriesReply__Output } from '../../devopsellence/v1/ListRegistriesReply.js';
import type { ListRegistriesRequest as _devopsellence_v1_ListRegistriesRequest, ListRegistriesRequest__Output as _devopsellence_v1_ListRegistriesRequest__Output } from '../../devopsellence/v1/ListRegistriesRequest.js';
import type { ListReleasesReply as _devopsellence_v1_ListReleasesReply, ListReleasesReply__Output as _devopsellence_v1_ListReleasesReply__Output } from '../../devopsellence/v1/ListReleasesReply.js';
import type { ListReleasesRequest as _devopsellence_v1_ListReleasesRequest, ListReleasesRequest__Output as _devopsellence_v1_ListReleasesRequest__Output } from '../../devopsellence/v1/ListReleasesRequest.js';
import type { ListScopesReply as _devopsellence_v1_ListScopesReply, ListScopesReply__Output as _devopsellence_v1_ListScopesReply__Output } from '../../devopsellence/v1/ListScopesReply.js';
import type { ListScopesRequest as _devopsellence_v1_ListScopesRequest, ListScopesRequest__Output as _devopsellence_v1_ListScopesRequest__Output } from '../../devopsellence/v1/ListScopesRequest.js';
import type { ListSecretsReply as _devopsellence_v1_ListSecretsReply, ListSecretsReply__Output as _devopsellence_v1_ListSecretsReply__Output } from '../../devopsellence/v1/ListSecretsReply.js';
import type { ListSecretsRequest as _devopsellence_v1_ListSecretsRequest, ListSecretsRequest__Output as _devopsellence_v1_ListSecretsRequest__Output } from '../../devopsellence/v1/ListSecretsRequest.js';
import type { ListStandaloneServicesReply as _devopsellence_v1_ListStandaloneServicesReply, ListStandaloneServicesReply__Output as _devopsellence_v1_ListStandaloneServicesReply__Output } from '../../devopsellence/v1/ListStandaloneServicesReply.js';
import type { ListStandaloneServicesRequest as _devopsellence_v1_ListStandaloneServicesRequest, ListStandaloneServicesRequest__Output as _devopsellence_v1_ListStandaloneServicesRequest__Output } from '../../devopsellence/v1/ListStandaloneServicesRequest.js';
import type { ListTaskRunsReply as _devopsellence_v1_ListTaskRunsReply, ListTaskRunsReply__Output as _devopsellence_v1_ListTaskRunsReply__Output } from '../../devopsellence/v1/ListTaskRunsReply.js';
import type { ListTaskRunsRequest as _devopsellence_v1_ListTaskRunsRequest, ListTaskRunsRequest__Output as _devopsellence_v1_ListTaskRunsRequest__Output } from '../../devopsellence/v1/ListTaskRunsRequest.js';
import type { ListTasksReply as _devopsellence_v1_ListTasksReply, ListTasksReply__Output as _devopsellence_v1_ListTasksReply__Output } from '../../devopsellence/v1/ListTasksReply.js';
import type { ListTasksRequest as _devopsellence_v1_ListTasksRequest, ListTasksRequest__Output as _devopsellence_v1_ListTasksRequest__Output } from '../../devopsellence/v1/ListTasksRequest.js';
import type { ListTokensReply as _devopsellence_v1_ListTokensReply, ListTokensReply__Output as _devopsellence_v1_ListTokensReply__Output } from '../../devopsellence/v1/ListTokensReply.js';
import type { ListTokensRequest as _devopsellence_v1_ListTokensRequest, ListTokensRequest__Output as _devopsellence_v1_ListTokensRequest__Output } from '../../devopsellence/v1/ListTokensRequest.js';
import type { ListVolumesReply as _devopsellence_v1_ListVolumesReply, ListVolumesReply__Output as _devopsellence_v1_ListVolumesReply__Output } from '../../devopsellence/v1/ListVolumesReply.js';
import type { ListVolumesRequest as _devopsellence_v1_ListVolumesRequest, ListVolumesRequest__Output as _devopsellence_v1_ListVolumesRequest__Output } from '../../devopsellence/v1/ListVolumesRequest.js';
import type { LogsRequest as _devopsellence_v1_LogsRequest, LogsRequest__Output as _devopsellence_v1_LogsRequest__Output } from '../../devopsellence/v1/LogsRequest.js';
import type { NodeLogEntry as _devopsellence_v1_NodeLogEntry, NodeLogEntry__Output as _devopsellence_v1_NodeLogEntry__Output } from '../../devopsellence/v1/NodeLogEntry.js';
import type { NodeLogsRequest as _devopsellence_v1_NodeLogsRequest, NodeLogsRequest__Output as _devopsellence_v1_NodeLogsRequest__Output } from '../../devopsellence/v1/NodeLogsRequest.js';
import type { NodeReply as _devopsellence_v1_NodeReply, NodeReply__Output as _devopsellence_v1_NodeReply__Output } from '../../devopsellence/v1/NodeReply.js';
import type { PushCredential as _devopsellence_v1_PushCredential, PushCredential__Output as _devopsellence_v1_PushCredential__Output } from '../../devopsellence/v1/PushCredential.js';
import type { RecordedTaskRun as _devopsellence_v1_RecordedTaskRun, RecordedTaskRun__Output as _devopsellence_v1_RecordedTaskRun__Output } from '../../devopsellence/v1/RecordedTaskRun.js';
import type { RegisterNodeReply as _devopsellence_v1_RegisterNodeReply, RegisterNodeReply__Output as _devopsellence_v1_RegisterNodeReply__Output } from '../../devopsellence/v1/RegisterNodeReply.js';
import type { RegisterNodeRequest as _devopsellence_v1_RegisterNodeRequest, RegisterNodeRequest__Output as _devopsellence_v1_RegisterNodeRequest__Output } from '../../devopsellence/v1/RegisterNodeRequest.js';
import type { RegistryReply as _devopsellence_v1_RegistryReply, RegistryReply__Output as _devopsellence_v1_RegistryReply__Output } from '../../devopsellence/v1/RegistryReply.js';
import type { RejoinNodeRequest as _devopsellence_v1_RejoinNodeRequest, RejoinNodeRequest__Output as _devopsellence_v1_RejoinNodeRequest__Output } from '../../devopsellence/v1/RejoinNodeRequest.js';
import type { ReleaseDetails as _devopsellence_v1_ReleaseDetails, ReleaseDetails__Output as _devopsellence_v1_ReleaseDetails__Output } from '../../devopsellence/v1/ReleaseDetails.js';
import type { RemoveNodeReply as _devopsellence_v1_RemoveNodeReply, RemoveNodeReply__Output as _devopsellence_v1_RemoveNodeReply__Output } from '../../devopsellence/v1/RemoveNodeReply.js';
import type { RemoveNodeRequest as _devopsellence_v1_RemoveNodeRequest, RemoveNodeRequest__Output as _devopsellence_v1_RemoveNodeRequest__Output } from '../../devopsellence/v1/RemoveNodeRequest.js';
import type { RemoveVolumeReply as _devopsellence_v1_RemoveVolumeReply, RemoveVolumeReply__Output as _devopsellence_v1_RemoveVolumeReply__Output } from '../../devopsellence/v1/RemoveVolumeReply.js';
import type { RemoveVolumeRequest as _devopsellence_v1_RemoveVolumeRequest, RemoveVolumeRequest__Output as _devopsellence_v1_RemoveVolumeRequest__Output } from '../../devopsellence/v1/RemoveVolumeRequest.js';
import type { RestoreBackupReply as _devopsellence_v1_RestoreBackupReply, RestoreBackupReply__Output as _devopsellence_v1_RestoreBackupReply__Output } from '../../devopsellence/v1/RestoreBackupReply.js';
import type { RestoreBackupRequest as _devopsellence_v1_RestoreBackupRequest, RestoreBackupRequest__Output as _devopsellence_v1_RestoreBackupRequest__Output } from '../../devopsellence/v1/RestoreBackupRequest.js';
import type { RestoreStandaloneServiceRequest as _devopsellence_v1_RestoreStandaloneServiceRequest, RestoreStandaloneServiceRequest__Output as _devopsellence_v1_RestoreStandaloneServiceRequest__Output } from '../../devopsellence/v1/RestoreStandaloneServiceRequest.js';
import type { RevokeTokenReply as _devopsellence_v1_RevokeTokenReply, RevokeTokenReply__Output as _devopsellence_v1_RevokeTokenReply__Output } from '../../devopsellence/v1/RevokeTokenReply.js';
import type { RevokeTokenRequest as _devopsellence_v1_RevokeTokenRequest, RevokeTokenRequest__Output as _devopsellence_v1_RevokeTokenRequest__Output } from '../../devopsellence/v1/RevokeTokenRequest.js';
import type { RollbackRequest as _devopsellence_v1_RollbackRequest, RollbackRequest__Output as _devopsellence_v1_RollbackRequest__Output } from '../../devopsellence/v1/RollbackRequest.js';
import type { RotateMasterKeyRequest as _devopsellence_v1_RotateMasterKeyRequest, RotateMasterKeyRequest__Output as _devopsellence_v1_RotateMasterKeyRequest__Output } from '../../devopsellence/v1/RotateMasterKeyRequest.js';
import type { RotateRequest as _devopsellence_v1_RotateRequest, RotateRequest__Output as _devopsellence_v1_RotateRequest__Output } from '../../devopsellence/v1/RotateRequest.js';
import type { RunTaskRequest as _devopsellence_v1_RunTaskRequest, RunTaskRequest__Output as _devopsellence_v1_RunTaskRequest__Output } from '../../devopsellence/v1/RunTaskRequest.js';
import type { SecretReply as _devopsellence_v1_SecretReply, SecretReply__Output as _devopsellence_v1_SecretReply__Output } from '../../devopsellence/v1/SecretReply.js';
import type { SetNodeIngressRequest as _devopsellence_v1_SetNodeIngressRequest, SetNodeIngressRequest__Output as _devopsellence_v1_SetNodeIngressRequest__Output } from '../../devopsellence/v1/SetNodeIngressRequest.js';
import type { SetRegistryRequest as _devopsellence_v1_SetRegistryRequest, SetRegistryRequest__Output as _devopsellence_v1_SetRegistryRequest__Output } from '../../devopsellence/v1/SetRegistryRequest.js';
import type { SetSecretRequest as _devopsellence_v1_SetSecretRequest, SetSecretRequest__Output as _devopsellence_v1_SetSecretRequest__Output } from '../../devopsellence/v1/SetSecretRequest.js';
import type { SetSshAddressRequest as _devopsellence_v1_SetSshAddressRequest, SetSshAddressRequest__Output as _devopsellence_v1_SetSshAddressRequest__Output } from '../../devopsellence/v1/SetSshAddressRequest.js';
import type { StandaloneOutcome as _devopsellence_v1_StandaloneOutcome, StandaloneOutcome__Output as _devopsellence_v1_StandaloneOutcome__Output } from '../../devopsellence/v1/StandaloneOutcome.js';
import type { SwitchStandaloneServiceReply as _devopsellence_v1_SwitchStandaloneServiceReply, SwitchStandaloneServiceReply__Output as _devopsellence_v1_SwitchStandaloneServiceReply__Output } from '../../devopsellence/v1/SwitchStandaloneServiceReply.js';
import type { SwitchStandaloneServiceRequest as _devopsellence_v1_SwitchStandaloneServiceRequest, SwitchStandaloneServiceRequest__Output as _devopsellence_v1_SwitchStandaloneServiceRequest__Output } from '../../devopsellence/v1/SwitchStandaloneServiceRequest.js';
import type { TrustStatus as _devopsellence_v1_TrustStatus, TrustStatus__Output as _devopsellence_v1_TrustStatus__Output } from '../../devopsellence/v1/TrustStatus.js';
import type { UpdateStandaloneServiceRequest as _devopsellence_v1_UpdateStandaloneServiceRequest, UpdateStandaloneServiceRequest__Output as _devopsellence_v1_UpdateStandaloneServiceRequest__Output } from '../../devopsellence/v1/UpdateStandaloneServiceRequest.js';
import type { UploadBlobReply as _devopsellence_v1_UploadBlobReply, UploadBlobReply__Output as _devopsellence_v1_UploadBlobReply__Output } from '../../devopsellence/v1/UploadBlobReply.js';
import type { UploadBlobRequest as _devopsellence_v1_UploadBlobRequest, UploadBlobRequest__Output as _devopsellence_v1_UploadBlobRequest__Output } from '../../devopsellence/v1/UploadBlobRequest.js';
import type { WatchDeploymentRequest as _devopsellence_v1_WatchDeploymentRequest, WatchDeploymentRequest__Output as _devopsellence_v1_WatchDeploymentRequest__Output } from '../../devopsellence/v1/WatchDeploymentRequest.js';
import type { WhoAmIReply as _devopsellence_v1_WhoAmIReply, WhoAmIReply__Output as _devopsellence_v1_WhoAmIReply__Output } from '../../devopsellence/v1/WhoAmIReply.js';
import type { WhoAmIRequest as _devopsellence_v1_WhoAmIRequest, WhoAmIRequest__Output as _devopsellence_v1_WhoAmIRequest__Output } from '../../devopsellence/v1/WhoAmIRequest.js';

export interface OperatorClient extends grpc.Client {
  Apply(argument: _devopsellence_v1_ApplyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Apply(argument: _devopsellence_v1_ApplyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Apply(argument: _devopsellence_v1_ApplyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Apply(argument: _devopsellence_v1_ApplyRequest, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  apply(argument: _devopsellence_v1_ApplyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  apply(argument: _devopsellence_v1_ApplyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  apply(argument: _devopsellence_v1_ApplyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  apply(argument: _devopsellence_v1_ApplyRequest, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  
  AttachNode(argument: _devopsellence_v1_AttachNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  AttachNode(argument: _devopsellence_v1_AttachNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  AttachNode(argument: _devopsellence_v1_AttachNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  AttachNode(argument: _devopsellence_v1_AttachNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  attachNode(argument: _devopsellence_v1_AttachNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  attachNode(argument: _devopsellence_v1_AttachNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  attachNode(argument: _devopsellence_v1_AttachNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  attachNode(argument: _devopsellence_v1_AttachNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  
  CancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  CancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  CancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  CancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  cancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  cancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  cancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  cancelDeployment(argument: _devopsellence_v1_CancelDeploymentRequest, callback: grpc.requestCallback<_devopsellence_v1_Deployment__Output>): grpc.ClientUnaryCall;
  
  ChangeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  ChangeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  ChangeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  ChangeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  changeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  changeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  changeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  changeNodeLabels(argument: _devopsellence_v1_ChangeNodeLabelsRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  
  CreateBackup(argument: _devopsellence_v1_CreateBackupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  CreateBackup(argument: _devopsellence_v1_CreateBackupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  CreateBackup(argument: _devopsellence_v1_CreateBackupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  CreateBackup(argument: _devopsellence_v1_CreateBackupRequest, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  createBackup(argument: _devopsellence_v1_CreateBackupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  createBackup(argument: _devopsellence_v1_CreateBackupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  createBackup(argument: _devopsellence_v1_CreateBackupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  createBackup(argument: _devopsellence_v1_CreateBackupRequest, callback: grpc.requestCallback<_devopsellence_v1_CreateBackupReply__Output>): grpc.ClientUnaryCall;
  
  CreateScope(argument: _devopsellence_v1_CreateScopeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  CreateScope(argument: _devopsellence_v1_CreateScopeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  CreateScope(argument: _devopsellence_v1_CreateScopeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  CreateScope(argument: _devopsellence_v1_CreateScopeRequest, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  createScope(argument: _devopsellence_v1_CreateScopeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  createScope(argument: _devopsellence_v1_CreateScopeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  createScope(argument: _devopsellence_v1_CreateScopeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  createScope(argument: _devopsellence_v1_CreateScopeRequest, callback: grpc.requestCallback<_devopsellence_v1_CreateScopeReply__Output>): grpc.ClientUnaryCall;
  
  CreateStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  CreateStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  CreateStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  CreateStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  createStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  createStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  createStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  createStandaloneService(argument: _devopsellence_v1_CreateStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  
  CreateToken(argument: _devopsellence_v1_CreateTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  CreateToken(argument: _devopsellence_v1_CreateTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  CreateToken(argument: _devopsellence_v1_CreateTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  CreateToken(argument: _devopsellence_v1_CreateTokenRequest, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  createToken(argument: _devopsellence_v1_CreateTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  createToken(argument: _devopsellence_v1_CreateTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  createToken(argument: _devopsellence_v1_CreateTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  createToken(argument: _devopsellence_v1_CreateTokenRequest, callback: grpc.requestCallback<_devopsellence_v1_CreateTokenReply__Output>): grpc.ClientUnaryCall;
  
  DeletePreset(argument: _devopsellence_v1_DeletePresetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  DeletePreset(argument: _devopsellence_v1_DeletePresetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  DeletePreset(argument: _devopsellence_v1_DeletePresetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  DeletePreset(argument: _devopsellence_v1_DeletePresetRequest, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  deletePreset(argument: _devopsellence_v1_DeletePresetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  deletePreset(argument: _devopsellence_v1_DeletePresetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  deletePreset(argument: _devopsellence_v1_DeletePresetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  deletePreset(argument: _devopsellence_v1_DeletePresetRequest, callback: grpc.requestCallback<_devopsellence_v1_DeletePresetReply__Output>): grpc.ClientUnaryCall;
  
  DeleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  DeleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  DeleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  DeleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  deleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  deleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  deleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  deleteRegistry(argument: _devopsellence_v1_DeleteRegistryRequest, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  
  DeleteScope(argument: _devopsellence_v1_DeleteScopeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  DeleteScope(argument: _devopsellence_v1_DeleteScopeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  DeleteScope(argument: _devopsellence_v1_DeleteScopeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  DeleteScope(argument: _devopsellence_v1_DeleteScopeRequest, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  deleteScope(argument: _devopsellence_v1_DeleteScopeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  deleteScope(argument: _devopsellence_v1_DeleteScopeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  deleteScope(argument: _devopsellence_v1_DeleteScopeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  deleteScope(argument: _devopsellence_v1_DeleteScopeRequest, callback: grpc.requestCallback<_devopsellence_v1_DeleteScopeReply__Output>): grpc.ClientUnaryCall;
  
  DeleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  DeleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  DeleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  DeleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  deleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  deleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  deleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  deleteSecret(argument: _devopsellence_v1_DeleteSecretRequest, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  
  DeleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  DeleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  DeleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  DeleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  deleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  deleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  deleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  deleteStandaloneService(argument: _devopsellence_v1_DeleteStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_DeleteStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  
  Deploy(argument: _devopsellence_v1_DeployRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Deploy(argument: _devopsellence_v1_DeployRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Deploy(argument: _devopsellence_v1_DeployRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Deploy(argument: _devopsellence_v1_DeployRequest, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  deploy(argument: _devopsellence_v1_DeployRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  deploy(argument: _devopsellence_v1_DeployRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  deploy(argument: _devopsellence_v1_DeployRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  deploy(argument: _devopsellence_v1_DeployRequest, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  
  DetachNode(argument: _devopsellence_v1_DetachNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  DetachNode(argument: _devopsellence_v1_DetachNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  DetachNode(argument: _devopsellence_v1_DetachNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  DetachNode(argument: _devopsellence_v1_DetachNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  detachNode(argument: _devopsellence_v1_DetachNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  detachNode(argument: _devopsellence_v1_DetachNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  detachNode(argument: _devopsellence_v1_DetachNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  detachNode(argument: _devopsellence_v1_DetachNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  
  DiagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  DiagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  DiagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  DiagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  diagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  diagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  diagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  diagnoseControlPlane(argument: _devopsellence_v1_DiagnoseControlPlaneRequest, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseControlPlaneReply__Output>): grpc.ClientUnaryCall;
  
  DiagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  DiagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  DiagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  DiagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  diagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  diagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  diagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  diagnoseNode(argument: _devopsellence_v1_DiagnoseNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_DiagnoseNodeReply__Output>): grpc.ClientUnaryCall;
  
  Events(argument: _devopsellence_v1_EventsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_Event__Output>;
  Events(argument: _devopsellence_v1_EventsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_Event__Output>;
  events(argument: _devopsellence_v1_EventsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_Event__Output>;
  events(argument: _devopsellence_v1_EventsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_Event__Output>;
  
  Exec(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_ExecRequest, _devopsellence_v1_ExecReply__Output>;
  Exec(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_ExecRequest, _devopsellence_v1_ExecReply__Output>;
  exec(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_ExecRequest, _devopsellence_v1_ExecReply__Output>;
  exec(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_ExecRequest, _devopsellence_v1_ExecReply__Output>;
  
  FindBlobs(argument: _devopsellence_v1_FindBlobsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  FindBlobs(argument: _devopsellence_v1_FindBlobsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  FindBlobs(argument: _devopsellence_v1_FindBlobsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  FindBlobs(argument: _devopsellence_v1_FindBlobsRequest, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  findBlobs(argument: _devopsellence_v1_FindBlobsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  findBlobs(argument: _devopsellence_v1_FindBlobsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  findBlobs(argument: _devopsellence_v1_FindBlobsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  findBlobs(argument: _devopsellence_v1_FindBlobsRequest, callback: grpc.requestCallback<_devopsellence_v1_FindBlobsReply__Output>): grpc.ClientUnaryCall;
  
  GetFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  GetFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  GetFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  GetFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  getFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  getFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  getFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  getFleetStatus(argument: _devopsellence_v1_GetFleetStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_FleetStatus__Output>): grpc.ClientUnaryCall;
  
  GetPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  GetPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  GetPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  GetPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  getPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  getPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  getPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  getPushCredential(argument: _devopsellence_v1_GetPushCredentialRequest, callback: grpc.requestCallback<_devopsellence_v1_PushCredential__Output>): grpc.ClientUnaryCall;
  
  GetRelease(argument: _devopsellence_v1_GetReleaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  GetRelease(argument: _devopsellence_v1_GetReleaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  GetRelease(argument: _devopsellence_v1_GetReleaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  GetRelease(argument: _devopsellence_v1_GetReleaseRequest, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  getRelease(argument: _devopsellence_v1_GetReleaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  getRelease(argument: _devopsellence_v1_GetReleaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  getRelease(argument: _devopsellence_v1_GetReleaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  getRelease(argument: _devopsellence_v1_GetReleaseRequest, callback: grpc.requestCallback<_devopsellence_v1_ReleaseDetails__Output>): grpc.ClientUnaryCall;
  
  GetServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  GetServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  GetServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  GetServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  getServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  getServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  getServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  getServiceStatus(argument: _devopsellence_v1_GetServiceStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_GetServiceStatusReply__Output>): grpc.ClientUnaryCall;
  
  GetStatus(argument: _devopsellence_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _devopsellence_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _devopsellence_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _devopsellence_v1_GetStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _devopsellence_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _devopsellence_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _devopsellence_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _devopsellence_v1_GetStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_EnvironmentStatus__Output>): grpc.ClientUnaryCall;
  
  GetTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  GetTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  GetTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  GetTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  getTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  getTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  getTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  getTaskRun(argument: _devopsellence_v1_GetTaskRunRequest, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  
  GetTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  GetTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  GetTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  GetTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  getTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  getTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  getTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  getTrustStatus(argument: _devopsellence_v1_GetTrustStatusRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  
  ListBackups(argument: _devopsellence_v1_ListBackupsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  ListBackups(argument: _devopsellence_v1_ListBackupsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  ListBackups(argument: _devopsellence_v1_ListBackupsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  ListBackups(argument: _devopsellence_v1_ListBackupsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  listBackups(argument: _devopsellence_v1_ListBackupsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  listBackups(argument: _devopsellence_v1_ListBackupsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  listBackups(argument: _devopsellence_v1_ListBackupsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  listBackups(argument: _devopsellence_v1_ListBackupsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListBackupsReply__Output>): grpc.ClientUnaryCall;
  
  ListDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  ListDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  ListDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  ListDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  listDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  listDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  listDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  listDeployments(argument: _devopsellence_v1_ListDeploymentsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListDeploymentsReply__Output>): grpc.ClientUnaryCall;
  
  ListNodes(argument: _devopsellence_v1_ListNodesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  ListNodes(argument: _devopsellence_v1_ListNodesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  ListNodes(argument: _devopsellence_v1_ListNodesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  ListNodes(argument: _devopsellence_v1_ListNodesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  listNodes(argument: _devopsellence_v1_ListNodesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  listNodes(argument: _devopsellence_v1_ListNodesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  listNodes(argument: _devopsellence_v1_ListNodesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  listNodes(argument: _devopsellence_v1_ListNodesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListNodesReply__Output>): grpc.ClientUnaryCall;
  
  ListPresets(argument: _devopsellence_v1_ListPresetsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  ListPresets(argument: _devopsellence_v1_ListPresetsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  ListPresets(argument: _devopsellence_v1_ListPresetsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  ListPresets(argument: _devopsellence_v1_ListPresetsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  listPresets(argument: _devopsellence_v1_ListPresetsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  listPresets(argument: _devopsellence_v1_ListPresetsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  listPresets(argument: _devopsellence_v1_ListPresetsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  listPresets(argument: _devopsellence_v1_ListPresetsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListPresetsReply__Output>): grpc.ClientUnaryCall;
  
  ListRegistries(argument: _devopsellence_v1_ListRegistriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  ListRegistries(argument: _devopsellence_v1_ListRegistriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  ListRegistries(argument: _devopsellence_v1_ListRegistriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  ListRegistries(argument: _devopsellence_v1_ListRegistriesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  listRegistries(argument: _devopsellence_v1_ListRegistriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  listRegistries(argument: _devopsellence_v1_ListRegistriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  listRegistries(argument: _devopsellence_v1_ListRegistriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  listRegistries(argument: _devopsellence_v1_ListRegistriesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListRegistriesReply__Output>): grpc.ClientUnaryCall;
  
  ListReleases(argument: _devopsellence_v1_ListReleasesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  ListReleases(argument: _devopsellence_v1_ListReleasesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  ListReleases(argument: _devopsellence_v1_ListReleasesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  ListReleases(argument: _devopsellence_v1_ListReleasesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _devopsellence_v1_ListReleasesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _devopsellence_v1_ListReleasesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _devopsellence_v1_ListReleasesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _devopsellence_v1_ListReleasesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  
  ListScopes(argument: _devopsellence_v1_ListScopesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  ListScopes(argument: _devopsellence_v1_ListScopesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  ListScopes(argument: _devopsellence_v1_ListScopesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  ListScopes(argument: _devopsellence_v1_ListScopesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  listScopes(argument: _devopsellence_v1_ListScopesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  listScopes(argument: _devopsellence_v1_ListScopesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  listScopes(argument: _devopsellence_v1_ListScopesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  listScopes(argument: _devopsellence_v1_ListScopesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListScopesReply__Output>): grpc.ClientUnaryCall;
  
  ListSecrets(argument: _devopsellence_v1_ListSecretsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  ListSecrets(argument: _devopsellence_v1_ListSecretsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  ListSecrets(argument: _devopsellence_v1_ListSecretsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  ListSecrets(argument: _devopsellence_v1_ListSecretsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  listSecrets(argument: _devopsellence_v1_ListSecretsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  listSecrets(argument: _devopsellence_v1_ListSecretsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  listSecrets(argument: _devopsellence_v1_ListSecretsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  listSecrets(argument: _devopsellence_v1_ListSecretsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListSecretsReply__Output>): grpc.ClientUnaryCall;
  
  ListStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  ListStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  ListStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  ListStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  listStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  listStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  listStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  listStandaloneServices(argument: _devopsellence_v1_ListStandaloneServicesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListStandaloneServicesReply__Output>): grpc.ClientUnaryCall;
  
  ListTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  ListTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  ListTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  ListTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  listTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  listTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  listTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  listTaskRuns(argument: _devopsellence_v1_ListTaskRunsRequest, callback: grpc.requestCallback<_devopsellence_v1_ListTaskRunsReply__Output>): grpc.ClientUnaryCall;
  
  ListTasks(argument: _devopsellence_v1_ListTasksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  ListTasks(argument: _devopsellence_v1_ListTasksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  ListTasks(argument: _devopsellence_v1_ListTasksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  ListTasks(argument: _devopsellence_v1_ListTasksRequest, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  listTasks(argument: _devopsellence_v1_ListTasksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  listTasks(argument: _devopsellence_v1_ListTasksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  listTasks(argument: _devopsellence_v1_ListTasksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  listTasks(argument: _devopsellence_v1_ListTasksRequest, callback: grpc.requestCallback<_devopsellence_v1_ListTasksReply__Output>): grpc.ClientUnaryCall;
  
  ListTokens(argument: _devopsellence_v1_ListTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  ListTokens(argument: _devopsellence_v1_ListTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  ListTokens(argument: _devopsellence_v1_ListTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  ListTokens(argument: _devopsellence_v1_ListTokensRequest, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  listTokens(argument: _devopsellence_v1_ListTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  listTokens(argument: _devopsellence_v1_ListTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  listTokens(argument: _devopsellence_v1_ListTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  listTokens(argument: _devopsellence_v1_ListTokensRequest, callback: grpc.requestCallback<_devopsellence_v1_ListTokensReply__Output>): grpc.ClientUnaryCall;
  
  ListVolumes(argument: _devopsellence_v1_ListVolumesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  ListVolumes(argument: _devopsellence_v1_ListVolumesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  ListVolumes(argument: _devopsellence_v1_ListVolumesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  ListVolumes(argument: _devopsellence_v1_ListVolumesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  listVolumes(argument: _devopsellence_v1_ListVolumesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  listVolumes(argument: _devopsellence_v1_ListVolumesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  listVolumes(argument: _devopsellence_v1_ListVolumesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  listVolumes(argument: _devopsellence_v1_ListVolumesRequest, callback: grpc.requestCallback<_devopsellence_v1_ListVolumesReply__Output>): grpc.ClientUnaryCall;
  
  Logs(argument: _devopsellence_v1_LogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  Logs(argument: _devopsellence_v1_LogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  logs(argument: _devopsellence_v1_LogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  logs(argument: _devopsellence_v1_LogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  
  NodeLogs(argument: _devopsellence_v1_NodeLogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  NodeLogs(argument: _devopsellence_v1_NodeLogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  nodeLogs(argument: _devopsellence_v1_NodeLogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  nodeLogs(argument: _devopsellence_v1_NodeLogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_NodeLogEntry__Output>;
  
  RegisterNode(argument: _devopsellence_v1_RegisterNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  RegisterNode(argument: _devopsellence_v1_RegisterNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  RegisterNode(argument: _devopsellence_v1_RegisterNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  RegisterNode(argument: _devopsellence_v1_RegisterNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  registerNode(argument: _devopsellence_v1_RegisterNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  registerNode(argument: _devopsellence_v1_RegisterNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  registerNode(argument: _devopsellence_v1_RegisterNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  registerNode(argument: _devopsellence_v1_RegisterNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  
  RejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  RejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  RejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  RejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  rejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  rejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  rejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  rejoinNode(argument: _devopsellence_v1_RejoinNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_RegisterNodeReply__Output>): grpc.ClientUnaryCall;
  
  RemoveNode(argument: _devopsellence_v1_RemoveNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  RemoveNode(argument: _devopsellence_v1_RemoveNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  RemoveNode(argument: _devopsellence_v1_RemoveNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  RemoveNode(argument: _devopsellence_v1_RemoveNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  removeNode(argument: _devopsellence_v1_RemoveNodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  removeNode(argument: _devopsellence_v1_RemoveNodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  removeNode(argument: _devopsellence_v1_RemoveNodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  removeNode(argument: _devopsellence_v1_RemoveNodeRequest, callback: grpc.requestCallback<_devopsellence_v1_RemoveNodeReply__Output>): grpc.ClientUnaryCall;
  
  RemoveVolume(argument: _devopsellence_v1_RemoveVolumeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  RemoveVolume(argument: _devopsellence_v1_RemoveVolumeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  RemoveVolume(argument: _devopsellence_v1_RemoveVolumeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  RemoveVolume(argument: _devopsellence_v1_RemoveVolumeRequest, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  removeVolume(argument: _devopsellence_v1_RemoveVolumeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  removeVolume(argument: _devopsellence_v1_RemoveVolumeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  removeVolume(argument: _devopsellence_v1_RemoveVolumeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  removeVolume(argument: _devopsellence_v1_RemoveVolumeRequest, callback: grpc.requestCallback<_devopsellence_v1_RemoveVolumeReply__Output>): grpc.ClientUnaryCall;
  
  RestoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  RestoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  RestoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  RestoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  restoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  restoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  restoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  restoreBackup(argument: _devopsellence_v1_RestoreBackupRequest, callback: grpc.requestCallback<_devopsellence_v1_RestoreBackupReply__Output>): grpc.ClientUnaryCall;
  
  RestoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  RestoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  RestoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  RestoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  restoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  restoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  restoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  restoreStandaloneService(argument: _devopsellence_v1_RestoreStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  
  RevokeToken(argument: _devopsellence_v1_RevokeTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  RevokeToken(argument: _devopsellence_v1_RevokeTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  RevokeToken(argument: _devopsellence_v1_RevokeTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  RevokeToken(argument: _devopsellence_v1_RevokeTokenRequest, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  revokeToken(argument: _devopsellence_v1_RevokeTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  revokeToken(argument: _devopsellence_v1_RevokeTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  revokeToken(argument: _devopsellence_v1_RevokeTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  revokeToken(argument: _devopsellence_v1_RevokeTokenRequest, callback: grpc.requestCallback<_devopsellence_v1_RevokeTokenReply__Output>): grpc.ClientUnaryCall;
  
  Rollback(argument: _devopsellence_v1_RollbackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Rollback(argument: _devopsellence_v1_RollbackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Rollback(argument: _devopsellence_v1_RollbackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  Rollback(argument: _devopsellence_v1_RollbackRequest, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  rollback(argument: _devopsellence_v1_RollbackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  rollback(argument: _devopsellence_v1_RollbackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  rollback(argument: _devopsellence_v1_RollbackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  rollback(argument: _devopsellence_v1_RollbackRequest, callback: grpc.requestCallback<_devopsellence_v1_DeployReply__Output>): grpc.ClientUnaryCall;
  
  RotateAuthority(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateAuthority(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateAuthority(argument: _devopsellence_v1_RotateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateAuthority(argument: _devopsellence_v1_RotateRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateAuthority(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateAuthority(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateAuthority(argument: _devopsellence_v1_RotateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateAuthority(argument: _devopsellence_v1_RotateRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  
  RotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateMasterKey(argument: _devopsellence_v1_RotateMasterKeyRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  
  RotateSigningKey(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateSigningKey(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateSigningKey(argument: _devopsellence_v1_RotateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  RotateSigningKey(argument: _devopsellence_v1_RotateRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _devopsellence_v1_RotateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _devopsellence_v1_RotateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _devopsellence_v1_RotateRequest, callback: grpc.requestCallback<_devopsellence_v1_TrustStatus__Output>): grpc.ClientUnaryCall;
  
  RunTask(argument: _devopsellence_v1_RunTaskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  RunTask(argument: _devopsellence_v1_RunTaskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  RunTask(argument: _devopsellence_v1_RunTaskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  RunTask(argument: _devopsellence_v1_RunTaskRequest, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  runTask(argument: _devopsellence_v1_RunTaskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  runTask(argument: _devopsellence_v1_RunTaskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  runTask(argument: _devopsellence_v1_RunTaskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  runTask(argument: _devopsellence_v1_RunTaskRequest, callback: grpc.requestCallback<_devopsellence_v1_RecordedTaskRun__Output>): grpc.ClientUnaryCall;
  
  SetNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  SetNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  SetNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  SetNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setNodeIngress(argument: _devopsellence_v1_SetNodeIngressRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  
  SetRegistry(argument: _devopsellence_v1_SetRegistryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  SetRegistry(argument: _devopsellence_v1_SetRegistryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  SetRegistry(argument: _devopsellence_v1_SetRegistryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  SetRegistry(argument: _devopsellence_v1_SetRegistryRequest, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  setRegistry(argument: _devopsellence_v1_SetRegistryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  setRegistry(argument: _devopsellence_v1_SetRegistryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  setRegistry(argument: _devopsellence_v1_SetRegistryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  setRegistry(argument: _devopsellence_v1_SetRegistryRequest, callback: grpc.requestCallback<_devopsellence_v1_RegistryReply__Output>): grpc.ClientUnaryCall;
  
  SetSecret(argument: _devopsellence_v1_SetSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  SetSecret(argument: _devopsellence_v1_SetSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  SetSecret(argument: _devopsellence_v1_SetSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  SetSecret(argument: _devopsellence_v1_SetSecretRequest, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  setSecret(argument: _devopsellence_v1_SetSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  setSecret(argument: _devopsellence_v1_SetSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  setSecret(argument: _devopsellence_v1_SetSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  setSecret(argument: _devopsellence_v1_SetSecretRequest, callback: grpc.requestCallback<_devopsellence_v1_SecretReply__Output>): grpc.ClientUnaryCall;
  
  SetSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  SetSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  SetSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  SetSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  setSshAddress(argument: _devopsellence_v1_SetSshAddressRequest, callback: grpc.requestCallback<_devopsellence_v1_NodeReply__Output>): grpc.ClientUnaryCall;
  
  SwitchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  SwitchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  SwitchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  SwitchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  switchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  switchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  switchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  switchStandaloneService(argument: _devopsellence_v1_SwitchStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_SwitchStandaloneServiceReply__Output>): grpc.ClientUnaryCall;
  
  UpdateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  UpdateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  UpdateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  UpdateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  updateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  updateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  updateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  updateStandaloneService(argument: _devopsellence_v1_UpdateStandaloneServiceRequest, callback: grpc.requestCallback<_devopsellence_v1_StandaloneOutcome__Output>): grpc.ClientUnaryCall;
  
  UploadBlob(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobReply__Output>;
  UploadBlob(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobReply__Output>;
  uploadBlob(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobReply__Output>;
  uploadBlob(options?: grpc.CallOptions): grpc.ClientDuplexStream<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobReply__Output>;
  
  WatchDeployment(argument: _devopsellence_v1_WatchDeploymentRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_DeploymentProgress__Output>;
  WatchDeployment(argument: _devopsellence_v1_WatchDeploymentRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_DeploymentProgress__Output>;
  watchDeployment(argument: _devopsellence_v1_WatchDeploymentRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_DeploymentProgress__Output>;
  watchDeployment(argument: _devopsellence_v1_WatchDeploymentRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_devopsellence_v1_DeploymentProgress__Output>;
  
  WhoAmI(argument: _devopsellence_v1_WhoAmIRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  WhoAmI(argument: _devopsellence_v1_WhoAmIRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  WhoAmI(argument: _devopsellence_v1_WhoAmIRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  WhoAmI(argument: _devopsellence_v1_WhoAmIRequest, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _devopsellence_v1_WhoAmIRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _devopsellence_v1_WhoAmIRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _devopsellence_v1_WhoAmIRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  whoAmI(argument: _devopsellence_v1_WhoAmIRequest, callback: grpc.requestCallback<_devopsellence_v1_WhoAmIReply__Output>): grpc.ClientUnaryCall;
  
}

export interface OperatorHandlers extends grpc.UntypedServiceImplementation {
  Apply: grpc.handleUnaryCall<_devopsellence_v1_ApplyRequest__Output, _devopsellence_v1_DeployReply>;
  
  AttachNode: grpc.handleUnaryCall<_devopsellence_v1_AttachNodeRequest__Output, _devopsellence_v1_NodeReply>;
  
  CancelDeployment: grpc.handleUnaryCall<_devopsellence_v1_CancelDeploymentRequest__Output, _devopsellence_v1_Deployment>;
  
  ChangeNodeLabels: grpc.handleUnaryCall<_devopsellence_v1_ChangeNodeLabelsRequest__Output, _devopsellence_v1_NodeReply>;
  
  CreateBackup: grpc.handleUnaryCall<_devopsellence_v1_CreateBackupRequest__Output, _devopsellence_v1_CreateBackupReply>;
  
  CreateScope: grpc.handleUnaryCall<_devopsellence_v1_CreateScopeRequest__Output, _devopsellence_v1_CreateScopeReply>;
  
  CreateStandaloneService: grpc.handleUnaryCall<_devopsellence_v1_CreateStandaloneServiceRequest__Output, _devopsellence_v1_StandaloneOutcome>;
  
  CreateToken: grpc.handleUnaryCall<_devopsellence_v1_CreateTokenRequest__Output, _devopsellence_v1_CreateTokenReply>;
  
  DeletePreset: grpc.handleUnaryCall<_devopsellence_v1_DeletePresetRequest__Output, _devopsellence_v1_DeletePresetReply>;
  
  DeleteRegistry: grpc.handleUnaryCall<_devopsellence_v1_DeleteRegistryRequest__Output, _devopsellence_v1_RegistryReply>;
  
  DeleteScope: grpc.handleUnaryCall<_devopsellence_v1_DeleteScopeRequest__Output, _devopsellence_v1_DeleteScopeReply>;
  
  DeleteSecret: grpc.handleUnaryCall<_devopsellence_v1_DeleteSecretRequest__Output, _devopsellence_v1_SecretReply>;
  
  DeleteStandaloneService: grpc.handleUnaryCall<_devopsellence_v1_DeleteStandaloneServiceRequest__Output, _devopsellence_v1_DeleteStandaloneServiceReply>;
  
  Deploy: grpc.handleUnaryCall<_devopsellence_v1_DeployRequest__Output, _devopsellence_v1_DeployReply>;
  
  DetachNode: grpc.handleUnaryCall<_devopsellence_v1_DetachNodeRequest__Output, _devopsellence_v1_NodeReply>;
  
  DiagnoseControlPlane: grpc.handleUnaryCall<_devopsellence_v1_DiagnoseControlPlaneRequest__Output, _devopsellence_v1_DiagnoseControlPlaneReply>;
  
  DiagnoseNode: grpc.handleUnaryCall<_devopsellence_v1_DiagnoseNodeRequest__Output, _devopsellence_v1_DiagnoseNodeReply>;
  
  Events: grpc.handleServerStreamingCall<_devopsellence_v1_EventsRequest__Output, _devopsellence_v1_Event>;
  
  Exec: grpc.handleBidiStreamingCall<_devopsellence_v1_ExecRequest__Output, _devopsellence_v1_ExecReply>;
  
  FindBlobs: grpc.handleUnaryCall<_devopsellence_v1_FindBlobsRequest__Output, _devopsellence_v1_FindBlobsReply>;
  
  GetFleetStatus: grpc.handleUnaryCall<_devopsellence_v1_GetFleetStatusRequest__Output, _devopsellence_v1_FleetStatus>;
  
  GetPushCredential: grpc.handleUnaryCall<_devopsellence_v1_GetPushCredentialRequest__Output, _devopsellence_v1_PushCredential>;
  
  GetRelease: grpc.handleUnaryCall<_devopsellence_v1_GetReleaseRequest__Output, _devopsellence_v1_ReleaseDetails>;
  
  GetServiceStatus: grpc.handleUnaryCall<_devopsellence_v1_GetServiceStatusRequest__Output, _devopsellence_v1_GetServiceStatusReply>;
  
  GetStatus: grpc.handleUnaryCall<_devopsellence_v1_GetStatusRequest__Output, _devopsellence_v1_EnvironmentStatus>;
  
  GetTaskRun: grpc.handleUnaryCall<_devopsellence_v1_GetTaskRunRequest__Output, _devopsellence_v1_RecordedTaskRun>;
  
  GetTrustStatus: grpc.handleUnaryCall<_devopsellence_v1_GetTrustStatusRequest__Output, _devopsellence_v1_TrustStatus>;
  
  ListBackups: grpc.handleUnaryCall<_devopsellence_v1_ListBackupsRequest__Output, _devopsellence_v1_ListBackupsReply>;
  
  ListDeployments: grpc.handleUnaryCall<_devopsellence_v1_ListDeploymentsRequest__Output, _devopsellence_v1_ListDeploymentsReply>;
  
  ListNodes: grpc.handleUnaryCall<_devopsellence_v1_ListNodesRequest__Output, _devopsellence_v1_ListNodesReply>;
  
  ListPresets: grpc.handleUnaryCall<_devopsellence_v1_ListPresetsRequest__Output, _devopsellence_v1_ListPresetsReply>;
  
  ListRegistries: grpc.handleUnaryCall<_devopsellence_v1_ListRegistriesRequest__Output, _devopsellence_v1_ListRegistriesReply>;
  
  ListReleases: grpc.handleUnaryCall<_devopsellence_v1_ListReleasesRequest__Output, _devopsellence_v1_ListReleasesReply>;
  
  ListScopes: grpc.handleUnaryCall<_devopsellence_v1_ListScopesRequest__Output, _devopsellence_v1_ListScopesReply>;
  
  ListSecrets: grpc.handleUnaryCall<_devopsellence_v1_ListSecretsRequest__Output, _devopsellence_v1_ListSecretsReply>;
  
  ListStandaloneServices: grpc.handleUnaryCall<_devopsellence_v1_ListStandaloneServicesRequest__Output, _devopsellence_v1_ListStandaloneServicesReply>;
  
  ListTaskRuns: grpc.handleUnaryCall<_devopsellence_v1_ListTaskRunsRequest__Output, _devopsellence_v1_ListTaskRunsReply>;
  
  ListTasks: grpc.handleUnaryCall<_devopsellence_v1_ListTasksRequest__Output, _devopsellence_v1_ListTasksReply>;
  
  ListTokens: grpc.handleUnaryCall<_devopsellence_v1_ListTokensRequest__Output, _devopsellence_v1_ListTokensReply>;
  
  ListVolumes: grpc.handleUnaryCall<_devopsellence_v1_ListVolumesRequest__Output, _devopsellence_v1_ListVolumesReply>;
  
  Logs: grpc.handleServerStreamingCall<_devopsellence_v1_LogsRequest__Output, _devopsellence_v1_NodeLogEntry>;
  
  NodeLogs: grpc.handleServerStreamingCall<_devopsellence_v1_NodeLogsRequest__Output, _devopsellence_v1_NodeLogEntry>;
  
  RegisterNode: grpc.handleUnaryCall<_devopsellence_v1_RegisterNodeRequest__Output, _devopsellence_v1_RegisterNodeReply>;
  
  RejoinNode: grpc.handleUnaryCall<_devopsellence_v1_RejoinNodeRequest__Output, _devopsellence_v1_RegisterNodeReply>;
  
  RemoveNode: grpc.handleUnaryCall<_devopsellence_v1_RemoveNodeRequest__Output, _devopsellence_v1_RemoveNodeReply>;
  
  RemoveVolume: grpc.handleUnaryCall<_devopsellence_v1_RemoveVolumeRequest__Output, _devopsellence_v1_RemoveVolumeReply>;
  
  RestoreBackup: grpc.handleUnaryCall<_devopsellence_v1_RestoreBackupRequest__Output, _devopsellence_v1_RestoreBackupReply>;
  
  RestoreStandaloneService: grpc.handleUnaryCall<_devopsellence_v1_RestoreStandaloneServiceRequest__Output, _devopsellence_v1_StandaloneOutcome>;
  
  RevokeToken: grpc.handleUnaryCall<_devopsellence_v1_RevokeTokenRequest__Output, _devopsellence_v1_RevokeTokenReply>;
  
  Rollback: grpc.handleUnaryCall<_devopsellence_v1_RollbackRequest__Output, _devopsellence_v1_DeployReply>;
  
  RotateAuthority: grpc.handleUnaryCall<_devopsellence_v1_RotateRequest__Output, _devopsellence_v1_TrustStatus>;
  
  RotateMasterKey: grpc.handleUnaryCall<_devopsellence_v1_RotateMasterKeyRequest__Output, _devopsellence_v1_TrustStatus>;
  
  RotateSigningKey: grpc.handleUnaryCall<_devopsellence_v1_RotateRequest__Output, _devopsellence_v1_TrustStatus>;
  
  RunTask: grpc.handleUnaryCall<_devopsellence_v1_RunTaskRequest__Output, _devopsellence_v1_RecordedTaskRun>;
  
  SetNodeIngress: grpc.handleUnaryCall<_devopsellence_v1_SetNodeIngressRequest__Output, _devopsellence_v1_NodeReply>;
  
  SetRegistry: grpc.handleUnaryCall<_devopsellence_v1_SetRegistryRequest__Output, _devopsellence_v1_RegistryReply>;
  
  SetSecret: grpc.handleUnaryCall<_devopsellence_v1_SetSecretRequest__Output, _devopsellence_v1_SecretReply>;
  
  SetSshAddress: grpc.handleUnaryCall<_devopsellence_v1_SetSshAddressRequest__Output, _devopsellence_v1_NodeReply>;
  
  SwitchStandaloneService: grpc.handleUnaryCall<_devopsellence_v1_SwitchStandaloneServiceRequest__Output, _devopsellence_v1_SwitchStandaloneServiceReply>;
  
  UpdateStandaloneService: grpc.handleUnaryCall<_devopsellence_v1_UpdateStandaloneServiceRequest__Output, _devopsellence_v1_StandaloneOutcome>;
  
  UploadBlob: grpc.handleBidiStreamingCall<_devopsellence_v1_UploadBlobRequest__Output, _devopsellence_v1_UploadBlobReply>;
  
  WatchDeployment: grpc.handleServerStreamingCall<_devopsellence_v1_WatchDeploymentRequest__Output, _devopsellence_v1_DeploymentProgress>;
  
  WhoAmI: grpc.handleUnaryCall<_devopsellence_v1_WhoAmIRequest__Output, _devopsellence_v1_WhoAmIReply>;
  
}

export interface OperatorDefinition extends grpc.ServiceDefinition {
  Apply: MethodDefinition<_devopsellence_v1_ApplyRequest, _devopsellence_v1_DeployReply, _devopsellence_v1_ApplyRequest__Output, _devopsellence_v1_DeployReply__Output>
  AttachNode: MethodDefinition<_devopsellence_v1_AttachNodeRequest, _devopsellence_v1_NodeReply, _devopsellence_v1_AttachNodeRequest__Output, _devopsellence_v1_NodeReply__Output>
  CancelDeployment: MethodDefinition<_devopsellence_v1_CancelDeploymentRequest, _devopsellence_v1_Deployment, _devopsellence_v1_CancelDeploymentRequest__Output, _devopsellence_v1_Deployment__Output>
  ChangeNodeLabels: MethodDefinition<_devopsellence_v1_ChangeNodeLabelsRequest, _devopsellence_v1_NodeReply, _devopsellence_v1_ChangeNodeLabelsRequest__Output, _devopsellence_v1_NodeReply__Output>
  CreateBackup: MethodDefinition<_devopsellence_v1_CreateBackupRequest, _devopsellence_v1_CreateBackupReply, _devopsellence_v1_CreateBackupRequest__Output, _devopsellence_v1_CreateBackupReply__Output>
  CreateScope: MethodDefinition<_devopsellence_v1_CreateScopeRequest, _devopsellence_v1_CreateScopeReply, _devopsellence_v1_CreateScopeRequest__Output, _devopsellence_v1_CreateScopeReply__Output>
  CreateStandaloneService: MethodDefinition<_devopsellence_v1_CreateStandaloneServiceRequest, _devopsellence_v1_StandaloneOutcome, _devopsellence_v1_CreateStandaloneServiceRequest__Output, _devopsellence_v1_StandaloneOutcome__Output>
  CreateToken: MethodDefinition<_devopsellence_v1_CreateTokenRequest, _devopsellence_v1_CreateTokenReply, _devopsellence_v1_CreateTokenRequest__Output, _devopsellence_v1_CreateTokenReply__Output>
  DeletePreset: MethodDefinition<_devopsellence_v1_DeletePresetRequest, _devopsellence_v1_DeletePresetReply, _devopsellence_v1_DeletePresetRequest__Output, _devopsellence_v1_DeletePresetReply__Output>
  DeleteRegistry: MethodDefinition<_devopsellence_v1_DeleteRegistryRequest, _devopsellence_v1_RegistryReply, _devopsellence_v1_DeleteRegistryRequest__Output, _devopsellence_v1_RegistryReply__Output>
  DeleteScope: MethodDefinition<_devopsellence_v1_DeleteScopeRequest, _devopsellence_v1_DeleteScopeReply, _devopsellence_v1_DeleteScopeRequest__Output, _devopsellence_v1_DeleteScopeReply__Output>
  DeleteSecret: MethodDefinition<_devopsellence_v1_DeleteSecretRequest, _devopsellence_v1_SecretReply, _devopsellence_v1_DeleteSecretRequest__Output, _devopsellence_v1_SecretReply__Output>
  DeleteStandaloneService: MethodDefinition<_devopsellence_v1_DeleteStandaloneServiceRequest, _devopsellence_v1_DeleteStandaloneServiceReply, _devopsellence_v1_DeleteStandaloneServiceRequest__Output, _devopsellence_v1_DeleteStandaloneServiceReply__Output>
  Deploy: MethodDefinition<_devopsellence_v1_DeployRequest, _devopsellence_v1_DeployReply, _devopsellence_v1_DeployRequest__Output, _devopsellence_v1_DeployReply__Output>
  DetachNode: MethodDefinition<_devopsellence_v1_DetachNodeRequest, _devopsellence_v1_NodeReply, _devopsellence_v1_DetachNodeRequest__Output, _devopsellence_v1_NodeReply__Output>
  DiagnoseControlPlane: MethodDefinition<_devopsellence_v1_DiagnoseControlPlaneRequest, _devopsellence_v1_DiagnoseControlPlaneReply, _devopsellence_v1_DiagnoseControlPlaneRequest__Output, _devopsellence_v1_DiagnoseControlPlaneReply__Output>
  DiagnoseNode: MethodDefinition<_devopsellence_v1_DiagnoseNodeRequest, _devopsellence_v1_DiagnoseNodeReply, _devopsellence_v1_DiagnoseNodeRequest__Output, _devopsellence_v1_DiagnoseNodeReply__Output>
  Events: MethodDefinition<_devopsellence_v1_EventsRequest, _devopsellence_v1_Event, _devopsellence_v1_EventsRequest__Output, _devopsellence_v1_Event__Output>
  Exec: MethodDefinition<_devopsellence_v1_ExecRequest, _devopsellence_v1_ExecReply, _devopsellence_v1_ExecRequest__Output, _devopsellence_v1_ExecReply__Output>
  FindBlobs: MethodDefinition<_devopsellence_v1_FindBlobsRequest, _devopsellence_v1_FindBlobsReply, _devopsellence_v1_FindBlobsRequest__Output, _devopsellence_v1_FindBlobsReply__Output>
  GetFleetStatus: MethodDefinition<_devopsellence_v1_GetFleetStatusRequest, _devopsellence_v1_FleetStatus, _devopsellence_v1_GetFleetStatusRequest__Output, _devopsellence_v1_FleetStatus__Output>
  GetPushCredential: MethodDefinition<_devopsellence_v1_GetPushCredentialRequest, _devopsellence_v1_PushCredential, _devopsellence_v1_GetPushCredentialRequest__Output, _devopsellence_v1_PushCredential__Output>
  GetRelease: MethodDefinition<_devopsellence_v1_GetReleaseRequest, _devopsellence_v1_ReleaseDetails, _devopsellence_v1_GetReleaseRequest__Output, _devopsellence_v1_ReleaseDetails__Output>
  GetServiceStatus: MethodDefinition<_devopsellence_v1_GetServiceStatusRequest, _devopsellence_v1_GetServiceStatusReply, _devopsellence_v1_GetServiceStatusRequest__Output, _devopsellence_v1_GetServiceStatusReply__Output>
  GetStatus: MethodDefinition<_devopsellence_v1_GetStatusRequest, _devopsellence_v1_EnvironmentStatus, _devopsellence_v1_GetStatusRequest__Output, _devopsellence_v1_EnvironmentStatus__Output>
  GetTaskRun: MethodDefinition<_devopsellence_v1_GetTaskRunRequest, _devopsellence_v1_RecordedTaskRun, _devopsellence_v1_GetTaskRunRequest__Output, _devopsellence_v1_RecordedTaskRun__Output>
  GetTrustStatus: MethodDefinition<_devopsellence_v1_GetTrustStatusRequest, _devopsellence_v1_TrustStatus, _devopsellence_v1_GetTrustStatusRequest__Output, _devopsellence_v1_TrustStatus__Output>
  ListBackups: MethodDefinition<_devopsellence_v1_ListBackupsRequest, _devopsellence_v1_ListBackupsReply, _devopsellence_v1_ListBackupsRequest__Output, _devopsellence_v1_ListBackupsReply__Output>
  ListDeployments: MethodDefinition<_devopsellence_v1_ListDeploymentsRequest, _devopsellence_v1_ListDeploymentsReply, _devopsellence_v1_ListDeploymentsRequest__Output, _devopsellence_v1_ListDeploymentsReply__Output>
  ListNodes: MethodDefinition<_devopsellence_v1_ListNodesRequest, _devopsellence_v1_ListNodesReply, _devopsellence_v1_ListNodesRequest__Output, _devopsellence_v1_ListNodesReply__Output>
  ListPresets: MethodDefinition<_devopsellence_v1_ListPresetsRequest, _devopsellence_v1_ListPresetsReply, _devopsellence_v1_ListPresetsRequest__Output, _devopsellence_v1_ListPresetsReply__Output>
  ListRegistries: MethodDefinition<_devopsellence_v1_ListRegistriesRequest, _devopsellence_v1_ListRegistriesReply, _devopsellence_v1_ListRegistriesRequest__Output, _devopsellence_v1_ListRegistriesReply__Output>
  ListReleases: MethodDefinition<_devopsellence_v1_ListReleasesRequest, _devopsellence_v1_ListReleasesReply, _devopsellence_v1_ListReleasesRequest__Output, _devopsellence_v1_ListReleasesReply__Output>
  ListScopes: MethodDefinition<_devopsellence_v1_ListScopesRequest, _devopsellence_v1_ListScopesReply, _devopsellence_v1_ListScopesRequest__Output, _devopsellence_v1_ListScopesReply__Output>
  ListSecrets: MethodDefinition<_devopsellence_v1_ListSecretsRequest, _devopsellence_v1_ListSecretsReply, _devopsellence_v1_ListSecretsRequest__Output, _devopsellence_v1_ListSecretsReply__Output>
  ListStandaloneServices: MethodDefinition<_devopsellence_v1_ListStandaloneServicesRequest, _devopsellence_v1_ListStandaloneServicesReply, _devopsellence_v1_ListStandaloneServicesRequest__Output, _devopsellence_v1_ListStandaloneServicesReply__Output>
  ListTaskRuns: MethodDefinition<_devopsellence_v1_ListTaskRunsRequest, _devopsellence_v1_ListTaskRunsReply, _devopsellence_v1_ListTaskRunsRequest__Output, _devopsellence_v1_ListTaskRunsReply__Output>
  ListTasks: MethodDefinition<_devopsellence_v1_ListTasksRequest, _devopsellence_v1_ListTasksReply, _devopsellence_v1_ListTasksRequest__Output, _devopsellence_v1_ListTasksReply__Output>
  ListTokens: MethodDefinition<_devopsellence_v1_ListTokensRequest, _devopsellence_v1_ListTokensReply, _devopsellence_v1_ListTokensRequest__Output, _devopsellence_v1_ListTokensReply__Output>
  ListVolumes: MethodDefinition<_devopsellence_v1_ListVolumesRequest, _devopsellence_v1_ListVolumesReply, _devopsellence_v1_ListVolumesRequest__Output, _devopsellence_v1_ListVolumesReply__Output>
  Logs: MethodDefinition<_devopsellence_v1_LogsRequest, _devopsellence_v1_NodeLogEntry, _devopsellence_v1_LogsRequest__Output, _devopsellence_v1_NodeLogEntry__Output>
  NodeLogs: MethodDefinition<_devopsellence_v1_NodeLogsRequest, _devopsellence_v1_NodeLogEntry, _devopsellence_v1_NodeLogsRequest__Output, _devopsellence_v1_NodeLogEntry__Output>
  RegisterNode: MethodDefinition<_devopsellence_v1_RegisterNodeRequest, _devopsellence_v1_RegisterNodeReply, _devopsellence_v1_RegisterNodeRequest__Output, _devopsellence_v1_RegisterNodeReply__Output>
  RejoinNode: MethodDefinition<_devopsellence_v1_RejoinNodeRequest, _devopsellence_v1_RegisterNodeReply, _devopsellence_v1_RejoinNodeRequest__Output, _devopsellence_v1_RegisterNodeReply__Output>
  RemoveNode: MethodDefinition<_devopsellence_v1_RemoveNodeRequest, _devopsellence_v1_RemoveNodeReply, _devopsellence_v1_RemoveNodeRequest__Output, _devopsellence_v1_RemoveNodeReply__Output>
  RemoveVolume: MethodDefinition<_devopsellence_v1_RemoveVolumeRequest, _devopsellence_v1_RemoveVolumeReply, _devopsellence_v1_RemoveVolumeRequest__Output, _devopsellence_v1_RemoveVolumeReply__Output>
  RestoreBackup: MethodDefinition<_devopsellence_v1_RestoreBackupRequest, _devopsellence_v1_RestoreBackupReply, _devopsellence_v1_RestoreBackupRequest__Output, _devopsellence_v1_RestoreBackupReply__Output>
  RestoreStandaloneService: MethodDefinition<_devopsellence_v1_RestoreStandaloneServiceRequest, _devopsellence_v1_StandaloneOutcome, _devopsellence_v1_RestoreStandaloneServiceRequest__Output, _devopsellence_v1_StandaloneOutcome__Output>
  RevokeToken: MethodDefinition<_devopsellence_v1_RevokeTokenRequest, _devopsellence_v1_RevokeTokenReply, _devopsellence_v1_RevokeTokenRequest__Output, _devopsellence_v1_RevokeTokenReply__Output>
  Rollback: MethodDefinition<_devopsellence_v1_RollbackRequest, _devopsellence_v1_DeployReply, _devopsellence_v1_RollbackRequest__Output, _devopsellence_v1_DeployReply__Output>
  RotateAuthority: MethodDefinition<_devopsellence_v1_RotateRequest, _devopsellence_v1_TrustStatus, _devopsellence_v1_RotateRequest__Output, _devopsellence_v1_TrustStatus__Output>
  RotateMasterKey: MethodDefinition<_devopsellence_v1_RotateMasterKeyRequest, _devopsellence_v1_TrustStatus, _devopsellence_v1_RotateMasterKeyRequest__Output, _devopsellence_v1_TrustStatus__Output>
  RotateSigningKey: MethodDefinition<_devopsellence_v1_RotateRequest, _devopsellence_v1_TrustStatus, _devopsellence_v1_RotateRequest__Output, _devopsellence_v1_TrustStatus__Output>
  RunTask: MethodDefinition<_devopsellence_v1_RunTaskRequest, _devopsellence_v1_RecordedTaskRun, _devopsellence_v1_RunTaskRequest__Output, _devopsellence_v1_RecordedTaskRun__Output>
  SetNodeIngress: MethodDefinition<_devopsellence_v1_SetNodeIngressRequest, _devopsellence_v1_NodeReply, _devopsellence_v1_SetNodeIngressRequest__Output, _devopsellence_v1_NodeReply__Output>
  SetRegistry: MethodDefinition<_devopsellence_v1_SetRegistryRequest, _devopsellence_v1_RegistryReply, _devopsellence_v1_SetRegistryRequest__Output, _devopsellence_v1_RegistryReply__Output>
  SetSecret: MethodDefinition<_devopsellence_v1_SetSecretRequest, _devopsellence_v1_SecretReply, _devopsellence_v1_SetSecretRequest__Output, _devopsellence_v1_SecretReply__Output>
  SetSshAddress: MethodDefinition<_devopsellence_v1_SetSshAddressRequest, _devopsellence_v1_NodeReply, _devopsellence_v1_SetSshAddressRequest__Output, _devopsellence_v1_NodeReply__Output>
  SwitchStandaloneService: MethodDefinition<_devopsellence_v1_SwitchStandaloneServiceRequest, _devopsellence_v1_SwitchStandaloneServiceReply, _devopsellence_v1_SwitchStandaloneServiceRequest__Output, _devopsellence_v1_SwitchStandaloneServiceReply__Output>
  UpdateStandaloneService: MethodDefinition<_devopsellence_v1_UpdateStandaloneServiceRequest, _devopsellence_v1_StandaloneOutcome, _devopsellence_v1_UpdateStandaloneServiceRequest__Output, _devopsellence_v1_StandaloneOutcome__Output>
  UploadBlob: MethodDefinition<_devopsellence_v1_UploadBlobRequest, _devopsellence_v1_UploadBlobReply, _devopsellence_v1_UploadBlobRequest__Output, _devopsellence_v1_UploadBlobReply__Output>
  WatchDeployment: MethodDefinition<_devopsellence_v1_WatchDeploymentRequest, _devopsellence_v1_DeploymentProgress, _devopsellence_v1_WatchDeploymentRequest__Output, _devopsellence_v1_DeploymentProgress__Output>
  WhoAmI: MethodDefinition<_devopsellence_v1_WhoAmIRequest, _devopsellence_v1_WhoAmIReply, _devopsellence_v1_WhoAmIRequest__Output, _devopsellence_v1_WhoAmIReply__Output>
}
