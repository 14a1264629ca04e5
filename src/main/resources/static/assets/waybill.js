/* What every page does in the browser: times in the viewer's time zone, live updates, keyboard shortcuts, actions. */
import { call, logIn } from './parts.js';

const body = document.body;
const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 1, hourCycle: 'h23' });

function ago(instant) {
  const seconds = Math.round((instant - Date.now()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) || units[3];
  return relative.format(Math.trunc(seconds / size), unit);
}

function showTimes() {
  document.querySelectorAll('time[datetime]').forEach((time) => {
    const instant = new Date(time.dateTime);
    if (!Number.isNaN(instant.getTime())) {
      time.title = full.format(instant);
      time.textContent = 'relative' in time.dataset ? ago(instant) : ('clock' in time.dataset ? clock : short).format(instant);
    }
  });
  document.querySelectorAll('option[data-duration]').forEach((option) => {
    const [, days, number, unit] = option.dataset.duration.match(/^P(?:(\d+)D|T(\d+)([HM]))/) || [];
    let amount = Number(days || number);
    let word = days ? 'day' : unit === 'H' ? 'hour' : 'minute';
    if (word === 'hour' && amount % 24 === 0) { amount /= 24; word = 'day'; }
    option.textContent = option.dataset.before + amount + ' ' + word + (amount === 1 ? '' : 's') + option.dataset.after;
  });
}

/*
 * Live updates: an order's page is updated at once by the events of its order; all other pages are updated by all events,
 * which are gathered for a moment, so that the last of many is never missed. A stream that was refused is opened again, and
 * the page is then updated for the events that it missed.
 */
const TOGETHER_MS = 400;
const AGAIN_MS = 3000;
const own = document.querySelector('main[data-order]')?.dataset.order;
let update = null;

function scheduleUpdate() {
  update ??= setTimeout(() => {
    update = null;
    body.dispatchEvent(new CustomEvent('news'));
  }, own ? 0 : TOGETHER_MS);
}

function listen(missed) {
  const live = document.getElementById('live');
  const stream = new EventSource('/api/desk/stream');
  const show = (state, words) => { live.dataset.state = state; live.lastElementChild.textContent = words; };
  stream.onopen = () => {
    show('on', 'live');
    if (missed) { scheduleUpdate(); }
  };
  stream.onerror = () => {
    show('off', 'not live');
    missed = true;
    if (stream.readyState === EventSource.CLOSED) {
      scheduleUpdate(); // a login that has ended then leads to the login page
      setTimeout(() => listen(true), AGAIN_MS);
    }
  };
  body.dataset.news.split(' ').forEach((name) => stream.addEventListener(name, (message) => {
    if (!own || JSON.parse(message.data).orderId === own) { scheduleUpdate(); }
  }));
  window.addEventListener('pagehide', () => stream.close(), { once: true });
}

/* j and k move from row to row, Enter opens the row, / searches, ? shows the help. */
let chosen = null;
function choose(step) {
  const rows = [...document.querySelectorAll('.list tbody tr[data-href]')];
  if (rows.length) {
    const at = rows.findIndex((row) => row.dataset.href === chosen);
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    chosen = row.dataset.href;
    markChosen();
    row.scrollIntoView({ block: 'nearest' });
  }
}
function markChosen() {
  document.querySelectorAll('.list tbody tr[data-href]').forEach((row) => row.classList.toggle('chosen', row.dataset.href === chosen));
}
const keys = {
  '/': () => document.getElementById('search')?.focus(),
  'j': () => choose(1),
  'k': () => choose(-1),
  'Enter': () => chosen && !document.activeElement.matches('a, button') && (location.href = chosen),
  '?': () => document.getElementById('help').showModal()
};
document.addEventListener('keydown', (event) => {
  if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey
      && !event.target.closest('input, select, textarea, dialog')) {
    if (event.key !== 'Enter') { event.preventDefault(); }
    keys[event.key]();
  }
});

async function placeSample(button) {
  const products = await call('GET', '/api/products');
  const sku = products[0].sku;
  const placed = await call('POST', '/api/orders', {
    customerId: 'ada', items: [{ sku, quantity: 1 }], paymentMethod: 'pm_card_visa',
    shipTo: { name: 'Ada Lovelace', street: 'Main Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' }
  });
  location.href = '/orders/' + encodeURIComponent(placed.orderId);
}

async function receive(form) {
  const result = form.querySelector('[role=status]');
  try {
    const now = await call('POST', '/api/stock/' + encodeURIComponent(form.dataset.sku) + '/receipts',
      { quantity: Number(form.quantity.value), reference: form.reference.value });
    result.textContent = 'Received. Pieces available now: ' + now.available + '.';
    form.reference.value = '';
    body.dispatchEvent(new CustomEvent('received'));
  } catch (failure) {
    result.textContent = failure.message;
  }
}

document.addEventListener('submit', (event) => {
  if (event.target.matches('.receive')) {
    event.preventDefault();
    receive(event.target);
  }
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button && 'closes' in button.dataset) { button.closest('dialog').close(); }
  if (button && 'sample' in button.dataset) {
    placeSample(button).catch((failure) => { button.insertAdjacentText('afterend', ' ' + failure.message); });
  }
});
body.addEventListener('htmx:responseError', (event) => {
  if (event.detail.xhr.status === 401) { logIn(); }
});
body.addEventListener('htmx:afterSettle', () => { showTimes(); markChosen(); });
body.addEventListener('shown', showTimes);

showTimes();
setInterval(showTimes, 1000);
if (body.dataset.news) { listen(false); }
