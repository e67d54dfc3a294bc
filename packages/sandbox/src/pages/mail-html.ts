import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { renderSVG } from 'uqr';
import type { Mail } from '../state/registrations/mails.ts';
import { mailStyle } from './mail-style.ts';

/** The mail loads nothing, runs nothing, and is shown only inside the inbox. */
export const mailPolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(mailStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

type Html = ReturnType<typeof html>;

/** A mail as a mail program would show it. */
export function mailHtml(mail: Mail): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${mail.subject}</title>
        ${raw(`<style>${mailStyle}</style>`)}
      </head>
      <body>
        ${mail.kind === 'invitation' ? invitation(mail) : phoneLinked(mail)}
      </body>
    </html>`;
}

function invitation(mail: Mail): Html {
  return html`
    <h1><bdi>${mail.application_name}</bdi> invites you to approve with your phone</h1>
    <p>
      Link your phone with the account <strong><bdi>${mail.account_name}</bdi></strong
      >. From then on <bdi>${mail.application_name}</bdi> asks there before it lets anybody in.
    </p>
    ${button(mail.link, 'Open the invitation')}
    <figure>
      ${raw(qrCode(mail.link))}
      <figcaption>Or scan this code with the phone.</figcaption>
    </figure>
    <p class="small">
      The link works once, and not for long. If you did not expect this mail, do nothing.
    </p>
  `;
}

function phoneLinked(mail: Mail): Html {
  return html`
    <h1>A phone approves for you now</h1>
    <p>
      It was linked with your account <strong><bdi>${mail.account_name}</bdi></strong> at
      <bdi>${mail.application_name}</bdi>.
    </p>
    ${button(mail.link, 'Open the authenticator')}
    <p class="small">If it was not you, tell <bdi>${mail.application_name}</bdi> at once.</p>
  `;
}

function button(link: string, label: string): Html {
  return html`<p>
    <a class="button" href="${link}" target="_blank" rel="noopener noreferrer">${label}</a>
  </p>`;
}

function qrCode(link: string): string {
  return renderSVG(link, { ecc: 'M', border: 4 }).replace(
    '<svg ',
    '<svg role="img" aria-label="QR code of the link" ',
  );
}
