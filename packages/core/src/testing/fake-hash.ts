const LENGTH = 64;

/** 64 hex digits that depend on the text. Not a cryptographic hash: core has none, and its tests need none. */
export function fakeHash(text: string): string {
  let digits = '';
  for (let round = 0; digits.length < LENGTH; round++) digits += word(`${round}:${text}`);
  return digits.slice(0, LENGTH);
}

function word(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
