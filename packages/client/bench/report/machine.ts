import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

/** What the figures were measured on, with what, and when. */
export function machine(): string {
  const [cpu] = cpus();
  return [
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Machine: ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}; server and callers share it`,
    `- Node.js ${process.version}, whose \`fetch\` is undici ${process.versions['undici']}`,
    `- ${['ky', 'axios', 'undici'].map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
  ].join('\n');
}

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
