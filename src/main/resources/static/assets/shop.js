/* The shop: all of it through the public API, as any shop would use it. */
import { button, call, element, fill, status, trying } from './parts.js';

const KEPT = 'waybill-cart';
const seesOrders = document.querySelector('main').dataset.seesOrders === 'true';
const checkout = document.getElementById('checkout');
const names = new Map();
let cart = null;

function priceOf(value) {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency: value.currency }).format(value.amount);
}

async function showProducts() {
  const products = await call('GET', '/api/products');
  document.getElementById('products').replaceChildren(...products.map((product) => {
    names.set(product.sku, product.name);
    const line = element('li');
    line.append(element('b', product.name), element('span', product.sku, 'id soft'), element('span', priceOf(product.price), 'number'),
      button('Add', () => trying('cart-problem', () => add(product.sku)), 'Add ' + product.name));
    return line;
  }));
}

/* One after the other: two at the same time would each open a cart. */
let adding = Promise.resolve();
function add(sku) {
  adding = adding.catch(() => {}).then(() => addNow(sku));
  return adding;
}

async function addNow(sku) {
  if (!cart || cart.status !== 'OPEN') {
    const id = (await call('POST', '/api/carts', {})).cartId;
    localStorage.setItem(KEPT, id);
    cart = await call('GET', '/api/carts/' + id);
  }
  showCart(await call('POST', '/api/carts/' + cart.cartId + '/items', { sku, quantity: 1 }));
}

function showCart(now) {
  cart = now;
  const open = cart.status === 'OPEN' && cart.lines.length > 0;
  document.getElementById('code').hidden = !open;
  checkout.hidden = !open;
  const place = document.getElementById('cart');
  if (!open) {
    const empty = element('p', 'The cart is empty. Add a product.', 'soft');
    place.replaceChildren(empty);
    return;
  }
  const table = element('table');
  cart.lines.forEach((line) => {
    const row = table.insertRow();
    row.insertCell().append(line.quantity + ' × ' + (names.get(line.sku) || line.sku));
    const price = row.insertCell();
    price.className = 'number';
    price.textContent = priceOf(line.unitPrice);
    const less = row.insertCell();
    less.className = 'number';
    less.append(button('Remove', () => trying('cart-problem', async () =>
      showCart(await call('DELETE', '/api/carts/' + cart.cartId + '/items/' + encodeURIComponent(line.sku)))), 'Remove ' + line.sku));
  });
  const sums = element('dl', undefined, 'facts');
  const vat = 'VAT of ' + cart.country;
  [['Goods', 'goods'], ['Discount', 'discount'], ['Shipping', 'shipping'], [vat, 'tax'], ['Total', 'total']].forEach(([name, field]) => {
    sums.append(element('dt', name), element('dd', (field === 'discount' ? '−' : '') + priceOf(cart.amounts[field]), 'number'));
  });
  place.replaceChildren(table, sums);
  if (cart.discountCode) {
    const code = element('p', 'Discount code ' + cart.discountCode + ' ');
    code.append(button('Remove', () => trying('cart-problem', async () =>
      showCart(await call('DELETE', '/api/carts/' + cart.cartId + '/discount-code'))), 'Remove the discount code'));
    place.append(code);
  }
  showCountry(cart.country);
}

/* The amounts are for the cart's country, so the form shows the same country. */
const country = checkout.elements.country;
function showCountry(code) {
  if (![...country.options].some((option) => option.value === code)) { country.add(new Option(code)); }
  country.value = code;
}

country.addEventListener('change', () => trying('checkout-problem', async () =>
  showCart(await call('PUT', '/api/carts/' + cart.cartId + '/country', { country: country.value }))));

document.getElementById('code').addEventListener('submit', (event) => {
  event.preventDefault();
  trying('cart-problem', async () => {
    showCart(await call('PUT', '/api/carts/' + cart.cartId + '/discount-code', { code: event.target.code.value }));
    event.target.reset();
  });
});

