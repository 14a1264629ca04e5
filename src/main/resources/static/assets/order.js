/* An order's page: its process with tokens that move, and the slider that shows past moments. */
import { offer } from './actions.js';
import { loadBill } from './bill.js';
import { openDiagram, took } from './diagram.js';
import { call, element, status } from './parts.js';
import { showWaits } from './waits.js';

const place = document.getElementById('diagram');
const order = encodeURIComponent(place.dataset.order);
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

/* The past instant that is shown, which the address holds; null for now, when the page is live. */
let past = new URLSearchParams(location.search).get('asOf');
document.body.addEventListener('htmx:configRequest', (event) => {
  if (past) { event.detail.parameters.asOf = past; }
});

const { canvas, registry, overlays, know, follow } = await openDiagram(place);
const layer = canvas.getLayer('tokens', 10);
const marked = { passed: new Set(), active: new Set(), incident: new Set() };
const tokens = new Map();

/* Events that arrive during a refresh cause another one, also at the start. */
let refreshing = false;
let again = false;
async function refresh() {
  again = true;
  if (refreshing) { return; }
  refreshing = true;
  try {
    while (again) { again = false; await reportingFailure(() => Promise.all([showNow(), showMoment()])); }
  } finally {
    refreshing = false;
  }
}

/* A request that failed is reported beside the slider. */
async function reportingFailure(act) {
  try {
    await act();
  } catch (failure) {
    document.getElementById('time').hidden = false;
    document.getElementById('moment-text').replaceChildren(element('span', 'No answer: ' + failure.message, 'refused'));
  }
}
document.body.addEventListener('news', refresh);
await refresh();

function load(part = '/process') {
  return call('GET', '/api/orders/' + order + part + (past ? '?asOf=' + encodeURIComponent(past) : ''));
}

/* The actions and the waits are always the current ones. */
async function showNow() {
  const now = await call('GET', '/api/orders/' + order);
  offer(now);
  showWaits(now.waitingFor);
}

/* The slider goes from moment to moment of the order; events of one moment happened at once. */
async function showMoment() {
  const form = document.getElementById('time');
  const slider = document.getElementById('moment');
  const events = await call('GET', '/api/orders/' + order + '/events');
  const moments = events.filter((event, n) => event.occurredAt !== events[n + 1]?.occurredAt);
  const reached = (event) => event.occurredAt === past || new Date(event.occurredAt) < new Date(past);
  const wanted = past ? moments.findLastIndex(reached) + 1 : moments.length;
  slider.max = moments.length;
  slider.value = Math.max(1, wanted);
  form.hidden = moments.length < 2;
  const turn = async (to) => {
    past = to < moments.length ? moments[to - 1].occurredAt : null;
    const address = new URL(location.href);
    if (past) { address.searchParams.set('asOf', past); } else { address.searchParams.delete('asOf'); }
    history.replaceState(null, '', address);
    htmx.trigger('#refresher', 'refresh');
    await at(moments[to - 1], events.length);
  };
  slider.oninput = () => reportingFailure(() => turn(Number(slider.value)));
  document.getElementById('moment-now').onclick = () => {
    slider.value = slider.max;
    slider.focus();
    reportingFailure(() => turn(moments.length));
  };
  if (past && (wanted === moments.length || !wanted)) { await turn(Math.max(1, wanted)); } else { await at(moments[slider.value - 1], events.length); }
}

async function at(event, newest) {
  const moment = past;
  const [then, where, showBill] = await Promise.all([past && load(''), load(), loadBill(order, past && new Date(past))]);
  if (moment !== past) { return; }
  showBill();
  show(where);
  document.body.classList.toggle('past', Boolean(past));
  const text = document.getElementById('moment-text');
  text.replaceChildren(element('span', 'Event ' + event.version + ' of ' + newest), ' ',
    element('b', event.type.replace(/([a-z])([A-Z])/g, (all, a, b) => a + ' ' + b.toLowerCase())), ' ',
    element('span', new Date(event.occurredAt).toLocaleTimeString(undefined, { hourCycle: 'h23' })));
  if (past) { text.append(' ', status(then.status), ' ', element('span', 'The diagram and everything below show this moment.', 'soft')); }
}

function mark(kind, ids) {
  marked[kind].forEach((id) => ids.has(id) || canvas.removeMarker(id, kind));
  ids.forEach((id) => marked[kind].has(id) || canvas.addMarker(id, kind));
  marked[kind] = ids;
}

