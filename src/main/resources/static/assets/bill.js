/* An order's bill and shipments, as the billing and shipping contexts report them. */
import { call, element, money, row, shown, table, time } from './parts.js';

/* Accepts what existed at a past moment, or everything for now. */
const by = (then) => (item, at) => !then || Boolean(at) && new Date(at) <= then;

/* Loads, and returns a function that shows the answers: the caller may have moved to another moment meanwhile. */
export async function loadBill(order, then) {
  const [bill, shipments] = await Promise.allSettled([
    call('GET', '/api/bills/' + order), call('GET', '/api/shipments?orderId=' + order)]);
  return () => {
    document.getElementById('bill').replaceChildren(...documents(bill, by(then)), ...(then ? [] : payments(bill)),
      ...postings(bill, by(then)), ...parcels(shipments, by(then)));
    shown();
  };
}

/* A context that does not answer is reported; one that does not know the order yet has nothing to show. */
function section(title, answer, empty, body) {
  const made = [element('h2', title)];
  if (answer.status === 'rejected' && answer.reason.status !== 404) {
    made.push(element('p', 'No answer: ' + answer.reason.message, 'soft'));
  } else {
    const content = answer.status === 'fulfilled' && body(answer.value);
    made.push(content || element('p', empty, 'soft'));
  }
  return made;
}

const pieces = (paper) => paper.lines.map((line) => line.quantity + ' × ' + line.sku).join(', ');

function documents(bill, there) {
  return section('Invoices and credit notes', bill, 'None has been issued yet.', ({ invoices, creditNotes }) => {
    const rows = [
      ...invoices.map((invoice) => [invoice, pieces(invoice)]),
      ...creditNotes.map((note) => [note, 'credits ' + note.invoiceNumber + ': ' + pieces(note)])
    ].filter(([paper]) => there(paper, paper.issuedAt))
      .sort(([one], [other]) => (one.issuedAt < other.issuedAt ? -1 : 1));
    return rows.length && table([['Number'], ['Items'], ['Issued', 'number'], ['Total', 'number']], rows.map(([paper, what]) =>
      row([[element('span', paper.number, 'id')], [what, 'wrap'], [time(paper.issuedAt), 'number'], [money(paper.total), 'number']])));
  });
}

function payments(bill) {
  return section('Payments', bill, 'No payment has been requested yet.', ({ payments: all }) => all.length
    && table([['Method'], ['Status'], ['Amount', 'number'], ['Captured', 'number']], all.map((payment) =>
      row([[payment.method, 'wrap'], [payment.status.toLowerCase().replace('_', ' ') + (payment.note ? ': ' + payment.note : ''), 'wrap'],
        [money(payment.amount), 'number'], [money(payment.captured), 'number']]))));
}

function postings(bill, there) {
  return section('Ledger', bill, 'Nothing has been posted yet.', ({ postings: all }) => {
    const rows = all.filter((posting) => there(posting, posting.at));
    return rows.length && table([['Posted'], ['Debit'], ['Credit'], ['Amount', 'number']], rows.map((posting) =>
      row([[time(posting.at)], [posting.debit], [posting.credit], [money(posting.amount), 'number']])));
  });
}

function parcels(shipments, there) {
  return section('Shipments', shipments, 'No shipment has been requested yet.', (all) => {
    const rows = all.filter((shipment) => there(shipment, shipment.requestedAt));
    const moment = (shipment, at) => (at && there(shipment, at) ? time(at) : '–');
    return rows.length && table([['Tracking'], ['Pieces'], ['Dispatched', 'number'], ['Delivered', 'number']], rows.map((shipment) =>
      row([[element('span', there(shipment, shipment.dispatchedAt) ? shipment.trackingNumber || '–' : '–', 'id')],
        [shipment.items.map((item) => item.quantity + ' × ' + item.sku).join(', '), 'wrap'],
        [moment(shipment, shipment.dispatchedAt), 'number'], [moment(shipment, shipment.deliveredAt), 'number']])));
  });
}
