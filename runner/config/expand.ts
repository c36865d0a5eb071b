// Fills `${VAR}` and `${VAR:-default}` in texts of configuration and client files.

export interface Expanded {
  readonly text: string;
  /** The first name that had neither a value nor a default. */
  readonly missing?: string;
}

/** `${env:VAR}` (VS Code, Cursor) and `${VAR}` (Claude Code) are looked up by name, others by the whole text inside. */
export function expand(text: string, look: (name: string) => string | undefined): Expanded {
  let missing: string | undefined;
  const filled = text.replace(/\$\{([^}]*)\}/g, (whole, inside: string) => {
    const [, name = '', fallback] = /^(.*?)(?::-(.*))?$/s.exec(inside) ?? [];
    const value = look(name.replace(/^env:/, '')) ?? fallback;
    if (value === undefined) missing ??= name;
    return value ?? whole;
  });
  return missing === undefined ? { text: filled } : { text: filled, missing };
}
