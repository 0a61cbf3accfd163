/* Draws each figure[data-network] from the JSON beside it. Names are written as text nodes, never as markup. */
(() => {
  "use strict";

  const { _, ngettext } = window.entrelacsTexts;
  const PARTNERS_SHOWN = 8;
  const LABELS_MOST = 60;

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const paragraph = (parts) => element("p", parts.filter(Boolean).join(" · "));

  function draw(figure) {
    const box = figure.querySelector(".network-picture");
    const card = figure.querySelector(".network-card");
    const data = JSON.parse(figure.querySelector(".network-data").textContent);
    const shapes = new Map(Object.entries(data.marks).map(([code, mark]) => [code, { ...mark, d: new Path2D(mark.path) }]));
    const near = new Map(data.nodes.map((node) => [node.id, []]));
    for (const edge of data.edges) {
      near.get(edge.from).push([edge.to, edge]);
      near.get(edge.to).push([edge.from, edge]);
    }
    const hidden = new Set();
    const gone = (node) => hidden.has(node.group) || Boolean(node.gone);
    let colours = {};
    /* What explorer.js, where the page loads it, takes and fills. */
    const api = { figure, box, card, data, shapes, near, hidden, gone, element, colour: (name) => colour(name), keys: {} };
    const centre = (data.nodes.find((node) => node.centre) || data.nodes[0]).id;
    let current = null;

    const colour = (name) => colours[name] || (colours[name] = getComputedStyle(box).getPropertyValue("--" + name).trim() || "#000");

    /* ---- marks ---- */

    function paint(ctx, node, x, y, held) {
      const shape = shapes.get(node.group);
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(node.size / 8, node.size / 8);
      if (held || node.centre) {
        ctx.beginPath();
        ctx.arc(0, 0, 12.5, 0, 2 * Math.PI);
        ctx.fillStyle = colour("sheet");
        ctx.fill();
        ctx.lineWidth = held ? 2.4 : 1.4;
        ctx.strokeStyle = colour(held ? "focus" : "accent");
        ctx.stroke();
      }
      ctx.lineJoin = "round";
      if (shape.fill === "solid") {
        ctx.lineWidth = 2.2;
        ctx.strokeStyle = colour("sheet");
        ctx.stroke(shape.d);
        ctx.fillStyle = colour(node.hue || shape.hue);
        ctx.fill(shape.d);
      } else {
        ctx.fillStyle = colour("sheet");
        ctx.fill(shape.d);
        ctx.lineWidth = shape.fill === "dotted" ? 2 : 1.7;
        if (shape.fill === "dotted") ctx.setLineDash([2, 1.7]);
        ctx.strokeStyle = colour(node.hue || shape.hue);
        ctx.stroke(shape.d);
      }
      if (node.number) {
        ctx.fillStyle = colour("ink");
        ctx.font = `600 ${node.number > 99 ? 6.2 : 7.5}px system-ui, sans-serif`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(String(node.number), 0, 0.4);
      }
      ctx.restore();
    }

    const onCanvas = (node) => ({
      id: node.id,
      x: node.x,
      y: node.y,
      group: node.group,
      shape: "custom",
      ctxRenderer: ({ ctx, x, y, state }) => ({
        drawNode: () => paint(ctx, node, x, y, state.selected || state.hover),
        nodeDimensions: { width: 2 * node.size, height: 2 * node.size },
      }),
    });

    /* ---- what hovering says ---- */

    const tip = element("div", undefined, "network-tip");
    tip.hidden = true;

    const ofNode = (node) => [[node.name], [node.number && _("n° %(number)s", { number: node.number }), node.word, node.dates], [_("Source : %(origins)s", { origins: node.origins })]];
    const ofEdge = (edge) => [[data.nodes[edge.from].name], [edge.role, data.nodes[edge.to].name], [edge.dates], [_("Source : %(origins)s", { origins: edge.origins })]];
    const onLine = ({ id, from, to, width }) => (width ? { id, from, to, width, hoverWidth: 0, selectionWidth: 0 } : { id, from, to });

    function tooltip(lines, pointer) {
      tip.replaceChildren(...lines.map(paragraph));
      tip.hidden = false;
      const left = Math.min(pointer.x + 14, box.clientWidth - tip.offsetWidth - 6);
      const below = pointer.y + 16 + tip.offsetHeight < box.clientHeight;
      tip.style.left = `${Math.max(6, left)}px`;
      tip.style.top = `${Math.max(6, below ? pointer.y + 16 : pointer.y - 12 - tip.offsetHeight)}px`;
    }

    /* ---- the picture ---- */

    figure.querySelector(".network-absent").remove();
    figure.querySelector(".network-tools").hidden = false;
    tell(centre);
    card.setAttribute("aria-live", "polite");
    const edgeColours = () => ({ color: colour("muted"), opacity: 0.5, hover: colour("accent"), highlight: colour("focus"), inherit: false });
    const options = { ...data.options, edges: { ...data.options.edges, color: edgeColours() } };
    delete options.configure;
    const nodeSet = new vis.DataSet(data.nodes.map(onCanvas));
    const edgeSet = new vis.DataSet(data.edges.map(onLine));
    const network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, options);
    box.append(tip);
    network.once("afterDrawing", () => {
      performance.mark("entrelacs-first-draw");
      figure.dataset.firstDraw = performance.now().toFixed(1);
      window.entrelacsFirstDraw = window.entrelacsFirstDraw || performance.now();
    });
    network.on("afterDrawing", labels);
    /* Pictures that follow one another are framed alike: what is in both does not move. */
    function fit() {
      if (!data.frame) return network.fit({ animation: false, maxZoomLevel: 1.8 });
      const [left, top, right, bottom] = data.frame;
      const scale = Math.min(1.8, (0.94 * box.clientWidth) / (right - left), (0.94 * box.clientHeight) / (bottom - top));
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
    }
    fit();

    /* ---- names, as many as fit without touching ---- */

    let byWeight = [];
    const weigh = () => { byWeight = [...data.nodes].sort((a, b) => b.centre - a.centre || (b.count || 0) - (a.count || 0) || b.degree - a.degree || a.id - b.id); };
    weigh();
    const short = ({ name, count }) => (count ? `${name}\u00a0: ${count.toLocaleString("fr-FR")}` : name.length > 34 ? name.slice(0, 33).trimEnd() + "…" : name);

    /* Finding room costs more than painting: while the picture moves, the names of the last rest are kept. */
    let kept = [], last = 0, rest = 0;

    function labels(ctx) {
      const moving = performance.now() - last < 300;
      last = performance.now();
      clearTimeout(rest);
      if (moving) {
        rest = setTimeout(() => network.redraw(), 340);
        follow(ctx);
      } else place(ctx);
    }

    function write(ctx, name, left, middle, scale) {
      ctx.lineWidth = 3.5 / scale;
      ctx.strokeStyle = colour("sheet");
      ctx.strokeText(name, left, middle);
      ctx.fillStyle = colour("ink");
      ctx.fillText(name, left, middle);
    }

    function follow(ctx) {
      const scale = network.getScale();
      ctx.save();
      ctx.font = `500 ${13 / scale}px system-ui, sans-serif`;
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      for (const { node, name, across, down, then } of kept) {
        if (!gone(node)) write(ctx, name, node.x + (across * then) / scale, node.y + (down * then) / scale, scale);
      }
      ctx.restore();
    }

    /* Beside, under or over its mark. The name of an aggregate that finds none leaves its count, which is shorter. */
    function room(ctx, node, name, held, size, scale, view, end, free) {
      const width = ctx.measureText(name).width;
      const reach = node.size * (node.centre || held ? 1.7 : 1) + 3 / scale;
      for (const [left, middle] of [
        [node.x + reach, node.y],
        [node.x - reach - width, node.y],
        [node.x - width / 2, node.y + reach + size * 0.6],
        [node.x - width / 2, node.y - reach - size * 0.6],
      ]) {
        const box = [left, middle - size * 0.6, left + width, middle + size * 0.6, node.id];
        if (box[0] < view.x || box[2] > end.x || box[1] < view.y || box[3] > end.y) continue;
        if (held || free(box)) return [left, middle, width];
      }
      return null;
    }

    function place(ctx) {
      kept = [];
      const scale = network.getScale();
      const size = 13 / scale;
      const view = network.DOMtoCanvas({ x: 0, y: 0 });
      const end = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
      const taken = data.nodes.filter((node) => !gone(node)).map((node) => [node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size, node.id]);
      const free = (place) => taken.every((other) => other[4] === place[4] || place[2] < other[0] || place[0] > other[2] || place[3] < other[1] || place[1] > other[3]);
      ctx.save();
      ctx.font = `500 ${size}px system-ui, sans-serif`;
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      let written = 0;
      for (const node of current === null ? byWeight : [data.nodes[current], ...byWeight]) {
        if (written >= LABELS_MOST) break;
        if (gone(node) || node.x < view.x || node.x > end.x || node.y < view.y || node.y > end.y) continue;
        const held = node.id === current;
        for (const name of node.count ? [short(node), node.count.toLocaleString("fr-FR")] : [short(node)]) {
          const at = room(ctx, node, name, held, size, scale, view, end, free);
          if (!at) continue;
          const [left, middle, width] = at;
          write(ctx, name, left, middle, scale);
          kept.push({ node, name, across: left - node.x, down: middle - node.y, then: scale });
          taken.push([left, middle - size * 0.6, left + width, middle + size * 0.6, -1 - node.id]);
          written += 1;
          break;
        }
      }
      ctx.restore();
    }

    /* ---- reading: the card beside, filled by hovering or by the arrows ---- */

    function show(id) {
      current = id;
      tell(id === null ? centre : id);
    }

    function tell(id) {
      const node = data.nodes[id];
      card.replaceChildren();
      card.hidden = false;
      card.append(element("h2", node.number ? `${node.number} · ${node.name}` : node.name));
      card.append(paragraph([node.word, node.dates]));
      const list = element("ul");
      for (const [other, edge] of near.get(id).slice(0, PARTNERS_SHOWN)) {
        const item = element("li");
        item.append(link(data.nodes[other]), ` — ${[edge.role, edge.dates].filter(Boolean).join(", ")}`);
        list.append(item);
      }
      card.append(list);
      const more = near.get(id).length - PARTNERS_SHOWN;
      if (more > 0) card.append(element("p", ngettext("et %(count)s autre, dans le tableau", "et %(count)s autres, dans le tableau", more)));
      card.append(element("p", _("Source : %(origins)s", { origins: node.origins }), "muted"));
      if (node.href) {
        const open = element("a", node.opens || _("Ouvrir la fiche"), "opens");
        open.href = node.href;
        card.append(open);
      }
      if (api.told) api.told(id);
    }

    function link(node) {
      if (!node.href) return element("span", node.name);
      const made = element("a", node.name);
      made.href = node.href;
      return made;
    }


    const open = (id) => {
      if (data.nodes[id].href) window.location.assign(data.nodes[id].href);
    };

    const silent = () => { tip.hidden = true; };
    network.on("hoverNode", ({ node, pointer }) => { show(node); tooltip(ofNode(data.nodes[node]), pointer.DOM); });
    network.on("hoverEdge", ({ edge, pointer }) => tooltip(ofEdge(data.edges[edge]), pointer.DOM));
    for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, silent);
    network.on("click", ({ nodes: [id], edges: [edge], pointer, event }) => {
      box.focus({ preventScroll: true });
      const touched = event.pointerType === "touch";
      silent();
      if (id === undefined && edge !== undefined) tooltip(ofEdge(data.edges[edge]), pointer.DOM);
      if (id === undefined) return;
      const { count, href } = data.nodes[id];
      if (api.told || (touched && current !== id) || (count && !href)) show(id);
      else open(id);
      if (count && current === id) card.querySelector(".opens")?.focus({ preventScroll: true });
    });

    const zoom = (factor) => network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)), animation: false });
    const acts = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), fit };
    for (const button of figure.querySelectorAll("[data-do]")) button.addEventListener("click", acts[button.dataset.do]);

    const step = (by) => {
      const count = data.nodes.length;
      for (let tried = 0, id = current === null ? (by > 0 ? -1 : count) : current; tried < count; tried += 1) {
        id = (id + by + count) % count;
        if (gone(data.nodes[id])) continue;
        show(id);
        network.selectNodes([id]);
        const { x, y } = network.canvasToDOM({ x: data.nodes[id].x, y: data.nodes[id].y });
        if (x < 20 || y < 20 || x > box.clientWidth - 20 || y > box.clientHeight - 20) network.moveTo({ position: data.nodes[id], animation: false });
        return;
      }
    };
    const keys = {
      ArrowRight: () => step(1), ArrowDown: () => step(1), ArrowLeft: () => step(-1), ArrowUp: () => step(-1),
      Enter: () => current !== null && open(current),
      Escape: () => { network.unselectAll(); show(null); },
      "+": acts.in, "-": acts.out, 0: acts.fit,
    };
    box.addEventListener("keydown", (event) => {
      const act = keys[event.key] || api.keys[event.key.toLowerCase()];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
    /* The wheel scrolls the page until the picture has been entered. */
    box.addEventListener("focus", () => network.setOptions({ interaction: { zoomView: true } }));
    box.addEventListener("blur", () => network.setOptions({ interaction: { zoomView: false } }));

    /* ---- what is shown: all but the kinds and the nodes that the reader hid, and the ties of these ---- */

    function veil() {
      nodeSet.update(data.nodes.map((node) => ({ id: node.id, hidden: gone(node) })));
      edgeSet.update(data.edges.map(({ id, from, to }) => ({ id, hidden: gone(data.nodes[from]) || gone(data.nodes[to]) })));
    }

    /* The legend hides and shows a kind. */

    for (const item of figure.querySelectorAll(".network-legend [data-code]")) {
      const button = element("button");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      button.append(...item.childNodes);
      item.append(button);
      button.addEventListener("click", () => {
        const code = item.dataset.code;
        const now = !hidden.delete(code) && Boolean(hidden.add(code));
        button.setAttribute("aria-pressed", String(!now));
        veil();
        if (api.veiled) api.veiled();
      });
    }

    const repaint = () => {
      colours = {};
      network.setOptions({ edges: { color: edgeColours() } });
      network.redraw();
    };
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    Object.assign(api, {
      network, nodeSet, edgeSet, fit, veil, weigh, onCanvas, show, open,
      current: () => current,
      look(id) {
        show(id);
        network.selectNodes([id]);
        network.moveTo({ position: data.nodes[id], scale: Math.max(network.getScale(), 0.9), animation: false });
      },
      again: () => tell(current === null ? centre : current),
    });
    figure.entrelacs = api;
    figure.dataset.ready = "true";
  }

  /* A page may put another picture in place of one (the next year of a selection): what left it is let go. */
  const drawn = new Set();
  function drawAll() {
    for (const figure of drawn) if (!figure.isConnected) {
      figure.entrelacs.network.destroy();
      drawn.delete(figure);
    }
    for (const figure of document.querySelectorAll("figure[data-network]:not([data-ready])")) {
      draw(figure);
      drawn.add(figure);
    }
  }
  document.addEventListener("entrelacs:vue", drawAll);
  drawAll();
})();
