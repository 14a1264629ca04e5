/* What the pages' scripts share: asking the API, and making parts of a page of what it answers. */

/* The login has ended: its page asks for it, and leads back here. */
export function logIn() {
  location.href = '/login?to=' + encodeURIComponent(location.pathname + location.search);
}

/* Proves to the server that a page of this site asks: the value of a cookie that no other site can read. */
function csrfToken() {
  return (document.cookie.match(/(?:^|; )(?:__Host-)?waybill-csrf=([^;]*)/) || [])[1] || '';
}

/* The answer's content; a refusal is an error that says what the problem document said. */
export async function call(method, path, content) {
  const answer = await fetch(path, {
    method, headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrfToken() }, body: content === undefined ? undefined : JSON.stringify(content) });
  if (answer.status === 401) { logIn(); }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const fields = (said.errors || []).map((field) => field.field + ' ' + field.message).join('; ');
    throw Object.assign(new Error(fields || said.detail || 'It was answered ' + answer.status + '.'), { status: answer.status });
  }
  return said;
}

/* Shows what went wrong where it was tried. */
export async function trying(place, act) {
  const problem = document.getElementById(place);
  problem.hidden = true;
  try {
    await act();
  } catch (failure) {
    problem.textContent = failure.message;
    problem.hidden = false;
  }
}

export function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) { made.textContent = text; }
  if (kind) { made.className = kind; }
  return made;
}

export function button(text, act, label) {
  const made = element('button', text);
  made.type = 'button';
  if (label) { made.setAttribute('aria-label', label); }
  made.onclick = act;
  return made;
}

/* A cell is a text or elements, with its kind. */
export function row(cells) {
  const line = document.createElement('tr');
  cells.forEach(([content, kind]) => {
    const cell = line.insertCell();
    if (kind) { cell.className = kind; }
    cell.append(...[content].flat());
  });
  return line;
}

export function table(heads, rows) {
  const all = document.createElement('table');
  const head = all.createTHead().insertRow();
  heads.forEach(([text, kind]) => {
    const cell = element('th', text, kind);
    cell.scope = 'col';
    head.append(cell);
  });
  all.createTBody().append(...rows);
  return all;
}

/* A status as people read it; any can be shown, also one that is not known here. */
export function words(value) {
  return value.toLowerCase().replaceAll('_', ' ');
}

export function status(value) {
  const made = element('span', words(value), 'status');
  made.dataset.status = value;
  return made;
}

/* Thousands are set apart as the pages that the server makes have them. */
export function money(value) {
  if (!value) { return '–'; }
  const [whole, ...fraction] = value.amount.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.') + ' ' + value.currency;
}

export function time(instant) {
  const made = element('time', instant);
  made.dateTime = instant;
  return made;
}

/* Puts parts in a place, unless it has the same already; the keyboard stays on what is still there, else in the place. */
export function fill(place, ...made) {
  const next = element('div');
  next.append(...made);
  if (place.innerHTML === next.innerHTML) { return; }
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...made);
  if (held) {
    takeUp(place, held);
  }
}

/* The keyboard goes to what was drawn anew in a place for what is gone from it, else to the place; nothing scrolls. */
function takeUp(place, gone) {
  const name = (one) => one.id || one.getAttribute('aria-label') || one.href;
  place.tabIndex = -1;
  const anew = [...place.querySelectorAll('a, button')].find((one) => name(one) && name(one) === name(gone));
  (anew || place).focus({ preventScroll: true });
}

/*
 * Opens a dialog with the keyboard on its title: whoever presses Enter twice has not agreed to what it asks. When it closes,
 * the keyboard is back on what opened it, or in its place.
 */
export function openDialog(dialog) {
  if (dialog.open) { return; }
  const opener = document.activeElement;
  const place = opener.closest('[id]:not(a, button)') || document.body;
  dialog.addEventListener('close', () => {
    const now = document.getElementById(place.id) || document.body;
    if (opener.isConnected) { opener.focus(); } else { takeUp(now, opener); }
  }, { once: true });
  dialog.showModal();
  const title = dialog.querySelector('h2');
  title.tabIndex = -1;
  title.focus();
}

/* Times, those of the past few seconds too, are shown by the frame's script. */
export function shown() {
  document.body.dispatchEvent(new CustomEvent('shown'));
}
