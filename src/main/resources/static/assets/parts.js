/* What the pages' scripts share: calling the API, and building parts of a page from its answers. */

/* The login has ended: the login page asks for it and leads back to this page. */
export function logIn() {
  location.href = '/login?to=' + encodeURIComponent(location.pathname + location.search);
}

/* Proves to the server that the request comes from a page of this site: the value of a cookie that no other site can read. */
function csrfToken() {
  return (document.cookie.match(/(?:^|; )(?:__Host-)?waybill-csrf=([^;]*)/) || [])[1] || '';
}

/* The content of the answer; a refusal is an error with the message of the problem document. */
export async function call(method, path, content) {
  const answer = await fetch(path, {
    method, headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrfToken() }, body: content === undefined ? undefined : JSON.stringify(content) });
  if (answer.status === 401) { logIn(); }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const fields = (body.errors || []).map((field) => field.field + ' ' + field.message).join('; ');
    throw Object.assign(new Error(fields || body.detail || 'The server answered with status ' + answer.status + '.'), { status: answer.status });
  }
  return body;
}

/* Shows a failure beside the control that caused it. */
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

/* A cell is a text or elements, with its CSS class. */
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

/* A status as people read it; a status that is not known here is shown too. */
export function words(value) {
  return value.toLowerCase().replaceAll('_', ' ');
}

export function status(value) {
  const made = element('span', words(value), 'status');
  made.dataset.status = value;
  return made;
}

/* Thousands are separated as on the pages that the server renders. */
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

/* Replaces the contents of a container unless they are the same already; the focus stays on what is still there, else in the container. */
export function fill(place, ...made) {
  const next = element('div');
  next.append(...made);
  if (place.innerHTML === next.innerHTML) { return; }
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...made);
  if (held) {
    moveFocus(place, held);
  }
}

/* The focus moves to the element that replaces the one that is gone, else to the container; nothing scrolls. */
function moveFocus(place, gone) {
  const name = (one) => one.id || one.getAttribute('aria-label') || one.href;
  place.tabIndex = -1;
  const replacement = [...place.querySelectorAll('a, button')].find((one) => name(one) && name(one) === name(gone));
  (replacement || place).focus({ preventScroll: true });
}

/*
 * Opens a dialog with the focus on its title, so that pressing Enter twice does not confirm it. When it closes, the focus
 * returns to the element that opened it, or to its container.
 */
export function openDialog(dialog) {
  if (dialog.open) { return; }
  const opener = document.activeElement;
  const place = opener.closest('[id]:not(a, button)') || document.body;
  dialog.addEventListener('close', () => {
    const now = document.getElementById(place.id) || document.body;
    if (opener.isConnected) { opener.focus(); } else { moveFocus(now, opener); }
  }, { once: true });
  dialog.showModal();
  const title = dialog.querySelector('h2');
  title.tabIndex = -1;
  title.focus();
}

/* Has the script of the frame show the times that were added. */
export function shown() {
  document.body.dispatchEvent(new CustomEvent('shown'));
}
