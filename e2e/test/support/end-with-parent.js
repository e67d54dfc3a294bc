// Preloaded into each server: a test run that was killed outright leaves nothing running behind.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The listener above must not by itself keep a server alive that wants to end.
process.channel?.unref();
