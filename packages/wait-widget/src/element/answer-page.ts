/** The part of the Trusted Types API that is used here; TypeScript's library has none of it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * The answer's text, a paragraph for each block of its `main` or body: text nodes alone. The parsed document runs no
 * script and never gets near the page; under Trusted Types its parsing is the policy `bloksec-wait`.
 */
const textOf = (html: string): string[] => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('bloksec-wait', { createHTML: (text) => text });
  const page = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
  const main = page.querySelector('main') ?? page.body;
  for (const hidden of main.querySelectorAll('script,style,template,noscript')) hidden.remove();
  for (const block of main.querySelectorAll('h1,h2,h3,h4,h5,h6,p,li,dt,dd,tr,div,br'))
    block.after('\n');
  return main.textContent
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
};

/** Replaces the form by the text of the page that the handler answered with, and moves the focus there. */
export const replaceForm = (form: HTMLFormElement, html: string): void => {
  const answer = document.createElement('div');
  answer.className = 'bloksec-answer';
  answer.tabIndex = -1;
  for (const line of textOf(html)) {
    const paragraph = document.createElement('p');
    paragraph.append(line);
    answer.append(paragraph);
  }
  form.replaceWith(answer);
  answer.focus();
};
