/* What an order waits for, as the order context reports it: what, from whom, since and until when, and what happens then. */
import { element, shown, time } from './parts.js';

/* A party that is not known here is shown by its name. */
const FROM = { CUSTOMER: 'the customer', PAYMENT: 'the payment provider', STOCK: 'the warehouse', CARRIER: 'the carrier',
  AGENT: 'an agent', SYSTEM: 'Waybill' };

/* An order that has ended waits for nothing, and an order service of an earlier release does not report it: nothing is shown. */
export function showWaits(waits = []) {
  const list = element('ul', undefined, 'waits');
  list.append(...waits.map(line));
  document.getElementById('waits').replaceChildren(...(waits.length ? [list] : []));
  document.body.classList.toggle('waits-shown', waits.length > 0);
  shown();
}

function line(wait) {
  const made = element('li');
  made.append('Waits for ', element('b', wait.what), ' from ' + (FROM[wait.from] || wait.from));
  if (wait.since) {
    const since = time(wait.since);
    since.dataset.relative = '';
    made.append(', since ', since);
  }
  if (wait.until) { made.append(', until ', time(wait.until)); }
  if (wait.then) { made.append(', then ' + wait.then); }
  made.append('.');
  return made;
}
