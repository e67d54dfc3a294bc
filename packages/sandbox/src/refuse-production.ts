/** A sandbox approves whatever its user likes, so it must never stand in for BlokSec where it counts. */
export function refuseProduction(): void {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      'The BlokSec sandbox does not run with NODE_ENV=production: its approvals prove nothing. Use the real BlokSec there.',
    );
  }
}
