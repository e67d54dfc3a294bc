/** The API, on the host that all pages of this sandbox are beside. */
export const apiUrl: string = location.origin.replace('//console.', '//');

export const inboxUrl: string = location.origin.replace('//console.', '//inbox.');

export const phoneUrl: string = location.origin.replace('//console.', '//phone.');
