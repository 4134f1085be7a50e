/** A word of a shell's command line. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
