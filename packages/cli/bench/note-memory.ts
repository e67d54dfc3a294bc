// Preloaded into each process that is measured: notes its peak memory when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const file = process.env['BENCH_MEMORY_FILE'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
