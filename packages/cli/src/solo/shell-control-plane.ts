import type { AgentBinary } from '../install/machine.js';
import {
  type InstalledProgram,
  placeProgram,
  programLog,
  scriptHead,
  startProgram,
  stopProgram,
} from '../install/program-scripts.js';
import { quote } from '../install/quote.js';
import { readLines } from '../install/read-facts.js';
import { compressed, linesOf, runScript } from '../install/run-script.js';
import type { Shell } from '../install/shell.js';
import type { ControlPlaneHost, InstalledControlPlane } from './solo-machine.js';

const SETTINGS = '/etc/devopsellence/control-plane.env';

/** As the unit of the control plane reads them. */
const READ_SETTINGS = `OPERATOR_LISTEN=127.0.0.1:7443 AGENT_LISTEN=127.0.0.1:7444 ADVERTISE=127.0.0.1
if [ -f ${SETTINGS} ]; then . ${SETTINGS}; fi`;

const CONTROL_PLANE: InstalledProgram = {
  name: 'devopsellence-control-plane',
  verb: 'serve',
  stateDirectory: '/var/lib/devopsellence-control-plane',
  prepare: `${READ_SETTINGS}
export OPERATOR_LISTEN AGENT_LISTEN ADVERTISE`,
  runWords:
    '--data-dir "$state" --operator-listen "$OPERATOR_LISTEN" --agent-listen "$AGENT_LISTEN" --advertise "$ADVERTISE"',
};

const HEAD = scriptHead(CONTROL_PLANE);

const EXAMINE = `${HEAD}
${READ_SETTINGS}
if [ -f "$bin" ]; then say digest "$(digest_of "$bin")"; fi
if runs_installed; then say runs yes; fi
say operator "\${ADVERTISE%%,*}:\${OPERATOR_LISTEN##*:}"
if [ -f "$state/owner-token" ]; then say owner_token "$(cat "$state/owner-token")"; fi
`;

/** Loopback stays a name of it: the agent here goes on reaching it in the way it joined. */
const advertised = (host: string) => `${HEAD}
mkdir -p -m 755 "$(dirname ${SETTINGS})"
printf '%s\n' OPERATOR_LISTEN=0.0.0.0:7443 AGENT_LISTEN=0.0.0.0:7444 ADVERTISE=${quote(`${host},127.0.0.1`)} > ${SETTINGS}.new
mv -f ${SETTINGS}.new ${SETTINGS}
`;

const REMOVE = `${HEAD}
remove_program
rm -rf "$state" "/var/lib/private/$program" ${SETTINGS}
`;

/** The control plane of a machine on which a shell runs. */
export class ShellControlPlane implements ControlPlaneHost {
  readonly #shell: Shell;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  async examine(): Promise<InstalledControlPlane> {
    const said = readLines(await runScript(this.#shell, { what: 'look at it', script: EXAMINE, isSecret: true }));
    return {
      digest: said('digest') || null,
      runs: said('runs') === 'yes',
      operatorAddress: said('operator'),
      ownerToken: said('owner_token') || null,
    };
  }

  async advertise(host: string): Promise<void> {
    await runScript(this.#shell, { what: 'write the settings of the control plane', script: advertised(host) });
  }

  async place({ path, digest }: AgentBinary): Promise<string> {
    const script = placeProgram(CONTROL_PLANE, { digest, worked: false });
    const input = compressed(path);
    return (await runScript(this.#shell, { what: 'put the control plane there', script, input })).trim();
  }

  async start(): Promise<void> {
    await runScript(this.#shell, { what: 'start the control plane', script: startProgram(CONTROL_PLANE) });
  }

  async stop(): Promise<void> {
    await runScript(this.#shell, { what: 'stop the control plane', script: stopProgram(CONTROL_PLANE) });
  }

  async remove(): Promise<void> {
    await runScript(this.#shell, { what: 'remove the control plane', script: REMOVE });
  }

  async log(lines: number): Promise<readonly string[]> {
    const script = programLog(CONTROL_PLANE, lines);
    return linesOf(await runScript(this.#shell, { what: 'read the log of the control plane', script }));
  }
}
