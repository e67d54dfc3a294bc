// Stands in for a server: tells its process id, says that it listens, and stays; or does what it is asked.
const [behaviour] = process.argv.slice(2);
console.log('a line of standard output');
if (behaviour === 'stubborn') process.on('SIGTERM', () => {});
console.error(`pid ${process.pid}`);
if (behaviour === 'fail') {
  console.error('cannot start: no database');
  process.exitCode = 3;
} else {
  process.send?.({ type: 'listening', url: `http://${process.env.STAND_IN}.test` });
  setInterval(() => {}, 60_000);
}
