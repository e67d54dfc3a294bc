// Where the bank itself refuses what a form sent (a wrong amount, too little money), it says so above the form, which
// stays as it was. Without this the widget would put the answer's text in the form's place.
const show = async ({ response, form }) => {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const refusal = page.querySelector('[data-refusal]');
  refusal.className = 'notice bad';
  refusal.role = 'alert';
  form.parentElement.querySelector('[data-refusal]')?.remove();
  form.before(refusal);
};

addEventListener('bloksec-response', (event) => {
  event.preventDefault();
  void show(event);
});
