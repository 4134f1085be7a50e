import { once } from 'node:events';
import { AppError, toAppError } from '@devopsellence/core';
import { encodeFailure, messagesOf, type wire } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { Channel, type Send } from './channel.js';
import { serveAgentLogs } from './serve-agent-logs.js';
import { serveCheckPorts } from './serve-check-ports.js';
import { serveDescribeService } from './serve-describe-service.js';
import { serveDiagnose } from './serve-diagnose.js';
import { serveExec } from './serve-exec.js';
import { serveFindImages } from './serve-find-images.js';
import { serveLogs } from './serve-logs.js';
import { serveResolveImage } from './serve-resolve-image.js';
import { serveRestartService } from './serve-restart-service.js';
import { serveRunLogs } from './serve-run-logs.js';
import { serveListVolumes, serveRemoveVolume } from './serve-volumes.js';
import type { Workshop } from './workshop.js';

export type TunnelStream = ClientDuplexStream<wire.AgentFrame, wire.ControlFrame__Output>;

export interface TunnelOptions {
  readonly workshop: Workshop;
  readonly logger: Logger;
}

/** Serves the channels that operators open. Ends with the stream, and everything that was opened on it ends too. */
export async function serveTunnel(stream: TunnelStream, options: TunnelOptions, signal: AbortSignal): Promise<void> {
  const channels = new Map<number, Channel>();
  const send = sender(stream, signal);
  try {
    for await (const frame of messagesOf(stream)) {
      if (frame.open) void openChannel(channels, { frame, open: frame.open, send, options });
      else channels.get(frame.channelId)?.receive(frame);
    }
  } finally {
    for (const channel of channels.values()) channel.cancel();
  }
}

/** Frames leave in the order they were given; whoever sends waits while the stream is full. */
function sender(stream: TunnelStream, signal: AbortSignal): Send {
  let full: Promise<unknown> | null = null;
  return async (frame) => {
    if (signal.aborted) return;
    if (stream.write(frame)) return;
    full ??= once(stream, 'drain', { signal })
      .catch(() => undefined)
      .finally(() => {
        full = null;
      });
    await full;
  };
}

async function openChannel(
  channels: Map<number, Channel>,
  opening: {
    readonly frame: wire.ControlFrame__Output;
    readonly open: wire.OpenChannel__Output;
    readonly send: Send;
    readonly options: TunnelOptions;
  },
): Promise<void> {
  const { frame, open, send, options } = opening;
  const channel = new Channel(frame.channelId, open.initialCredit, send);
  channels.set(channel.id, channel);
  const closed = await outcome(serve(open, channel, options.workshop));
  if (closed.failure) options.logger.info({ channel: channel.id, code: closed.failure.code }, 'a channel failed');
  channels.delete(channel.id);
  const sent = channel.close(closed);
  // A follow of several containers may have failed in one of them.
  channel.cancel();
  await sent;
}

async function outcome(work: Promise<wire.ChannelClosed>): Promise<wire.ChannelClosed> {
  try {
    return await work;
  } catch (error) {
    return { failure: encodeFailure(toAppError(error)) };
  }
}

function serve(open: wire.OpenChannel__Output, channel: Channel, workshop: Workshop): Promise<wire.ChannelClosed> {
  if (open.logs) return (open.logs.taskRun === '' ? serveLogs : serveRunLogs)(open.logs, channel, workshop);
  if (open.exec) return serveExec(open.exec, channel, workshop);
  if (open.findImages) return serveFindImages(open.findImages, channel, workshop);
  if (open.resolveImage) return serveResolveImage(open.resolveImage, channel, workshop);
  if (open.listVolumes) return serveListVolumes(open.listVolumes, channel, workshop);
  if (open.removeVolume) return serveRemoveVolume(open.removeVolume, channel, workshop);
  if (open.diagnose) return serveDiagnose(open.diagnose, channel, workshop);
  if (open.describeService) return serveDescribeService(open.describeService, channel, workshop);
  if (open.restartService) return serveRestartService(open.restartService, channel, workshop);
  if (open.checkPorts) return serveCheckPorts(open.checkPorts, channel, workshop);
  if (open.agentLogs) return serveAgentLogs(open.agentLogs, channel, workshop);
  return Promise.reject(
    new AppError('not_supported', {
      message: 'this agent does not know that work',
      nextActions: ['upgrade the agent'],
    }),
  );
}
