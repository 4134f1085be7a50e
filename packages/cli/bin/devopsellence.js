#!/usr/bin/env node
require('./load-bundle.js').load('main').start();
