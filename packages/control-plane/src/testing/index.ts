export { brokenRows, dumpTables, type TableDump } from './dump-tables.js';
export { mintOperatorToken } from './mint-operator-token.js';
