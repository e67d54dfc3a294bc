/** The three variables that an application needs, as a shell takes them; without the secret, a place for it. */
export function environment(apiUrl: string, id: string, secret = 'paste-it-here'): string {
  return [
    `export BLOKSEC_API_URL=${apiUrl}`,
    `export BLOKSEC_APPLICATION_ID=${id}`,
    `export BLOKSEC_APPLICATION_SECRET=${secret}`,
  ].join('\n');
}
