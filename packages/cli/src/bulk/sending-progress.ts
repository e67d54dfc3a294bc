import type { ProgressText } from '../output/progress.ts';
import { bar, duration, number, RateMeter } from '../output/figures.ts';
import type { RowSender } from './row-sender.ts';
import type { Counts } from './send-file.ts';

/** How far a run is: rows, rate, time left. */
export function sendingProgress(total: number, counts: Counts, sender: RowSender): ProgressText {
  const meter = new RateMeter();
  return (forTerminal) => {
    const sent = counts.invited + counts.refused + counts.unknown;
    const done = sent + counts.alreadyInvited;
    const rate = meter.rate(sent);
    const share = total === 0 ? 1 : done / total;
    const left = rate > 0 ? `${duration((total - done) / rate)} left` : '';
    const { remainingMs } = sender.pace;
    const pace = remainingMs > 0 ? `waiting ${duration(remainingMs / 1000)}` : left;
    const percent = `${Math.floor(share * 100)} %`;
    const speed = `${number(rate)} rows/s`;
    return forTerminal
      ? [bar(share), percent.padStart(5), `${number(done)}/${number(total)}`, speed, pace].join(
          '  ',
        )
      : [`${number(done)} of ${number(total)} rows (${percent})`, speed, pace]
          .filter((part) => part !== '')
          .join(', ');
  };
}