checkout.addEventListener('submit', (event) => {
  event.preventDefault();
  const field = (name) => checkout.elements[name].value;
  trying('checkout-problem', async () => {
    try {
      await call('POST', '/api/carts/' + cart.cartId + '/checkout', {
        customerId: field('customerId'), paymentMethod: field('paymentMethod'), quotedTotal: cart.amounts.total,
        shipTo: Object.fromEntries(['name', 'street', 'city', 'postalCode', 'country'].map((name) => [name, field(name)])) });
    } catch (failure) {
      if (failure.status === 409) { showCart(await call('GET', '/api/carts/' + cart.cartId)); }
      throw failure;
    }
    localStorage.removeItem(KEPT);
    showCart({ ...cart, status: 'CHECKED_OUT' });
    await showMine();
    document.getElementById('mine-title').scrollIntoView({ block: 'start' });
  });
});
checkout.elements.customerId.addEventListener('change', showMine);

/* One action at a time; until it has ended, the list of orders is not refreshed. */
let doing = false;
function action(order, text, act) {
  return button(text, async (event) => {
    if (doing) { return; }
    doing = true;
    event.target.ariaBusy = 'true';
    try {
      await trying('mine-problem', act);
    } finally {
      doing = false;
    }
    await showMine();
  }, text + ', order ' + order.orderId);
}

function actionsOf(order) {
  const path = '/api/orders/' + encodeURIComponent(order.orderId);
  const made = [];
  const may = (name) => (order.actions || []).includes(name);
  if (order.status === 'PAYMENT_DECLINED' && may('CHANGE_PAYMENT_METHOD')) {
    made.push(action(order, 'Pay with Visa', () => call('PUT', path + '/payment-method', { paymentMethod: 'pm_card_visa' })));
  }
  if (may('CHANGE_LINES')) {
    made.push(action(order, 'Remove one piece', () => call('PUT', path + '/lines', { items: fewer(order.lines) })));
  }
  if (may('CANCEL')) {
    made.push(action(order, 'Cancel', () => call('POST', path + '/cancellation', { reason: 'changed my mind' })));
  }
  return made;
}

function fewer(lines) {
  const items = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const last = items[items.length - 1];
  if (last.quantity > 1) { last.quantity -= 1; } else if (items.length > 1) { items.pop(); }
  return items;
}

/* An answer that a later request has overtaken is not shown. */
let requests = 0;
async function showMine() {
  const customer = checkout.elements.customerId.value;
  document.getElementById('whose').textContent = customer;
  const request = ++requests;
  const orders = (await call('GET', '/api/orders?limit=20&customerId=' + encodeURIComponent(customer))).items;
  if (doing || request !== requests) { return; }
  if (!orders.length) {
    fill(document.getElementById('mine'), element('p', 'No orders yet.', 'soft'));
    return;
  }
  const table = element('table', undefined, 'list mine');
  const head = table.createTHead().insertRow();
  ['Order', 'Status', 'Lines', 'Total', 'Actions'].forEach((name) => {
    const cell = element('th', name, name === 'Total' ? 'number' : '');
    cell.scope = 'col';
    head.append(cell);
  });
  const rows = table.createTBody();
  orders.forEach((order) => {
    const row = rows.insertRow();
    const id = element(seesOrders ? 'a' : 'span', order.orderId.slice(0, 8), 'id');
    if (seesOrders) { id.href = '/orders/' + encodeURIComponent(order.orderId); }
    row.insertCell().append(id);
    row.insertCell().append(status(order.status));
    const lines = row.insertCell();
    lines.className = 'cut';
    lines.textContent = order.lines.map((line) => line.quantity + ' × ' + (names.get(line.sku) || line.sku)).join(', ');
    const total = row.insertCell();
    total.className = 'number';
    total.textContent = order.amounts ? priceOf(order.amounts.total) : '';
    const made = row.insertCell();
    made.className = 'row-actions';
    made.append(...actionsOf(order).flatMap((control) => [control, ' ']));
  });
  fill(document.getElementById('mine'), table);
}

await trying('cart-problem', showProducts);
const kept = localStorage.getItem(KEPT);
if (kept) {
  try {
    showCart(await call('GET', '/api/carts/' + kept));
  } catch (failure) {
    if (failure.status === 404) { localStorage.removeItem(KEPT); }
  }
}
await showMine();
setInterval(() => { if (!document.hidden) { showMine(); } }, 1500);
