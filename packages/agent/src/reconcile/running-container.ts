import { AppError, type DesiredService, type ObservedContainer } from '@devopsellence/core';

/** The running container of a service that is to be worked on: the desired one if it can be. Null when none runs. */
export function runningContainer(
  containers: readonly ObservedContainer[],
  { service, desired }: { readonly service: string; readonly desired: DesiredService | null },
): ObservedContainer | null {
  const running = containers.filter((seen) => seen.service === service && seen.state === 'running');
  return running.find((seen) => seen.hash === desired?.hash) ?? running[0] ?? null;
}

export function serviceNotRunning(service: string): AppError {
  return new AppError('service_not_running', {
    message: `no container of the service ${service} runs on this node`,
    nextActions: ['devopsellence status', `devopsellence logs ${service}`],
  });
}