/* Tokens stand at the innermost elements. */
function show(now) {
  const active = know(now.activeActivityIds || []);
  const passed = new Set(know(now.completedActivityIds || []));
  const leaves = active.filter((id) => !active.some((other) => other !== id && isInside(other, id)));
  registry.filter((element) => element.waypoints).forEach((flow) => {
    if (passed.has(flow.source.id) && (passed.has(flow.target.id) || active.includes(flow.target.id))) { passed.add(flow.id); }
  });
  mark('passed', new Set([...passed].filter((id) => registry.get(id).type !== 'bpmn:SubProcess')));
  mark('active', new Set(leaves));
  mark('incident', new Set(know((now.incidents || []).map((incident) => incident.activityId))));
  move(leaves);
  follow(leaves);
  const incidents = (now.incidents || []).map((incident) => incident.message);
  const problem = document.getElementById('incident');
  problem.hidden = !incidents.length;
  problem.textContent = 'The order is stuck: ' + incidents.join('; ');
  overlays.remove({ type: 'spent' });
  Object.entries(now.spentMillis || {}).filter(([id]) => passed.has(id)).forEach(([id, millis]) => {
    const label = document.createElement('span');
    label.className = 'spent';
    label.textContent = took(millis);
    overlays.add(id, 'spent', { position: { top: -14, left: 4 }, html: label, scale: { min: 0.9 } });
  });
  document.getElementById('diagram-text').textContent = leaves.length
    ? 'The order is at ' + leaves.map((id) => registry.get(id).businessObject.name || id).join(' and ') + '.'
    : 'The order\'s process has ended.';
}

function isInside(id, outer) {
  for (let element = registry.get(id).parent; element; element = element.parent) {
    if (element.id === outer) { return true; }
  }
  return false;
}

function spot(id) {
  const element = registry.get(id);
  return { x: element.x + element.width - 2, y: element.y + 2 };
}

function move(leaves) {
  const gone = [...tokens.keys()].filter((id) => !leaves.includes(id));
  leaves.filter((id) => !tokens.has(id)).forEach((id) => {
    const from = gone.shift();
    const token = from ? tokens.get(from) : draw();
    if (from) { tokens.delete(from); }
    tokens.set(id, token);
    glide(token, from ? [spot(from), ...way(from, id), spot(id)] : [spot(id)]);
  });
  gone.forEach((id) => { tokens.get(id).remove(); tokens.delete(id); });
}

function draw() {
  const token = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  token.setAttribute('class', 'token');
  token.setAttribute('r', '11');
  layer.append(token);
  return token;
}

/* The waypoints of the shortest path along the flows, also through sub-processes; none if there is no path. */
function way(from, to) {
  const seen = new Set([from]);
  let ends = [{ id: from, points: [] }];
  while (ends.length) {
    const next = [];
    for (const end of ends) {
      for (const step of steps(registry.get(end.id))) {
        const points = end.points.concat(step.points);
        if (step.id === to) { return points; }
        if (!seen.has(step.id)) { seen.add(step.id); next.push({ id: step.id, points }); }
      }
    }
    ends = next;
  }
  return [];
}

function steps(element) {
  const all = [...(element.outgoing || [])].map((flow) => ({ id: flow.target.id, points: flow.waypoints }));
  (element.attachers || []).forEach((event) => all.push({ id: event.id, points: [] }));
  (element.children || []).filter((child) => child.type === 'bpmn:StartEvent').forEach((start) => all.push({ id: start.id, points: [] }));
  if (element.type === 'bpmn:EndEvent' && element.parent && element.parent.type === 'bpmn:SubProcess') {
    all.push({ id: element.parent.id, points: [] });
  }
  return all;
}

function glide(token, points) {
  const lengths = points.slice(1).map((point, n) => Math.hypot(point.x - points[n].x, point.y - points[n].y));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const begun = performance.now();
  const lasts = still || !whole ? 0 : 700;
  token.glide = begun;
  const step = (now) => {
    if (token.glide !== begun) { return; }
    const part = lasts ? Math.min(1, Math.max(0, now - begun) / lasts) : 1;
    let left = whole * (part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) * (1 - part));
    let at = 0;
    while (at < lengths.length - 1 && left > lengths[at]) { left -= lengths[at]; at += 1; }
    const a = points[at];
    const b = points[at + 1] || a;
    const share = lengths[at] ? Math.min(1, left / lengths[at]) : 0;
    token.setAttribute('cx', a.x + (b.x - a.x) * share);
    token.setAttribute('cy', a.y + (b.y - a.y) * share);
    if (part < 1) { requestAnimationFrame(step); }
  };
  step(begun);
}
