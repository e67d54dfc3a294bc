/** The text with one character of its second half changed for another of base64url. */
export const tamper = (text: string): string => {
  const at = Math.floor(text.length * 0.9);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
};
