import { defineCommand } from '../command.js';
import { connect } from '../connect.js';
import { examine } from '../doctor/examine.js';
import { examinationFields } from '../document/examination.js';
import { EXIT_FAILED, EXIT_OK } from '../exit-code.js';
import { flag } from '../parameter.js';
import { examinationLines } from '../render/examination.js';
import { summaryOf } from '../render/findings.js';

const fleet = flag('--fleet', 'look at every node, not only at those of the environment of this folder');

export const command = defineCommand({
  description:
    'Looks at this machine, the control plane and each node, and says what to do about what it finds. Exit code 1 when a finding is an error.',
  options: [fleet],
  examples: ['devopsellence doctor', 'devopsellence doctor --fleet', "devopsellence doctor --json | jq '.findings'"],
  run: async (context) => {
    const { input, output } = context;
    const options = { wholeFleet: input.get(fleet), logLines: 0, metrics: false };
    const examination = await examine(context, () => connect(context), options);
    const { findings } = examination;
    const hasErrors = findings.some(({ severity }) => severity === 'error');
    output.succeed({
      message: `Looked around: ${summaryOf(findings)}.`,
      findings,
      fields: { healthy: !hasErrors, ...examinationFields(examination) },
      lines: examinationLines(examination),
    });
    return hasErrors ? EXIT_FAILED : EXIT_OK;
  },
});
