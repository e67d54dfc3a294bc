import { connectionLine } from '../shared/connection-line.ts';
import { byId } from '../shared/dom.ts';
import { App } from './app.ts';
import { messageScreen } from './screens/message-screen.ts';
import { Stage } from './stage.ts';
import { PhoneStore } from './store.ts';

const stage = new Stage({
  news: byId('news'),
  bar: byId('waiting'),
  screen: byId('screen'),
});

try {
  const app = new App(await PhoneStore.open(), stage, connectionLine(byId('connection')));
  const [, token] = /^\/link\/([^/]+)$/.exec(location.pathname) ?? [];
  await app.start(token === undefined ? undefined : decodeURIComponent(token));
} catch (error) {
  stage.refresh(
    'broken',
    messageScreen({
      icon: 'warning',
      headline: 'The authenticator cannot start',
      text: [
        'It keeps its keys in this browser’s storage, which did not open. Private windows and blocked site data are the usual reasons. ',
        error instanceof Error ? error.message : String(error),
      ],
    }),
  );
  throw error;
}
