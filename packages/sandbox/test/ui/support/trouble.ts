import type { BrowserContext } from 'playwright-core';

/** Collects what no page may ever do: script errors, dialogs, violations of its own policy. */
export async function watchTrouble(context: BrowserContext): Promise<string[]> {
  const trouble: string[] = [];
  context.on('weberror', (error) => trouble.push(`script error: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.exposeFunction('reportViolation', (text: string) => trouble.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { reportViolation: (text: string) => void })
        .reportViolation;
      report(`policy: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`);
    });
  });
  return trouble;
}
