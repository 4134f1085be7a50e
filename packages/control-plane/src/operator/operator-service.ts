import { AppError } from '@devopsellence/core';
import { NEW_AUTHORITY_HEADER } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { RotatingKey } from '../identity/rotating-key.js';
import { CallScope, type CancellableCall } from '../server/call-scope.js';
import { requireWellFormed } from '../server/malformed.js';
import type { CallObserver } from '../server/metrics.js';
import { readAll, writeAll } from '../server/streams.js';
import type { Admission } from './admission.js';
import type {
  DuplexHandler,
  DuplexHandlers,
  DuplexMethod,
  OperatorHandlers,
  OperatorMethod,
  ReplyOf,
  RequestOf,
  ServerStreamHandler,
  ServerStreamHandlers,
  ServerStreamMethod,
  UnaryHandler,
  UnaryHandlers,
  UnaryMethod,
} from './handler.js';
import { METHODS } from './methods.js';

export interface OperatorServiceDeps {
  readonly handlers: OperatorHandlers;
  readonly admission: Admission;
  readonly authority: RotatingKey;
  readonly logger: Logger;
  readonly observer: CallObserver;
  /** Aborts when the control plane stops: every call then ends. */
  readonly stopping: AbortSignal;
}

/** Everything that is the same for all methods of the operator API; what differs is in the handlers. */
export class OperatorService {
  readonly #deps: OperatorServiceDeps;

  constructor(deps: OperatorServiceDeps) {
    this.#deps = deps;
  }

  /** What the gRPC server calls. */
  implementation(): UntypedServiceImplementation {
    return {
      WhoAmI: this.#unary('WhoAmI'),
      RegisterNode: this.#unary('RegisterNode'),
      ListNodes: this.#unary('ListNodes'),
      AttachNode: this.#unary('AttachNode'),
      DetachNode: this.#unary('DetachNode'),
      ChangeNodeLabels: this.#unary('ChangeNodeLabels'),
      SetNodeIngress: this.#unary('SetNodeIngress'),
      SetSshAddress: this.#unary('SetSshAddress'),
      RemoveNode: this.#unary('RemoveNode'),
      GetTrustStatus: this.#unary('GetTrustStatus'),
      RotateAuthority: this.#unary('RotateAuthority'),
      RotateSigningKey: this.#unary('RotateSigningKey'),
      RotateMasterKey: this.#unary('RotateMasterKey'),
      RejoinNode: this.#unary('RejoinNode'),
      Deploy: this.#unary('Deploy'),
      Apply: this.#unary('Apply'),
      ListReleases: this.#unary('ListReleases'),
      GetRelease: this.#unary('GetRelease'),
      Rollback: this.#unary('Rollback'),
      ListDeployments: this.#unary('ListDeployments'),
      CancelDeployment: this.#unary('CancelDeployment'),
      WatchDeployment: this.#serverStream('WatchDeployment'),
      ListTasks: this.#unary('ListTasks'),
      RunTask: this.#unary('RunTask'),
      ListTaskRuns: this.#unary('ListTaskRuns'),
      GetTaskRun: this.#unary('GetTaskRun'),
      GetStatus: this.#unary('GetStatus'),
      GetFleetStatus: this.#unary('GetFleetStatus'),
      GetServiceStatus: this.#unary('GetServiceStatus'),
      ...this.#standaloneServices(),
      SetSecret: this.#unary('SetSecret'),
      ListSecrets: this.#unary('ListSecrets'),
      DeleteSecret: this.#unary('DeleteSecret'),
      SetRegistry: this.#unary('SetRegistry'),
      ListRegistries: this.#unary('ListRegistries'),
      DeleteRegistry: this.#unary('DeleteRegistry'),
      GetPushCredential: this.#unary('GetPushCredential'),
      FindBlobs: this.#unary('FindBlobs'),
      UploadBlob: this.#duplex('UploadBlob'),
      Logs: this.#serverStream('Logs'),
      Exec: this.#duplex('Exec'),
      CreateToken: this.#unary('CreateToken'),
      ListTokens: this.#unary('ListTokens'),
      RevokeToken: this.#unary('RevokeToken'),
      Events: this.#serverStream('Events'),
      ListScopes: this.#unary('ListScopes'),
      CreateScope: this.#unary('CreateScope'),
      DeleteScope: this.#unary('DeleteScope'),
      DiagnoseControlPlane: this.#unary('DiagnoseControlPlane'),
      DiagnoseNode: this.#unary('DiagnoseNode'),
      ListVolumes: this.#unary('ListVolumes'),
      RemoveVolume: this.#unary('RemoveVolume'),
      NodeLogs: this.#serverStream('NodeLogs'),
      CreateBackup: this.#unary('CreateBackup'),
      ListBackups: this.#unary('ListBackups'),
      RestoreBackup: this.#unary('RestoreBackup'),
    } satisfies Record<OperatorMethod, unknown>;
  }

