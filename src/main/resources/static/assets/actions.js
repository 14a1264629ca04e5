/* The actions that the order context offers for an order: each states its effect and asks for confirmation first. */
import { call, element, openDialog, row, table, trying, words } from './parts.js';

const dialog = document.getElementById('action');
const form = dialog.querySelector('form');
const path = '/api/orders/' + encodeURIComponent(document.querySelector('main').dataset.order);
const ADDRESS = ['name', 'street', 'postalCode', 'city', 'country'];
const field = (name) => form.elements[name];

const requests = {
  cancel: () => ['POST', '/cancellation', { reason: field('reason').value }],
  pay: () => ['PUT', '/payment-method', { paymentMethod: field('paymentMethod').value }],
  lines: () => ['PUT', '/lines', { items: wanted() }],
  'ship-to': () => ['PUT', '/ship-to', Object.fromEntries(ADDRESS.map((name) => [name, field(name).value]))]
};

/* The dialog of the lines: each with its pieces, where none removes the line, and one to add. */
let prices = new Map();

async function offerLines() {
  const [order, products] = await Promise.all([call('GET', path), call('GET', '/api/products')]);
  prices = new Map([...products.map((product) => [product.sku, product.price]), ...order.lines.map((line) => [line.sku, line.unitPrice])]);
  const pieces = (value, label) => {
    const input = element('input');
    Object.assign(input, { type: 'number', min: 0, max: 9999, value, required: true, ariaLabel: label });
    input.oninput = showGoods;
    return input;
  };
  const added = element('input');
  Object.assign(added, { maxLength: 64, placeholder: 'another SKU', ariaLabel: 'SKU to add' });
  added.setAttribute('list', 'action-skus');
  added.oninput = showGoods;
  const rows = order.lines.map((line) => row([[element('span', line.sku, 'id')], [pieces(line.quantity, 'Pieces of ' + line.sku)]]));
  rows.push(row([[added], [pieces(1, 'Pieces to add')]]));
  document.getElementById('action-lines').replaceChildren(table([['SKU'], ['Pieces']], rows));
  document.getElementById('action-skus').replaceChildren(...products.map((product) => {
    const option = element('option', product.name);
    option.value = product.sku;
    return option;
  }));
  goods = sum(wanted());
  showGoods();
}

let goods = 0;

function wanted() {
  return [...document.querySelectorAll('#action-lines tbody tr')]
    .map((line) => ({
      sku: (line.querySelector('[list]')?.value ?? line.cells[0].textContent).trim(),
      quantity: Number(line.querySelector('[type=number]').value)
    }))
    .filter((item) => item.sku && item.quantity > 0);
}

function sum(items) {
  return items.reduce((all, item) => all + item.quantity * Math.round(100 * (prices.get(item.sku)?.amount ?? NaN)), 0);
}

function showGoods() {
  const now = sum(wanted());
  const [price] = prices.values();
  const text = (cents) => (cents / 100).toFixed(2) + ' ' + price.currency;
  document.getElementById('action-goods').textContent = Number.isNaN(now) ? 'No product has that SKU.'
    : 'Goods before discount, shipping and VAT: ' + text(goods) + (now === goods ? '.' : ' → ' + text(now) + '.');
}

async function offerAddress() {
  const { shipTo } = await call('GET', path);
  ADDRESS.forEach((name) => { field(name).value = shipTo[name]; });
}

const offers = { lines: offerLines, 'ship-to': offerAddress };

async function open(pressed) {
  const kind = pressed.dataset.action;
  document.getElementById('action-title').textContent = pressed.textContent;
  document.getElementById('action-effect').textContent = pressed.dataset.effect;
  form.querySelectorAll('fieldset').forEach((fields) => {
    fields.hidden = fields.dataset.fields !== kind;
    fields.disabled = fields.hidden;
  });
  form.onsubmit = (event) => {
    event.preventDefault();
    const [method, what, content] = requests[kind]();
    trying('action-problem', async () => {
      await call(method, path + what, content);
      dialog.close();
    });
  };
  await trying('action-problem', offers[kind] || (() => {}));
  openDialog(dialog);
}

/* Enables the actions that are possible now; the others show why they are not. */
export function offer(order) {
  document.querySelectorAll('button[data-offers]').forEach((button) => {
    if ((order.actions || []).includes(button.dataset.offers)) {
      button.dataset.action = button.dataset.kind;
      ['title', 'aria-description', 'aria-disabled'].forEach((name) => button.removeAttribute(name));
    } else {
      delete button.dataset.action;
      button.title = button.ariaDescription = 'Not possible now: the order is ' + words(order.status) + '.';
      button.ariaDisabled = 'true';
    }
  });
}

document.addEventListener('click', (event) => {
  const pressed = event.target.closest('button[data-action]');
  if (pressed) { open(pressed); }
});
