// How long a process may take to end once it was told to: "promptly" (2026-07-28, stdio, Shutdown) with room for a busy machine.

export const EXIT_PATIENCE = 2000;
