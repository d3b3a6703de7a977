// Remembers for the journeys what happens on the page: who is ready, what failed, and what
// the console is told.
globalThis.witness = { ready: new WeakSet(), errors: [], said: [] };

addEventListener("right-track:ready", (event) => witness.ready.add(event.target));
addEventListener("right-track:error", (event) => witness.errors.push(event.detail.code));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  witness.said.push(`violation: ${violatedDirective} ${blockedURI}`),
);
addEventListener("error", (event) => witness.said.push(`error: ${event.message}`));
addEventListener("unhandledrejection", (event) => witness.said.push(`rejection: ${event.reason}`));

for (const level of ["debug", "log", "info", "warn", "error"]) {
  const tell = console[level];
  console[level] = (...said) => {
    witness.said.push(`${level}: ${said.join(" ")}`);
    tell.apply(console, said);
  };
}
