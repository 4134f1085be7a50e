// Prints the answer of one HTTP request.
const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(10_000) });
console.log(`HTTP ${response.status}\n${(await response.text()).trim()}`);
process.exit(response.ok ? 0 : 1);
