/* The process as a diagram that fits its container; where that would be too small to read, the part around the tokens. */
import { button, element } from './parts.js';

/* The scale below which names cannot be read, and the one that is used instead. */
const UNREADABLE = 0.5;
const READABLE = 0.85;
const STEP = 1.4;
const FURTHEST = 3;

/*
 * Resolves when the diagram is drawn; `know` leaves out ids that the model does not have, `follow` keeps elements in view until
 * the user moves the diagram by hand.
 */
export async function openDiagram(place) {
  const viewer = new BpmnJS({ container: place });
  await viewer.importXML(await (await fetch('/api/processes/order-fulfillment.bpmn')).text());
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  let followed = [];
  let view = 'fitting';

  const showWhole = () => canvas.zoom(0.97 * canvas.zoom('fit-viewport', 'auto'), 'auto');
  const showFollowed = () => {
    const shapes = followed.map((id) => registry.get(id));
    const left = Math.min(...shapes.map((shape) => shape.x));
    const right = Math.max(...shapes.map((shape) => shape.x + shape.width));
    const top = Math.min(...shapes.map((shape) => shape.y));
    const bottom = Math.max(...shapes.map((shape) => shape.y + shape.height));
    const { width, height } = canvas.getSize();
    const scale = Math.max(canvas.zoom(), Math.min(READABLE, width / (right - left + 40), height / (bottom - top + 40)));
    canvas.viewbox({
      x: (left + right - width / scale) / 2, y: (top + bottom - height / scale) / 2, width: width / scale, height: height / scale });
  };
  const fit = () => {
    canvas.resized();
    const { width, height } = canvas.getSize();
    if (view === 'by hand' || !width || !height) { return; } // a page that is being closed has no size
    showWhole();
    if (followed.length && (view === 'token' || view === 'fitting' && canvas.zoom() < UNREADABLE)) { showFollowed(); }
  };
  const turn = (to) => { view = to; fit(); };
  const zoom = (factor) => {
    view = 'by hand';
    canvas.zoom(Math.min(FURTHEST, canvas.zoom() * factor));
  };

  const toToken = button('Current step', () => turn('token'), 'Show the current step of the order');
  toToken.hidden = true;
  const tools = element('div', undefined, 'zoom');
  tools.append(button('−', () => zoom(1 / STEP), 'Zoom out'), button('+', () => zoom(STEP), 'Zoom in'),
    button('Whole process', () => turn('whole'), 'Show the whole process'), toToken);
  place.append(tools);
  byFingers(place, canvas, () => { view = 'by hand'; });
  place.addEventListener('mousedown', (event) => { if (!tools.contains(event.target)) { view = 'by hand'; } });
  place.addEventListener('wheel', () => { view = 'by hand'; }, { passive: true });

  const follow = (ids) => {
    followed = ids;
    toToken.hidden = !ids.length;
    fit();
  };
  fit();
  window.addEventListener('resize', fit);
  const version = canvas.getRootElement().businessObject.get('camunda:versionTag');
  return { canvas, registry, overlays: viewer.get('overlays'), know: (ids) => ids.filter((id) => registry.get(id)), follow, version };
}

/* One finger moves the diagram, two fingers zoom it; the library supports mice only. */
function byFingers(place, canvas, moved) {
  const fingers = new Map();
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  place.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch' && !event.target.closest('button')) { fingers.set(event.pointerId, { x: event.clientX, y: event.clientY }); }
  });
  place.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) { return; }
    moved();
    const wide = fingers.size === 2 && spread();
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (wide) {
      const frame = place.getBoundingClientRect();
      const [one, other] = [...fingers.values()];
      canvas.zoom(Math.min(FURTHEST, canvas.zoom() * spread() / wide),
        { x: (one.x + other.x) / 2 - frame.left, y: (one.y + other.y) / 2 - frame.top });
    } else if (fingers.size === 1) {
      canvas.scroll({ dx: event.clientX - before.x, dy: event.clientY - before.y });
    }
  });
  ['pointerup', 'pointercancel', 'pointerleave'].forEach((name) => place.addEventListener(name, (event) => fingers.delete(event.pointerId)));
}

/* A duration in as few characters as possible. */
export function took(millis) {
  const seconds = millis / 1000;
  return seconds < 10 ? seconds.toFixed(1) + ' s' : seconds < 120 ? Math.round(seconds) + ' s'
    : seconds < 7200 ? Math.round(seconds / 60) + ' min' : seconds < 172800 ? Math.round(seconds / 3600) + ' h'
    : Math.round(seconds / 86400) + ' d';
}