  #standaloneServices() {
    return {
      CreateStandaloneService: this.#unary('CreateStandaloneService'),
      UpdateStandaloneService: this.#unary('UpdateStandaloneService'),
      RestoreStandaloneService: this.#unary('RestoreStandaloneService'),
      DeleteStandaloneService: this.#unary('DeleteStandaloneService'),
      SwitchStandaloneService: this.#unary('SwitchStandaloneService'),
      ListStandaloneServices: this.#unary('ListStandaloneServices'),
      ListPresets: this.#unary('ListPresets'),
      DeletePreset: this.#unary('DeletePreset'),
    };
  }

  #unary<M extends UnaryMethod>(method: M): handleUnaryCall<RequestOf<M>, ReplyOf<M>> {
    const { admission } = this.#deps;
    const handlers: UnaryHandlers = this.#deps.handlers;
    const handler: UnaryHandler<M> = handlers[method];
    return (call, callback) => {
      const scope = this.#scope(method, call);
      const answer = async () => {
        requireWellFormed(call.request);
        const context = await admission.identify(method, call.metadata, scope);
        await admission.requireScope(method, call.request, context);
        return await handler(call.request, context);
      };
      answer()
        .then(
          (reply) => callback(null, reply, this.#trailer()),
          (error: unknown) => callback(scope.failure(error)),
        )
        .finally(() => scope.close());
    };
  }

  /** While the authority is replaced, callers are told of the new one. */
  #trailer(): Metadata {
    const { phase, ids } = this.#deps.authority;
    const trailer = new Metadata();
    if (phase === 'replaced') trailer.set(NEW_AUTHORITY_HEADER, ids.current);
    return trailer;
  }

  #serverStream<M extends ServerStreamMethod>(method: M): handleServerStreamingCall<RequestOf<M>, ReplyOf<M>> {
    const { admission } = this.#deps;
    const handlers: ServerStreamHandlers = this.#deps.handlers;
    const handler: ServerStreamHandler<M> = handlers[method];
    return (call) => {
      const scope = this.#scope(method, call);
      const answer = async () => {
        requireWellFormed(call.request);
        const context = await admission.identify(method, call.metadata, scope);
        await admission.requireScope(method, call.request, context);
        await writeAll(call, handler(call.request, context), scope.signal);
      };
      void this.#finish(answer, call, scope);
    };
  }

  #duplex<M extends DuplexMethod>(method: M): handleBidiStreamingCall<RequestOf<M>, ReplyOf<M>> {
    const { admission } = this.#deps;
    const handlers: DuplexHandlers = this.#deps.handlers;
    const handler: DuplexHandler<M> = handlers[method];
    return (call) => {
      const scope = this.#scope(method, call);
      const answer = async () => {
        const context = await admission.identify(method, call.metadata, scope);
        const requests = admission.inScope(method, readAll(call, scope.signal), context);
        await writeAll(call, handler(requests, context), scope.signal);
      };
      void this.#finish(answer, call, scope);
    };
  }

  /** Ends a stream as its answer went. */
  async #finish(
    answer: () => Promise<void>,
    call: { end(): unknown; emit(event: 'error', status: unknown): boolean },
    scope: CallScope,
  ): Promise<void> {
    try {
      await answer();
      if (scope.signal.aborted) throw new AppError('cancelled', { message: 'the call was ended before its answer' });
      call.end();
    } catch (error) {
      call.emit('error', scope.failure(error));
    } finally {
      scope.close();
    }
  }

  #scope(method: OperatorMethod, call: CancellableCall): CallScope {
    return new CallScope(call, { ...this.#deps, method, deadlineMs: METHODS[method].deadlineMs });
  }
}
