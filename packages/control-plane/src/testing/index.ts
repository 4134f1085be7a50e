export { brokenRows, dumpTables, type TableDump } from './dump-tables.js';
