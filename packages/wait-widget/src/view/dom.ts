/** Gives it this class and these parts: the first for our styles, the second for the page's. */
export const name = (element: Element, names: string): void => {
  element.className = names;
  element.setAttribute('part', names);
};

/** A named element with text or children. */
export const make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  names: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  name(element, names);
  element.append(...content);
  return element;
};

/** Writes only what has changed, so that a live region speaks of changes alone. Hides what is empty. */
export const say = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
};
