/* The flow of all orders: a heat map on the diagram, parked messages with their actions, and repairs. */
import { openDiagram, took } from './diagram.js';
import { button, call, element, fill, openDialog, row, table, trying } from './parts.js';

const owners = document.querySelector('main').dataset.owners.split(' ').map((owner) => (owner === '/' ? '' : owner));
const { canvas, overlays, version } = await openDiagram(document.getElementById('diagram'));
const map = await call('GET', '/api/processes/order-fulfillment/' + version + '/map')
  .catch(() => ({ tasks: [] })); // an order service of an earlier release has no map: the table shows the statuses nevertheless
let hot = [];

/* The tasks at which orders of a status wait; where that depends on more than the status, those at which most do. */
function tasksOf(status) {
  const tasks = map.tasks.map(({ id, activeIn }) => ({ id, states: activeIn.filter((state) => state.status === status) }))
    .filter((task) => task.states.length);
  const always = tasks.filter((task) => task.states.some((state) => state.since === status && !state.answer));
  const most = Math.max(...tasks.map((task) => task.states.length));
  return !tasks.length ? [] : (always.length ? always : tasks.filter((task) => task.states.length === most)).map((task) => task.id);
}

/* Four degrees of heat: the task with the most orders is the hottest. */
function heat() {
  const crowds = [...document.querySelectorAll('.crowd')];
  const most = Math.max(1, ...crowds.map((crowd) => Number(crowd.dataset.orders)));
  overlays.remove({ type: 'crowd' });
  hot.forEach(([id, marker]) => canvas.removeMarker(id, marker));
  hot = [];
  crowds.forEach((crowd) => {
    const orders = Number(crowd.dataset.orders);
    const median = took(Number(crowd.dataset.median));
    crowd.querySelector('.median').textContent = median;
    tasksOf(crowd.dataset.status).forEach((id) => {
      const marker = 'heat-' + Math.max(1, Math.ceil(4 * orders / most));
      canvas.addMarker(id, marker);
      hot.push([id, marker]);
      const badge = document.createElement('a');
      badge.className = 'crowd-badge';
      badge.href = crowd.querySelector('a').href;
      badge.textContent = orders.toLocaleString() + ' · ' + median;
      overlays.add(id, 'crowd', { position: { top: -14, left: 4 }, html: badge, scale: { min: 0.9 } });
    });
  });
}

function words(text) {
  return element('p', text, 'soft');
}

async function load(path) {
  const answers = await Promise.allSettled(owners.map(async (owner) => {
    const items = await call('GET', owner + path).catch((failure) => {
      throw new Error((owner || 'this process') + ': ' + failure.message);
    });
    return items.map((item) => ({ ...item, owner }));
  }));
  const silent = answers.filter((answer) => answer.status === 'rejected').map((answer) => answer.reason.message);
  return { items: answers.flatMap((answer) => answer.value || []), silent };
}

async function showParked() {
  const { items, silent } = await load('/api/parked-messages');
  const rows = items.map((message) => {
    const path = message.owner + '/api/parked-messages/' + encodeURIComponent(message.id);
    const order = element('a', undefined, 'id');
    order.href = '/orders?q=' + encodeURIComponent(message.subject || '');
    order.textContent = (message.subject || '–').slice(0, 8);
    return row([[(message.type || '?') + ' for ' + message.context, ''], [order, ''],
      [message.cause.split('\n')[0], 'cause'], [String(message.attempts), 'number'], [String(message.waitingBehind), 'number'],
      [[button('Redrive', () => redrive(path), 'Redrive ' + message.id), ' ',
        button('Discard', () => discard(path), 'Discard ' + message.id)], 'row-actions']]);
  });
  fill(document.getElementById('parked'),
    rows.length ? table([['Message'], ['Subject'], ['Cause'], ['Attempts', 'number'], ['Waiting behind it', 'number'], ['']], rows)
      : words('None: every message has been handled.'),
    ...silent.map((reason) => words('No answer: ' + reason)));
}

const STATES = { MISSING: 'has not arrived', RETRIED: 'has failed and is being retried', PARKED: 'is parked' };

