// Preloaded into every measured server: memory is compared after the garbage is gone.
process.on('SIGUSR2', () => {
	globalThis.gc();
	globalThis.gc();
});
