type Child = Node | string | undefined;

/** Attribute values; `true` is an empty attribute, `false` and `undefined` leave it out. */
type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Makes an element. Strings become text nodes, so nothing that arrives can ever turn into markup:
 * this, `replaceChildren` and `textContent` are the only ways in which the pages build their DOM.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** The element of the page's own HTML with this id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page has no element "${id}".`);
  }
  return element;
}
