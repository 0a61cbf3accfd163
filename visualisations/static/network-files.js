/* Files made from the picture as it is shown: images, networks, the exploration itself. Each says where it comes from. */
(() => {
  "use strict";

  const { _, ngettext } = window.entrelacsTexts;
  const SVG = "http://www.w3.org/2000/svg";
  const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

  const shown = ({ data, gone }) => {
    const nodes = data.nodes.filter((node) => !gone(node));
    const kept = new Set(nodes.map((node) => node.id));
    return { nodes, edges: data.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)) };
  };

  const about = ({ data }) => ({ ...data.about, address: window.location.pathname + window.location.search });

  const legend = (api) => {
    const codes = [...new Set(shown(api).nodes.map((node) => node.group))].sort();
    return codes.map((code) => ({ code, word: api.data.marks[code].word }));
  };

  const sentences = (api) => {
    const said = about(api);
    const sources = said.sources.join(", ") || _("non dites");
    return [
      said.synthetic ? _("Données synthétiques de démonstration : fiches inventées.") : "",
      shown(api).nodes.some((node) => node.count) ? _("Agrégats : fiches non dessinées, comptées par région ; une fiche de plusieurs régions compte dans chacune.") : "",
      _("%(date)s · révision %(revision)s · sources : %(sources)s", { date: said.date, revision: said.revision, sources }),
      said.licence,
      new URL(said.address, window.location.origin).href,
    ].filter(Boolean);
  };

  function save(name, type, parts) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return _("%(name)s est enregistré.", { name });
  }

  const slug = (api) => about(api).title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "") || "reseau";

  /* ---- one drawing, as SVG; the PNG is painted from the same figures ---- */

  const WIDTH = 1200, HEIGHT = 800, MARGIN = 40, ACROSS = 4;
  const inked = (node) => (node.count ? 0.7 * node.size : node.size);

  function layout(api) {
    const { nodes, edges } = shown(api);
    const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((WIDTH - 200) / (right - left || 1), (HEIGHT - 80) / (bottom - top || 1), 1.6);
    const dx = WIDTH / 2 - (scale * (left + right)) / 2, dy = 110 + HEIGHT / 2 - (scale * (top + bottom)) / 2;
    return { nodes, edges, at: ({ x, y }) => [dx + scale * x, dy + scale * y] };
  }

  function make(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text.replace(FORBIDDEN, "");
    return made;
  }

  const painted = (api, node) => {
    const shape = api.shapes.get(node.group);
    const hue = api.colour(node.hue || shape.hue), paper = api.colour("sheet");
    return shape.fill === "solid" ? { d: shape.path, fill: hue, stroke: paper } : { d: shape.path, fill: paper, stroke: hue };
  };

  function svg(api) {
    const { nodes, edges, at } = layout(api);
    const words = legend(api), foot = sentences(api);
    const tall = 110 + HEIGHT + 30 + 24 * Math.ceil(words.length / ACROSS) + 22 * foot.length + MARGIN;
    const ink = api.colour("ink"), muted = api.colour("muted");
    const root = make("svg", { xmlns: SVG, viewBox: `0 0 ${WIDTH} ${tall}`, width: WIDTH, height: tall, role: "img", "font-family": "Source Sans 3, system-ui, sans-serif" });
    root.append(make("title", {}, about(api).title), make("desc", {}, foot.join(" ")));
    root.append(make("rect", { width: WIDTH, height: tall, fill: api.colour("sheet") }));
    root.append(make("text", { x: MARGIN, y: 60, "font-size": 30, "font-weight": 600, fill: ink }, about(api).title));
    for (const edge of edges) {
      const [x1, y1] = at(api.data.nodes[edge.from]), [x2, y2] = at(api.data.nodes[edge.to]);
      root.append(make("line", { x1, y1, x2, y2, stroke: muted, "stroke-opacity": 0.5, "stroke-width": edge.width || 1.2 }));
    }
    for (const node of nodes) {
      const [x, y] = at(node);
      const mark = make("path", { ...painted(api, node), "stroke-width": 1.4, transform: `translate(${x} ${y}) scale(${inked(node) / 8})` });
      mark.append(make("title", {}, `${node.name} — ${node.word}`));
      root.append(mark);
    }
    const most = [...nodes].sort((a, b) => b.centre - a.centre || (b.count || 0) - (a.count || 0) || b.degree - a.degree || a.id - b.id).slice(0, 60);
    for (const node of most.reverse()) {
      const [x, y] = at(node);
      const over = inked(node) * 1.2 + 5;
      const where = node.count ? { x, y: y < 110 + HEIGHT / 2 ? y - over : y + over + 9, "text-anchor": "middle" } : { x: x + node.size + 4, y: y + 4 };
      root.append(make("text", { ...where, "font-size": 12, fill: ink, stroke: api.colour("sheet"), "stroke-width": 3, "paint-order": "stroke" }, node.count ? `${node.name}\u00a0: ${node.count.toLocaleString("fr-FR")}` : node.name.length > 34 ? `${node.name.slice(0, 33)}…` : node.name));
    }
    words.forEach(({ code, word }, place) => {
      const [x, y] = [MARGIN + (place % ACROSS) * 280, 110 + HEIGHT + 30 + 24 * Math.floor(place / ACROSS)];
      root.append(make("path", { ...painted(api, { group: code }), "stroke-width": 1.4, transform: `translate(${x + 8} ${y - 5}) scale(.9)` }));
      root.append(make("text", { x: x + 24, y, "font-size": 15, fill: ink }, word));
    });
    foot.forEach((line, place) => root.append(make("text", { x: MARGIN, y: tall - MARGIN + 12 - 22 * (foot.length - 1 - place), "font-size": 14, fill: place === 0 && about(api).synthetic ? api.colour("verifier") : muted }, line)));
    return root;
  }

  const written = (node) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(node)}\n`;

  async function png(api) {
    const root = svg(api);
    const [width, height] = [Number(root.getAttribute("width")), Number(root.getAttribute("height"))];
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(root))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
    canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return save(`${slug(api)}.png`, "image/png", [blob]);
  }

  /* ---- networks for other programs ---- */

  /* An aggregate is no entity: its type says so, `stands_for` how many it counts; a tie to it weighs as many as it stands for. */
  const FIELDS = [["label", "name"], ["type", "type"], ["stands_for", "stands_for"], ["kind", "kind"], ["profile", "word"], ["dates", "dates"], ["sources", "origins"], ["degree", "degree"], ["x", "x"], ["y", "y"]];
  const numeric = new Set(["stands_for", "degree", "x", "y", "weight"]);
  const TIES = [["role", "role"], ["weight", "weight"], ["dates", "dates"], ["sources", "origins"]];
  const typed = (node) => ({ ...node, type: node.count ? "agregat" : "fiche", stands_for: node.count || 1 });
  const weighed = (edge) => ({ ...edge, weight: edge.weight || 1 });

  /* What XML cannot hold is taken out, and counted: a file that no program opens would say nothing at all. */
  function cleaner() {
    let taken = 0;
    const clean = (value) => String(value ?? "").replace(FORBIDDEN, () => { taken += 1; return ""; });
    return { clean, told: () => (taken ? ` ${ngettext("%(count)s caractère que le format interdit a été retiré.", "%(count)s caractères que le format interdit ont été retirés.", taken)}` : "") };
  }

  function child(parent, tag, attributes, text) {
    const made = parent.ownerDocument.createElementNS(parent.namespaceURI, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  function graphml(api) {
    const { clean, told } = cleaner();
    const root = document.implementation.createDocument("http://graphml.graphdrawing.org/xmlns", "graphml").documentElement;
    const declare = (name, where) => child(root, "key", { id: `${where}_${name}`, for: where, "attr.name": name, "attr.type": numeric.has(name) ? "double" : "string" });
    const facts = Object.entries({ ...about(api), sources: about(api).sources.join(", "), legend: legend(api).map(({ word }) => word).join(", ") });
    for (const [name] of facts) declare(name, "graph");
    for (const [name] of FIELDS) declare(name, "node");
    for (const [name] of TIES) declare(name, "edge");
    const graph = child(root, "graph", { id: "entrelacs", edgedefault: "directed" });
    for (const [name, value] of facts) child(graph, "data", { key: `graph_${name}` }, clean(value));
    const { nodes, edges } = shown(api);
    for (const node of nodes.map(typed)) {
      const made = child(graph, "node", { id: clean(node.key) });
      for (const [name, field] of FIELDS) child(made, "data", { key: `node_${name}` }, clean(node[field]));
    }
    for (const edge of edges.map(weighed)) {
      const made = child(graph, "edge", { id: `e${edge.id}`, source: clean(api.data.nodes[edge.from].key), target: clean(api.data.nodes[edge.to].key) });
      for (const [name, field] of TIES) child(made, "data", { key: `edge_${name}` }, clean(edge[field]));
    }
    return save(`${slug(api)}.graphml`, "application/graphml+xml", [written(root.ownerDocument)]) + told();
  }

  function gexf(api) {
    const { clean, told } = cleaner();
    const root = document.implementation.createDocument("http://gexf.net/1.3", "gexf").documentElement;
    root.setAttribute("version", "1.3");
    const meta = child(root, "meta", { lastmodifieddate: new Date().toISOString().slice(0, 10) });
    child(meta, "creator", {}, "Entrelacs");
    child(meta, "description", {}, clean([about(api).title, ...sentences(api), _("légende : %(words)s", { words: legend(api).map(({ word }) => word).join(", ") })].join(" · ")));
    const graph = child(root, "graph", { defaultedgetype: "directed", mode: "static" });
    const columns = (where, fields) => {
      const made = child(graph, "attributes", { class: where });
      fields.forEach(([name]) => child(made, "attribute", { id: name, title: name, type: numeric.has(name) ? "double" : "string" }));
    };
    const own = FIELDS.filter(([name]) => name !== "label" && name !== "x" && name !== "y");
    columns("node", own);
    columns("edge", TIES);
    const { nodes, edges } = shown(api);
    const values = (parent, fields, record) => {
      const made = child(parent, "attvalues", {});
      for (const [name, field] of fields) child(made, "attvalue", { for: name, value: clean(record[field]) });
    };
    const all = child(graph, "nodes", {});
    for (const node of nodes.map(typed)) {
      const made = child(all, "node", { id: clean(node.key), label: clean(node.name) });
      values(made, own, node);
      const place = root.ownerDocument.createElementNS("http://gexf.net/1.3/viz", "viz:position");
      for (const [axis, value] of [["x", node.x], ["y", -node.y], ["z", 0]]) place.setAttribute(axis, value);
      made.append(place);
    }
    const ties = child(graph, "edges", {});
    for (const edge of edges.map(weighed)) values(child(ties, "edge", { id: edge.id, source: clean(api.data.nodes[edge.from].key), target: clean(api.data.nodes[edge.to].key) }), TIES, edge);
    return save(`${slug(api)}.gexf`, "application/gexf+xml", [written(root.ownerDocument)]) + told();
  }

  function json(api) {
    const { nodes, edges } = api.data;
    const state = {
      format: "entrelacs-exploration", version: 1, ...about(api), unfolded: api.unfolded(), legend: legend(api),
      nodes: nodes.map(typed).map((node) => ({ id: node.key, label: node.name, type: node.type, stands_for: node.stands_for, kind: node.kind, profile: node.word, dates: node.dates, sources: node.origins, x: node.x, y: node.y, hidden: api.gone(node), pinned: Boolean(node.pinned) })),
      links: edges.map(weighed).map((edge) => ({ source: nodes[edge.from].key, target: nodes[edge.to].key, role: edge.role, weight: edge.weight, dates: edge.dates, sources: edge.origins })),
    };
    return save(`${slug(api)}.json`, "application/json", [JSON.stringify(state, null, 1)]);
  }

  window.entrelacsFiles = { png, svg: (api) => save(`${slug(api)}.svg`, "image/svg+xml", [written(svg(api))]), graphml, gexf, json };
})();
