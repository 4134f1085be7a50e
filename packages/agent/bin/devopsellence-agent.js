#!/usr/bin/env -S node --max-semi-space-size=1 --optimize-for-size --v8-pool-size=1
// The options keep the agent small: it shares the machine with what it runs, and has little to compute itself.
import '../dist/bundle/main.js';
