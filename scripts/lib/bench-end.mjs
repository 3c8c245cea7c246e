// Loaded into every bench (scripts/bench.mjs). A bench that fails drops its database on the way out, and a connection still open then
// raises an 'error' of its own: it is passed over here, so that the error the bench failed with is the one that is printed.
const SERVER_ENDED_CONNECTION = "57P01";

process.on("uncaughtException", (error) => {
  if (error?.code === SERVER_ENDED_CONNECTION) return;
  console.error(error);
  process.exit(1);
});
