// Shows the operator each change of an invitation as it happens: the server says that there is news, and renders it.
const live = document.querySelector('[data-live]');

const refresh = async () => {
  const response = await fetch('/operator');
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  live.replaceChildren(...page.querySelector('[data-live]').childNodes);
};

new EventSource('/operator/events').addEventListener('message', () => void refresh());
