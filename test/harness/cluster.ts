import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlPlane } from './control-plane.js';
import { eventually } from './eventually.js';
import { type ImageName, loadImages } from './images.js';
import { createNetwork, type Machine, type MachineOptions, type Network } from './machines.js';
import { NodeAgent } from './node-agent.js';
import { Operator } from './operator.js';

export interface ClusterOptions {
  readonly machines: readonly string[];
  readonly images?: readonly ImageName[];
  readonly machineOptions?: MachineOptions;
  /** Labels of every node. Default: web and worker. */
  readonly labels?: readonly string[];
}

/** A control plane, machines with one agent each, all joined and online, and an operator who is logged in. */
export class Cluster {
  readonly network: Network;
  readonly controlPlane: ControlPlane;
  readonly operator: Operator;
  readonly agents: readonly NodeAgent[];

  constructor(network: Network, controlPlane: ControlPlane, operator: Operator, agents: readonly NodeAgent[]) {
    this.network = network;
    this.controlPlane = controlPlane;
    this.operator = operator;
    this.agents = agents;
  }

  agent(name: string): NodeAgent {
    const agent = this.agents.find(({ machine }) => machine.name === name);
    if (agent === undefined) throw new Error(`there is no machine ${name}`);
    return agent;
  }

  machine(name: string): Machine {
    return this.agent(name).machine;
  }

  /** What all programs wrote lately, for the message of a failed test. */
  get log(): string {
    const agents = this.agents.map(({ machine, log }) => `--- agent of ${machine.name}\n${log}`);
    return [`--- control plane\n${this.controlPlane.log}`, ...agents].join('\n');
  }

  async dispose(): Promise<void> {
    await Promise.allSettled([...this.agents.map((agent) => agent.stop()), this.controlPlane.stop()]);
    await this.network.dispose();
  }
}

/** Starts all of it. On failure nothing is left behind. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const network = await createNetwork();
  try {
    return await assemble(network, options);
  } catch (error) {
    await network.dispose();
    throw error;
  }
}

async function assemble(network: Network, options: ClusterOptions): Promise<Cluster> {
  const { machines: names, images = [], machineOptions = {}, labels = ['web', 'worker'] } = options;
  const controlPlane = new ControlPlane(join(network.stateDir, 'control-plane'), network.gateway);
  network.onDispose(() => controlPlane.kill());
  const operator = new Operator(join(network.stateDir, 'operator'));
  await mkdir(operator.home, { recursive: true });
  const [machines] = await Promise.all([network.addMachines(names, machineOptions), controlPlane.start()]);
  await loadImages(machines, images);
  await operator.ok(['login', controlPlane.operator, '--token', await controlPlane.ownerToken()]);
  const agents = machines.map((machine) => new NodeAgent(machine));
  for (const agent of agents) await joinNode(operator, controlPlane, agent, labels);
  const cluster = new Cluster(network, controlPlane, operator, agents);
  await eventually(() => allOnline(operator, agents.length), { describe: 'all nodes online' });
  return cluster;
}

/** Registers a node under its machine's name, joins it and starts its agent. */
export async function joinNode(
  operator: Operator,
  controlPlane: ControlPlane,
  agent: NodeAgent,
  labels: readonly string[],
): Promise<void> {
  const register = ['node', 'register', '--name', agent.machine.name, '--labels', labels.join(',')];
  const { join_token: token } = await operator.json(register);
  await agent.join(controlPlane.operator, String(token));
  await agent.start();
}

async function allOnline(operator: Operator, count: number): Promise<boolean> {
  const { nodes } = await operator.json(['node', 'list']);
  return (
    Array.isArray(nodes) &&
    nodes.filter((node: { connection?: string }) => node.connection === 'online').length === count
  );
}
