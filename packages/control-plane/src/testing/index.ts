export { brokenRows, dumpTables, type TableDump } from './dump-tables.js';
export { mintOperatorToken } from './mint-operator-token.js';
export { masterKeysIn, readSealedContent, type SealedContent } from './sealed-content.js';
