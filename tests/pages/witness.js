// Remembers for the journeys what happens on the page: who is ready, and what the console is told.
globalThis.witness = { ready: new WeakSet(), said: [] };

addEventListener("right-track:ready", (event) => witness.ready.add(event.target));
addEventListener("error", (event) => witness.said.push(`error: ${event.message}`));
addEventListener("unhandledrejection", (event) => witness.said.push(`rejection: ${event.reason}`));

for (const level of ["debug", "log", "info", "warn", "error"]) {
  const tell = console[level];
  console[level] = (...said) => {
    witness.said.push(`${level}: ${said.join(" ")}`);
    tell.apply(console, said);
  };
}
