/** What a form sends, as `fetch` takes it. */
export type FormRequest = readonly [url: URL, init: RequestInit];

/** The form encoding of HTML has CR LF for every line break, as in a submission without script. */
const lines = (text: string): string => text.replace(/\r\n?|\n/g, '\r\n');

/**
 * What this form sends, urlencoded. Undefined for a form that the browser had better send by itself: to another origin,
 * with another encoding (files), or by the method "dialog".
 *
 * @param submitter the button; its `formaction`, `formmethod`, name and value count
 */
export const formRequest = (
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): FormRequest | undefined => {
  // Attributes, since a field named "action" or "method" hides the form's property.
  const attribute = (name: string): string =>
    submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
  const method = attribute('method').toLowerCase();
  const url = new URL(attribute('action') || location.href, document.baseURI);
  const encoding = attribute('enctype').toLowerCase();
  const encodes = method === 'post' && /^(multipart\/form-data|text\/plain)$/.test(encoding);
  if (method === 'dialog' || encodes || url.origin !== location.origin) return undefined;

  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    fields.append(lines(name), lines(typeof value === 'string' ? value : value.name));
  }
  const headers = { Accept: 'text/html, */*;q=0.8' };
  if (method === 'post') return [url, { method, headers, body: fields }];
  url.search = `${fields}`;
  return [url, { headers }];
};
