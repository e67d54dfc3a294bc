import type { OverviewAnswer } from '../../answers.ts';
import { connectionLine } from '../shared/connection-line.ts';
import { byId } from '../shared/dom.ts';
import { pause, poll } from '../shared/poll.ts';
import { accountList } from './accounts.ts';
import { getCalls, getOverview } from './api.ts';
import { Applications } from './applications.ts';
import { Log } from './log/log.ts';
import { registrationList } from './registrations.ts';
import { showStart } from './start.ts';

/** An invitation that is accepted on the phone is no call of the API, so what there is is asked for every two seconds. */
const overviewPauseMs = 2000;

const onConnection = connectionLine(byId('connection'));
const log = new Log(byId('log'));
const applications = new Applications(byId('application-list'), refresh);
const accounts = accountList(refresh);
const registrations = registrationList();
byId('account-list').replaceChildren(accounts.element);
byId('registration-list').replaceChildren(registrations.element);

async function refresh(): Promise<void> {
  const overview = await getOverview();
  showStart(byId('steps'), overview.applications);
  applications.show(overview.applications);
  accounts.show(named(overview, overview.accounts));
  registrations.show(named(overview, overview.registrations));
}

function named<Item extends { readonly applicationId: string }>(
  { applications: known }: OverviewAnswer,
  items: readonly Item[],
): Array<Item & { applicationName: string }> {
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return items.map((item) => ({ ...item, applicationName: names.get(item.applicationId) ?? '' }));
}

let seen = 0;

async function followCalls(wait: number): Promise<void> {
  // Not held means that the sandbox may be another one than before, with other calls: then all of them are read.
  const { requests } = await getCalls(wait === 0 ? 0 : seen, wait);
  if (wait === 0) {
    log.showAll(requests);
  } else {
    log.show(requests);
  }
  seen = requests.at(-1)?.seq ?? (wait === 0 ? 0 : seen);
}

try {
  await Promise.all([
    poll({ onConnection, ask: followCalls }),
    poll({
      onConnection,
      ask: async () => {
        await refresh();
        await pause(overviewPauseMs);
      },
    }),
  ]);
} catch (error) {
  // The sandbox was started again and takes only its new link.
  byId('connection').textContent = error instanceof Error ? error.message : String(error);
}
