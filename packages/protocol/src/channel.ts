import { type ChannelOptions, type Client, credentials, makeClientConstructor } from '@grpc/grpc-js';

/**
 * The name every server certificate of a control plane carries. Clients check this name and the certificate authority
 * they have pinned, whatever address they dial: addresses change, the authority does not.
 */
export const CONTROL_PLANE_NAME = 'control-plane.devopsellence.internal';

/** Largest message that the control plane accepts. */
export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** Largest message that the control plane sends: a desired state with its secrets, the status of a large environment. */
export const MAX_REPLY_BYTES = 16 * 1024 * 1024;

const KEEPALIVE_TIME_MS = 20_000;
const KEEPALIVE_TIMEOUT_MS = 10_000;
/** A session that cannot be set up within this time is given up and begun anew. */
export const HANDSHAKE_DEADLINE_MS = 15_000;

const CLIENT_OPTIONS: ChannelOptions = {
  'grpc.ssl_target_name_override': CONTROL_PLANE_NAME,
  'grpc.default_authority': CONTROL_PLANE_NAME,
  'grpc.keepalive_time_ms': KEEPALIVE_TIME_MS,
  'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
  'grpc.max_receive_message_length': MAX_REPLY_BYTES,
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  'grpc.enable_retries': 0,
  // Sessions are rebuilt by their owner with its own backoff: a shared subchannel would hide that.
  'grpc.use_local_subchannel_pool': 1,
};

export const SERVER_OPTIONS: ChannelOptions = {
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_REPLY_BYTES,
  'grpc.keepalive_time_ms': KEEPALIVE_TIME_MS,
  'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
};

export interface ChannelIdentity {
  /** PEM of the certificate authorities to trust, one after the other, and no others. */
  readonly certificateAuthority: string;
  /** The client's own certificate and key (PEM), for the agent gateway. */
  readonly certificate?: string;
  readonly privateKey?: string;
}

/** A client of the control plane at `host:port`; connects lazily. The caller closes it. */
export function openChannel(address: string, identity: ChannelIdentity): Client {
  const tls = credentials.createSsl(
    Buffer.from(identity.certificateAuthority),
    identity.privateKey === undefined ? null : Buffer.from(identity.privateKey),
    identity.certificate === undefined ? null : Buffer.from(identity.certificate),
  );
  const GenericClient = makeClientConstructor({}, 'devopsellence');
  return new GenericClient(address, tls, CLIENT_OPTIONS);
}
