// What pages need of the browser beside pictures and editor.

globalThis.foedus = {
  // What is tried stands in the address: reload, back, a link to a colleague and a lost connection all come back to it.
  address(query) { history.replaceState(history.state, '', location.pathname + query + location.hash); },
};

// A form that removes something asks first.
addEventListener('submit', event => {
  const words = event.target.dataset.confirm;
  if (words && !confirm(words)) event.preventDefault();
});

// A file that is too large is refused before it is sent.
addEventListener('change', event => {
  const most = +event.target.dataset.mostBytes;
  if (!most) return;
  const large = event.target.files?.[0]?.size > most;
  event.target.setCustomValidity(large ? `This file is larger than ${most / 1e6} MB. A deal is text that a person can read; is this the right file?` : '');
  if (large) event.target.reportValidity();
});

// A list that is searched while one types.
addEventListener('input', event => {
  const list = event.target.dataset.filters && document.getElementById(event.target.dataset.filters);
  if (!list) return;
  const wanted = event.target.value.trim().toLowerCase();
  let shown = 0;
  for (const item of list.children) { item.hidden = !item.textContent.toLowerCase().includes(wanted); if (!item.hidden) shown++; }
  const said = document.getElementById(event.target.dataset.filters + '-count');
  if (said) said.textContent = wanted ? `${shown} of ${list.children.length}` : '';
});

// Ctrl+S and Cmd+S save, where the page has something to save.
addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
    const button = document.querySelector('[data-save-key]');
    if (!button) return;
    event.preventDefault();
    document.activeElement?.dispatchEvent(new Event('change', { bubbles: true }));
    if (!button.disabled) button.click();
  }
});

// Pictures and tables that are folded in are printed too.
addEventListener('beforeprint', () => document.querySelectorAll('details:not([open])').forEach(one => { one.open = true; one.dataset.openedToPrint = ''; }));
addEventListener('afterprint', () => document.querySelectorAll('details[data-opened-to-print]').forEach(one => { one.open = false; delete one.dataset.openedToPrint; }));
