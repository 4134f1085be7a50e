#!/usr/bin/env bash
# Sets up what is missing, then runs checks, unit, integration and end-to-end tests; --full adds long schedules, more
# seeds and the benchmarks. Ends with one line: N passed, N failed.
set -u
cd "$(dirname "$0")/.."
full=0
[ "${1:-}" = --full ] && full=1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0
failed=0

note() { printf '\n== %s\n' "$*" >&2; }

# step NAME COMMAND…: counts as one passed or failed test.
step() {
  local name=$1
  shift
  note "$name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED: $name" >&2; fi
}

# suite NAME PROJECT: counts every test of a vitest project; a run that found no test, or broke outside one, fails.
suite() {
  note "$1"
  local report="$results/$2.json"
  npx vitest run --project "$2" --reporter=default --reporter=json --outputFile.json="$report"
  local status=$?
  local counts
  counts=$(node scripts/count-tests.mjs "$report" "$status") || counts="0 1"
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
}

[ -d node_modules/vitest ] || npm ci
bash test/harness/install.sh || exit 1

step 'build' npm run build --silent
step 'checks' npm run check --silent
suite 'unit tests' unit
if [ "$full" = 1 ]; then export DEVOPSELLENCE_TEST_FULL=1; fi
# Integration tests mostly wait: the binaries for the end-to-end tests are made meanwhile, and if that takes longer, or
# fails, these wait and make them (test/harness/binaries.ts).
mkdir -p .cache
nice flock .cache/package.lock npm run --silent package > "$results/package.log" 2>&1 &
suite 'integration tests' integration
suite 'end-to-end tests on real engines' e2e
if [ "$full" = 1 ]; then step 'benchmarks' npm run bench --silent; fi

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
