// @ts-check
/* The map of a selection, to look at closely: asked for by its button, drawn by MapLibre GL from the outlines that the
   page shows already. No tiles, nothing from elsewhere; the map of the server and its table stay the reference. */

const { _ } = /** @type {any} */ (window).entrelacsTexts;
const LIBRARY = "/static/visualisations/maplibre-gl-csp";
/** The page's plane as degrees round 0,0, where Mercator hardly bends it: what is drawn keeps the shapes of the page. */
const SCALE = 100;

/** @type {Promise<any> | undefined} */
let library;
/** @type {{map: any, frame: HTMLElement} | undefined} */
let opened;

function load() {
  library ??= new Promise((done, failed) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/static/visualisations/maplibre-gl.css";
    const script = document.createElement("script");
    script.src = `${LIBRARY}.js`;
    script.onload = () => {
      const maplibre = /** @type {any} */ (window).maplibregl;
      maplibre.setWorkerUrl(`${LIBRARY}-worker.js`);
      done(maplibre);
    };
    script.onerror = failed;
    document.head.append(style, script);
  });
  return library;
}

/** Rings of a path made of M, l and z alone. @param {string} path */
function rings(path) {
  return path.split("M").filter(Boolean).map((part) => {
    const [start, ...steps] = part.replace("z", "").split("l");
    const numbers = steps.join(" ").trim().split(/\s+/).map(Number);
    let [x, y] = start.trim().split(/\s+/).map(Number);
    const ring = [degrees(x, y)];
    for (let at = 0; at + 1 < numbers.length; at += 2) ring.push(degrees(x += numbers[at], y += numbers[at + 1]));
    ring.push(ring[0]);
    return ring;
  });
}

/** @param {number} x @param {number} y */
function degrees(x, y) {
  return [(x - 500) / SCALE, (500 - y) / SCALE];
}

/** A colour as the canvas understands it: styles mix theirs in spaces that a map does not read. @param {string} said */
function colour(said) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.fillStyle = said;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}

/** What the map of the page shows, as GeoJSON. */
function lands() {
  const shown = document.querySelectorAll(".count-map svg [data-code]");
  const features = [...shown].map((each) => {
    const land = /** @type {SVGPathElement} */ (each.querySelector(".land"));
    const code = /** @type {HTMLElement | SVGElement} */ (each).dataset.code;
    // what the inset draws larger stands in its place too, where it is no second link
    const link = document.querySelector(`.count-map svg a[data-code="${CSS.escape(code ?? "")}"]`) ?? each;
    return {
      type: "Feature",
      properties: {
        said: link.getAttribute("aria-label"), href: link.getAttribute("href"), fill: colour(getComputedStyle(land).fill),
        hatched: each.querySelector(".hatching") !== null,
      },
      geometry: { type: "MultiPolygon", coordinates: rings(land.getAttribute("d") ?? "").map((ring) => [ring]) },
    };
  });
  return { type: "FeatureCollection", features };
}

/** Diagonal strokes, for what is not collected. @param {string} ink */
function hatch(ink) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 12;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.strokeStyle = ink;
  context.lineWidth = 1.6;
  for (const shift of [-12, 0, 12]) {
    context.moveTo(shift, 12);
    context.lineTo(shift + 12, 0);
  }
  context.stroke();
  return context.getImageData(0, 0, 12, 12);
}

/** @param {HTMLButtonElement} button */
async function open(button) {
  const frame = document.createElement("div");
  frame.className = "zoomed";
  const place = document.createElement("div");
  place.className = "zoomed-map";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = _("Chargement de la carte…");
  frame.append(place, said);
  document.getElementById("vue")?.before(frame);
  button.disabled = true;
  try {
    const maplibre = await load();
    const body = getComputedStyle(document.body);
    const map = new maplibre.Map({
      container: place, attributionControl: false, renderWorldCopies: false, dragRotate: false, maxZoom: 12,
      bounds: [degrees(0, 1165), degrees(1000, 0)], fitBoundsOptions: { padding: 8 },
      style: {
        version: 8,
        sources: { lands: { type: "geojson", data: lands() } },
        layers: [
          { id: "paper", type: "background", paint: { "background-color": colour(body.backgroundColor) } },
          { id: "lands", type: "fill", source: "lands", paint: { "fill-color": ["get", "fill"] } },
        ],
      },
      locale: { "NavigationControl.ZoomIn": _("Agrandir"), "NavigationControl.ZoomOut": _("Réduire"), "Map.Title": _("Carte") },
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibre.NavigationControl({ showCompass: false }));
    map.on("load", () => {
      map.addImage("hatch", hatch(colour(body.color)));
      map.addLayer({
        id: "hatched", type: "fill", source: "lands", filter: ["get", "hatched"], paint: { "fill-pattern": "hatch" },
      });
      map.addLayer({ id: "borders", type: "line", source: "lands", paint: { "line-color": colour(body.color), "line-width": 0.8 } });
      said.textContent = _("Flèches pour se déplacer, + et − pour agrandir ou réduire ; un clic mène à la fiche.");
      frame.dataset.ready = "";
    });
    map.on("mousemove", "lands", (/** @type {any} */ event) => (said.textContent = event.features[0].properties.said));
    map.on("click", "lands", (/** @type {any} */ event) => location.assign(event.features[0].properties.href));
    opened = { map, frame };
    label(button);
    map.getCanvas().focus();
  } catch {
    frame.querySelector(".zoomed-map")?.remove();
    said.textContent = _("Ce navigateur ne sait pas agrandir la carte : celle qui suit et le tableau disent la même chose.");
  }
  button.disabled = false;
}

function close() {
  opened?.map.remove();
  opened?.frame.remove();
  opened = undefined;
}

/** @param {HTMLButtonElement} button */
function label(button) {
  button.textContent = opened ? _("Fermer l’agrandissement") : _("Zoomer");
}

/** The button of the map that is shown; the one of a year that was just put in place needs its own. */
function offer() {
  const map = document.querySelector(".count-map");
  if (!map || map.querySelector("button.zoom")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "zoom";
  label(button);
  button.addEventListener("click", async () => {
    if (opened) close();
    else await open(button);
    label(button);
  });
  map.append(button);
  opened?.map.getSource("lands")?.setData(lands());
}

document.addEventListener("entrelacs:vue", offer);
offer();
