/** The first TCP port that a Dockerfile exposes, or null when it says none in plain digits. */
export function inferPort(dockerfile: string): number | null {
  for (const [, ports = ''] of dockerfile.matchAll(/^[ \t]*EXPOSE[ \t]+(.+)$/gim)) {
    for (const port of ports.trim().split(/\s+/)) {
      const number = Number(/^(\d{1,5})(?:\/tcp)?$/i.exec(port)?.[1]);
      if (number >= 1 && number <= 65_535) return number;
    }
  }
  return null;
}
