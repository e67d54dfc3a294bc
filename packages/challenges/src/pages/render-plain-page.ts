import { createHash } from 'node:crypto';
import type { PlainPage } from './plain-page.ts';
import { FORM_FIELDS } from '../http/protocol-fields.ts';

const style = `
:root{color-scheme:light dark;--ink:#1b1f2a;--paper:#fff;--ground:#f5f6f9;--soft:#5a6172;--accent:#2f5bea;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaf0;--paper:#1c1f27;--ground:#14161c;--soft:#a3a9b8;--accent:#8aa6ff;--on:#14161c}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:26rem;padding:2rem 1.5rem;background:var(--paper);border-radius:12px}
h1{margin:0 0 .5rem;font-size:1.4rem;line-height:1.25}
p{margin:0 0 1rem;color:var(--soft)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.25rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
label{display:block;margin-bottom:.35rem;font-weight:600}
input{width:100%;padding:.6rem .75rem;font:600 1.5rem/1.3 ui-monospace,monospace;letter-spacing:.3em;color:inherit;background:transparent;border:1px solid var(--soft);border-radius:12px}
button{width:100%;margin-top:1rem;padding:.75rem;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:12px;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
small{display:block;margin-top:1rem;color:var(--soft)}
`;

/** The page has no script, and no style but its own: whatever policy the application sets, this one fits. */
export const PLAIN_PAGE_CSP: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

const codeInput = `<label for="code">Code from your phone</label>
<input id="code" name="${FORM_FIELDS.code}" inputmode="numeric" autocomplete="one-time-code" pattern="\\s*([0-9]\\s*){6,8}" required autofocus>`;

const form = (page: PlainPage): string => `<form method="post">
${page.fields.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join('\n')}
${page.kind === 'code' ? codeInput : ''}
<button>${page.kind === 'code' ? 'Continue' : 'Keep waiting'}</button>
</form>
<small>Only approve if you started this. Nothing on your phone? Open the app there, or start again.</small>`;

/** The default page for a form without script. */
export const renderPlainPage = (page: PlainPage): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(page.title)}</title><style>${style}</style></head>
<body><main>
<h1>${escape(page.title)}</h1>
<p>${escape(page.message)}</p>
${page.display.length === 0 ? '' : `<dl>${page.display.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`}
${page.kind === 'message' ? '<small>Your browser’s Back button brings you back to where you were.</small>' : form(page)}
</main></body></html>
`;
