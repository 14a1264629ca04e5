/* The flow as a whole: orders as heat on the diagram, parked messages and repairs with what is done about them. */
import { openDiagram, took } from './diagram.js';
import { button, call, element, fill, openDialog, row, table, trying } from './parts.js';

const owners = document.querySelector('main').dataset.owners.split(' ').map((owner) => (owner === '/' ? '' : owner));
const { canvas, overlays, version } = await openDiagram(document.getElementById('diagram'));
const map = await call('GET', '/api/processes/order-fulfillment/' + version + '/map')
  .catch(() => ({ tasks: [] })); // an order service of an earlier release has none: the table shows all the same
let hot = [];

/* The tasks at which orders of a status wait; where that depends on more than the status, those at which most do. */
function tasksOf(status) {
  const tasks = map.tasks.map(({ id, activeIn }) => ({ id, states: activeIn.filter((state) => state.status === status) }))
    .filter((task) => task.states.length);
  const always = tasks.filter((task) => task.states.some((state) => state.since === status && !state.answer));
  const most = Math.max(...tasks.map((task) => task.states.length));
  return !tasks.length ? [] : (always.length ? always : tasks.filter((task) => task.states.length === most)).map((task) => task.id);
}

/* Four degrees: the task with the most orders is the hottest. */
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

async function ask(path) {
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
  const { items, silent } = await ask('/api/parked-messages');
  const rows = items.map((message) => {
    const path = message.owner + '/api/parked-messages/' + encodeURIComponent(message.id);
    const order = element('a', undefined, 'id');
    order.href = '/orders?q=' + encodeURIComponent(message.subject || '');
    order.textContent = (message.subject || '–').slice(0, 8);
    return row([[(message.type || '?') + ' for ' + message.context, ''], [order, ''],
      [message.cause.split('\n')[0], 'cause'], [String(message.attempts), 'number'], [String(message.waitingBehind), 'number'],
      [[button('Redrive', () => redrive(path), 'Redrive ' + message.id), ' ',
        button('Discard', () => discard(path), 'Discard ' + message.id)], 'deeds']]);
  });
  fill(document.getElementById('parked'),
    rows.length ? table([['Message'], ['About'], ['Cause'], ['Attempts', 'number'], ['Behind it', 'number'], ['']], rows)
      : words('None: every message was handled.'),
    ...silent.map((reason) => words('Not answered: ' + reason)));
}

const STATES = { MISSING: 'has not come', RETRIED: 'failed and is tried again', PARKED: 'is parked' };

async function showEarly() {
  const { items, silent } = await ask('/api/parked-messages/early');
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
    rows.length ? table([['Message'], ['About'], ['Number', 'number'], ['Waits for'], ['For', 'number']], rows)
      : words('None: every message came in its turn.'),
    ...silent.map((reason) => words('Not answered: ' + reason)));
}

async function showLags() {
  const [outboxes, models] = await Promise.all([ask('/api/outboxes'), ask('/api/projections')]);
  const behind = (seconds) => (seconds ? took(1000 * seconds) : '–');
  fill(document.getElementById('lags'),
    table([['Outbox of'], ['Unsent', 'number'], ['Oldest', 'number']], outboxes.items.map((outbox) =>
      row([[outbox.context], [outbox.messages.toLocaleString(), 'number'], [behind(outbox.lagSeconds), 'number']]))),
    table([['Read model'], ['Behind', 'number']], models.items.map((model) =>
      row([[model.context + ' / ' + model.name], [behind(model.lagSeconds), 'number']]))),
    ...outboxes.silent.map((reason) => words('Not answered: ' + reason)));
}

let closing = null;

/* Asks before it does something, and shows what came of it. */
function open(title, text, needsReason, act) {
  const dialog = document.getElementById('deed');
  if (dialog.open) { return; }
  document.getElementById('deed-title').textContent = title;
  document.getElementById('deed-text').textContent = text;
  document.getElementById('deed-reason').hidden = !needsReason;
  document.getElementById('deed-problem').hidden = true;
  dialog.querySelector('[name=reason]').value = '';
  clearTimeout(closing);
  dialog.querySelector('form').onsubmit = async (event) => {
    event.preventDefault();
    await trying('deed-problem', async () => {
      document.getElementById('deed-text').textContent = await act(dialog.querySelector('[name=reason]').value);
      closing = setTimeout(() => dialog.close(), 1500);
    });
    await showParked();
  };
  openDialog(dialog);
}

function redrive(path) {
  open('Redrive', 'The message is handled again, and then those behind it, in their order.', false, async () => {
    const said = await call('POST', path + '/redrive');
    return 'It is ' + said.outcome.toLowerCase() + '.' + (said.cause ? ' ' + said.cause : '');
  });
}

function discard(path) {
  open('Discard', 'The message is never handled; what waits behind it goes on. Who discarded it and why is kept.', true,
    async (reason) => 'It is ' + (await call('POST', path + '/discard', { reason })).outcome.toLowerCase() + '.');
}

async function repair(id) {
  const path = '/api/reconciliation/violations/' + encodeURIComponent(id) + '/repair';
  try {
    const preview = await call('GET', path);
    open('Repair', preview.description + (preview.effect ? ' Now it would have done this: ' + preview.effect + '.' : ''), false,
      async () => { await call('POST', path); return 'It was asked for; the next comparison tells what came of it.'; });
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
setInterval(() => { if (!document.getElementById('deed').open) { showParked(); showEarly(); showLags(); } }, 5000);
