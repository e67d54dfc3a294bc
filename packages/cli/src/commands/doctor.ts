import type { Output } from '../output/output.ts';
import { examine } from '../doctor/examine.ts';
import { exitCodes } from '../output/exit-codes.ts';

/** Says in words what is wrong with the configuration, the way to BlokSec, the credentials and the clock. */
export async function doctor(
  credentialsFile: string | undefined,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const findings = await examine(credentialsFile, signal);
  const lines = findings.map(
    ({ check, result, text }) => `${result.padEnd(9)}${check.padEnd(15)}${text}`,
  );
  await output.result({ checks: findings }, lines.join('\n'));
  return findings.some(({ result }) => result === 'wrong') ? exitCodes.no : exitCodes.ok;
}
