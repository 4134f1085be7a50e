// Prints "PASSED FAILED" for a vitest JSON report. A suite that ran nothing, skipped a test, or broke outside a test
// counts as a failure of its own.
import { readFileSync } from 'node:fs';

const [path, status] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8'));
const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
const brokenElsewhere = failed === 0 && (Number(status) !== 0 || report.numPassedTests === 0) ? 1 : 0;
console.log(`${report.numPassedTests} ${failed + brokenElsewhere}`);
