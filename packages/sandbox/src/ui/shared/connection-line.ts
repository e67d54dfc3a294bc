/** Says in one calm line that the server is away; empty while it is there. */
export function connectionLine(element: HTMLElement): (connected: boolean) => void {
  let shown = '';
  return (connected) => {
    const text = connected ? '' : 'Not connected. The sandbox is away; this page keeps trying.';
    if (text !== shown) {
      shown = text;
      element.textContent = text;
    }
  };
}