async function showEarly() {
  const { items, silent } = await load('/api/parked-messages/early');
  const rows = items.map((message) => {
    const order = element('a', undefined, 'id');
    order.href = '/orders?q=' + encodeURIComponent(message.subject);
    order.textContent = message.subject.slice(0, 8);
    const next = message.waitsFor;
    return row([[(message.type || '?') + ' for ' + message.context, ''], [order, ''], [String(message.sequence), 'number'],
      ['number ' + next.sequence + ' of ' + next.source + ', which ' + STATES[next.state]
        + (next.parkedAs ? ' as ' + next.parkedAs : ''), 'cause'],
      [took(Math.max(0, Date.now() - Date.parse(message.since))), 'number']]);
  });
  fill(document.getElementById('early'),
    rows.length ? table([['Message'], ['Subject'], ['Number', 'number'], ['Waits for'], ['Duration', 'number']], rows)
      : words('None: every message arrived in order.'),
    ...silent.map((reason) => words('No answer: ' + reason)));
}

async function showLags() {
  const [outboxes, models] = await Promise.all([load('/api/outboxes'), load('/api/projections')]);
  const lag = (seconds) => (seconds ? took(1000 * seconds) : '–');
  fill(document.getElementById('lags'),
    table([['Outbox of'], ['Unsent', 'number'], ['Oldest', 'number']], outboxes.items.map((outbox) =>
      row([[outbox.context], [outbox.messages.toLocaleString(), 'number'], [lag(outbox.lagSeconds), 'number']]))),
    table([['Read model'], ['Lag', 'number']], models.items.map((model) =>
      row([[model.context + ' / ' + model.name], [lag(model.lagSeconds), 'number']]))),
    ...outboxes.silent.map((reason) => words('No answer: ' + reason)));
}

let closing = null;

/* Asks for confirmation, does it, and shows the outcome. */
function open(title, text, needsReason, act) {
  const dialog = document.getElementById('operation');
  if (dialog.open) { return; }
  document.getElementById('operation-title').textContent = title;
  document.getElementById('operation-text').textContent = text;
  document.getElementById('operation-reason').hidden = !needsReason;
  document.getElementById('operation-problem').hidden = true;
  dialog.querySelector('[name=reason]').value = '';
  clearTimeout(closing);
  dialog.querySelector('form').onsubmit = async (event) => {
    event.preventDefault();
    await trying('operation-problem', async () => {
      document.getElementById('operation-text').textContent = await act(dialog.querySelector('[name=reason]').value);
      closing = setTimeout(() => dialog.close(), 1500);
    });
    await showParked();
  };
  openDialog(dialog);
}

function redrive(path) {
  open('Redrive', 'The message is handled again, then the messages that wait behind it, in their order.', false, async () => {
    const result = await call('POST', path + '/redrive');
    return 'The message is now ' + result.outcome.toLowerCase() + '.' + (result.cause ? ' ' + result.cause : '');
  });
}

function discard(path) {
  open('Discard', 'The message is not handled; the messages that wait behind it are handled next. Your name and the reason are recorded.', true,
    async (reason) => 'The message is now ' + (await call('POST', path + '/discard', { reason })).outcome.toLowerCase() + '.');
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + '.';
}

async function repair(id) {
  const path = '/api/reconciliation/violations/' + encodeURIComponent(id) + '/repair';
  try {
    const preview = await call('GET', path);
    open('Repair', sentence(preview.description) + (preview.effect ? ' Its effect now would be: ' + preview.effect + '.' : ''), false,
      async () => { await call('POST', path); return 'The repair is requested. The next comparison shows its outcome.'; });
  } catch (failure) {
    open('Repair', 'There is nothing to repair now: ' + failure.message, false, async () => '');
  }
}

document.addEventListener('click', (event) => {
  if (event.target.dataset?.repair) { repair(event.target.dataset.repair); }
});
document.body.addEventListener('htmx:afterSettle', heat);

heat();
await Promise.all([showParked(), showEarly(), showLags()]);
setInterval(() => { if (!document.getElementById('operation').open) { showParked(); showEarly(); showLags(); } }, 5000);
