// The shell of QuickJS keeps its timers in a module; the benchmark's programs want them as globals, as hosts have them.
globalThis.setTimeout = os.setTimeout;
globalThis.clearTimeout = os.clearTimeout;
globalThis.setInterval = os.setInterval;
globalThis.clearInterval = os.clearInterval;
