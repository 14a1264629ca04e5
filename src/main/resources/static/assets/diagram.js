/* The process as a diagram that fits its place. */

/* Resolves once it is drawn; `know` leaves out ids that the model does not have. */
export async function openDiagram(place) {
  const viewer = new BpmnJS({ container: place });
  await viewer.importXML(await (await fetch('/api/processes/order-fulfillment.bpmn')).text());
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const fit = () => {
    canvas.resized();
    canvas.zoom(0.97 * canvas.zoom('fit-viewport', 'auto'), 'auto');
  };
  fit();
  window.addEventListener('resize', fit);
  return { canvas, registry, overlays: viewer.get('overlays'), know: (ids) => ids.filter((id) => registry.get(id)) };
}

/* A time in words as short as they can be. */
export function took(millis) {
  const seconds = millis / 1000;
  return seconds < 10 ? seconds.toFixed(1) + ' s' : seconds < 120 ? Math.round(seconds) + ' s'
    : seconds < 7200 ? Math.round(seconds / 60) + ' min' : seconds < 172800 ? Math.round(seconds / 3600) + ' h'
    : Math.round(seconds / 86400) + ' d';
}
