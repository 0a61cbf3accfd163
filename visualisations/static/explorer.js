/* Exploring a drawn network: unfold, hide, pin, undo, find, and the table that says the same. Needs network.js. */
(() => {
  "use strict";

  const { _, ngettext } = window.entrelacsTexts;
  const LONGEST = 2000;
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const KEPT = "entrelacs-exploration";

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function explore(api) {
    const { figure, box, card, data, near, network, nodeSet, edgeSet, element } = api;
    const tools = figure.querySelector(".explorer-tools");
    const said = tools.querySelector(".explorer-said");
    const tables = document.getElementById("network-tables");
    const tool = (name) => tools.querySelector(`[data-explore="${name}"]`);
    const byKey = new Map(data.nodes.map((node) => [node.key, node.id]));
    const done = [];
    const unfolded = new URLSearchParams(window.location.search).getAll("deplier");
    const grouped = data.nodes.some((node) => node.count);

    const say = (text) => { said.textContent = text; };
    const name = (id) => data.nodes[id].name;
    const edgeKey = (edge) => `${data.nodes[edge.from].key}\n${data.nodes[edge.to].key}\n${edge.role}`;
    const known = new Set(data.edges.map(edgeKey));

    tools.hidden = false;
    network.setOptions({ interaction: { dragNodes: true } });

    /* ---- what was done, and back ---- */

    function did(words, back) {
      done.push({ words, back });
      tool("undo").disabled = false;
      say(words);
    }

    function undo() {
      const last = done.pop();
      if (!last) return say(_("Rien à annuler."));
      last.back();
      tool("undo").disabled = done.length === 0;
      say(_("Annulé : %(words)s", { words: last.words }));
      api.again();
    }

    /* ---- the address keeps the exploration while it can ---- */

    function addressed(change) {
      const url = new URL(window.location.href);
      change(url.searchParams);
      if (url.pathname.length + url.search.length > LONGEST) {
        return ` ${_("L’adresse serait trop longue : enregistrez l’exploration en JSON pour la retrouver.")}`;
      }
      window.history.replaceState(null, "", url);
      const link = document.querySelector("footer a[href*='/reseau']");
      if (link) link.href = url.pathname + url.search;
      return "";
    }

    const listed = (key, value, add) => addressed((query) => {
      const left = query.getAll(key).filter((one) => one !== value);
      query.delete(key);
      for (const one of add ? [...left, value] : left) query.append(key, one);
    });

    /* ---- unfolding ---- */

    async function unfold(id) {
      const node = data.nodes[id];
      if (node.count) {
        const instead = node.href ? ` ${_("« %(words)s » montre ce qu’il compte.", { words: node.opens })}` : "";
        return say(_("« %(name)s » est un agrégat : il ne se déplie pas.", { name: node.name }) + instead);
      }
      say(_("Dépliage de « %(name)s »…", { name: node.name }));
      const query = new URLSearchParams({ fiche: node.key });
      const asked = new URLSearchParams(window.location.search);
      for (const key of ["depuis", "jusque"]) if (asked.get(key)) query.set(key, asked.get(key));
      let found;
      try {
        const answer = await fetch(`/reseau/depliage.json?${query}`);
        found = await answer.json();
        if (!answer.ok) return say(found.error.message);
      } catch {
        return say(_("Le graphe ne répond pas : rien n’a été déplié. Réessayez dans un moment."));
      }
      const added = merge(id, found);
      if (!added.nodes.length && !added.edges.length) return say(_("Rien d’autre n’est recensé autour de « %(name)s ».", { name: node.name }));
      const long = listed("deplier", node.key, true);
      unfolded.push(node.key);
      const told = ngettext("%(count)s fiche dépliée autour de « %(name)s ».", "%(count)s fiches dépliées autour de « %(name)s ».", added.nodes.length, { name: node.name });
      const still = grouped ? ` ${_("Les agrégats les comptent encore jusqu’à ce que la page soit rechargée.")}` : "";
      did(`${told}${long}${still}${found.left_out.map((one) => ` ${one}`).join("")}`, () => {
        remove(added);
        unfolded.pop();
        listed("deplier", node.key, false);
      });
      api.again();
    }

    function merge(id, found) {
      const start = data.nodes.length;
      for (const [code, mark] of Object.entries(found.marks)) {
        if (!api.shapes.has(code)) api.shapes.set(code, { ...mark, d: new Path2D(mark.path) });
        data.marks[code] = mark;
      }
      const place = new Map();
      let number = Math.max(0, ...data.nodes.map((one) => one.number || 0));
      const nodes = [];
      for (const one of found.nodes) {
        if (byKey.has(one.key)) { place.set(one.id, byKey.get(one.key)); continue; }
        const added = { ...one, id: start + nodes.length, centre: false, hue: null };
        if (added.number) added.number = number += 1;
        const turn = nodes.length * GOLDEN;
        const reach = 70 + 16 * Math.sqrt(nodes.length + 1);
        added.x = data.nodes[id].x + reach * Math.cos(turn);
        added.y = data.nodes[id].y + reach * Math.sin(turn);
        place.set(one.id, added.id);
        nodes.push(added);
      }
      data.nodes.push(...nodes);
      for (const node of nodes) { byKey.set(node.key, node.id); near.set(node.id, []); }
      const edges = [];
      for (const one of found.edges) {
        const edge = { ...one, id: data.edges.length + edges.length, from: place.get(one.from), to: place.get(one.to) };
        if (known.has(edgeKey(edge))) continue;
        known.add(edgeKey(edge));
        edges.push(edge);
        near.get(edge.from).push([edge.to, edge]);
        near.get(edge.to).push([edge.from, edge]);
      }
      data.edges.push(...edges);
      nodeSet.add(nodes.map(api.onCanvas));
      edgeSet.add(edges.map(({ id: key, from, to }) => ({ id: key, from, to })));
      changed();
      nodes.forEach(nodeRow);
      edges.forEach(edgeRow);
      return { nodes, edges };
    }

    /* What is undone is what was added last, so the numbers of the rest stay. */
    function remove({ nodes, edges }) {
      const lost = new Set(edges.map((edge) => edge.id));
      for (const edge of edges) known.delete(edgeKey(edge));
      edgeSet.remove([...lost]);
      data.edges.splice(data.edges.length - edges.length, edges.length);
      for (const [id, ties] of near) near.set(id, ties.filter(([, edge]) => !lost.has(edge.id)));
      nodeSet.remove(nodes.map((node) => node.id));
      data.nodes.splice(data.nodes.length - nodes.length, nodes.length);
      for (const node of nodes) { byKey.delete(node.key); near.delete(node.id); }
      if (api.current() !== null && api.current() >= data.nodes.length) api.show(null);
      for (const row of tables.querySelectorAll("tr[data-added]")) {
        if (nodes.some((node) => node.key === row.dataset.node) || lost.has(Number(row.dataset.added))) row.remove();
      }
      changed();
    }

    function changed() {
      api.weigh();
      api.veil();
      network.redraw();
      rows();
    }

    /* ---- hiding, pinning ---- */

    function hide(id) {
      data.nodes[id].gone = true;
      changed();
      did(_("« %(name)s » est masqué.", { name: name(id) }), () => { data.nodes[id].gone = false; changed(); });
    }

    function pin(id) {
      const set = (pinned) => {
        data.nodes[id].pinned = pinned;
        nodeSet.update({ id, fixed: pinned });
      };
      const pinned = !data.nodes[id].pinned;
      set(pinned);
      did(pinned ? _("« %(name)s » est épinglé : il ne bouge plus.", { name: name(id) }) : _("« %(name)s » est libre.", { name: name(id) }), () => set(!pinned));
      api.again();
    }

    network.on("dragEnd", ({ nodes: [id] }) => {
      if (id === undefined) return;
      const { x: wasX, y: wasY } = data.nodes[id];
      const move = (x, y) => { Object.assign(data.nodes[id], { x, y }); network.moveNode(id, x, y); };
      const { x, y } = network.getPosition(id);
      move(x, y);
      did(_("« %(name)s » est déplacé.", { name: name(id) }), () => move(wasX, wasY));
    });
    network.on("doubleClick", ({ nodes: [id] }) => { if (id !== undefined) unfold(id); });

    /* ---- the table twin ---- */

    const bodies = tables.querySelectorAll("tbody");
    const cell = (tag, text, label) => {
      const made = element(tag, text);
      if (label) made.dataset.label = label;
      return made;
    };
    const named = (node, tag, label) => {
      const made = cell(tag, undefined, label);
      if (tag === "th") made.scope = "row";
      if (node.number) made.append(element("span", String(node.number), "number"), " ");
      const inside = element(node.href ? "a" : "span", node.name);
      if (node.href) inside.href = node.href;
      made.append(inside);
      return made;
    };

    function nodeRow(node) {
      const row = element("tr");
      Object.assign(row.dataset, { node: node.key, added: `n${node.id}` });
      const degree = cell("td", String(node.degree), _("Liés"));
      degree.className = "num";
      row.append(named(node, "th"), cell("td", node.word, _("Profil")), degree, cell("td", node.dates || "—", _("Dates")), cell("td", node.origins, _("Source")));
      bodies[1].append(row);
      locatable(row);
    }

    function edgeRow(edge) {
      const [from, to] = [data.nodes[edge.from], data.nodes[edge.to]];
      const row = element("tr");
      Object.assign(row.dataset, { ends: `${from.key} ${to.key}`, added: String(edge.id) });
      row.append(named(from, "th"), cell("td", from.word, _("Profil")), cell("td", edge.role, _("Rôle")), named(to, "td", _("Dans")), cell("td", edge.dates, _("Dates")), cell("td", edge.origins, _("Source")));
      bodies[0].append(row);
    }

    function locatable(row) {
      const button = element("button", _("situer"), "find-in-picture");
      button.type = "button";
      const node = data.nodes[byKey.get(row.dataset.node)];
      if (!node) return;
      button.setAttribute("aria-label", _("Situer %(name)s dans le dessin", { name: node.name }));
      button.addEventListener("click", () => {
        const id = byKey.get(row.dataset.node);
        if (id === undefined) return;
        if (api.gone(data.nodes[id])) return say(_("« %(name)s » est masqué.", { name: name(id) }));
        api.look(id);
        box.focus();
      });
      row.querySelector("th").append(button);
    }

    function rows() {
      const lost = new Set(data.nodes.filter(api.gone).map((node) => node.key));
      for (const row of tables.querySelectorAll("tr[data-node]")) row.hidden = lost.has(row.dataset.node);
      for (const row of tables.querySelectorAll("tr[data-ends]")) row.hidden = row.dataset.ends.split(" ").some((end) => lost.has(end));
    }

    const rowOf = (id) => [...tables.querySelectorAll("tr[data-node]")].find((row) => row.dataset.node === data.nodes[id].key);
    tables.querySelectorAll("tr[data-node]").forEach(locatable);
    api.veiled = rows;

    /* ---- the card's actions; the same by keys ---- */

    const chosen = (act) => () => (api.current() === null ? say(_("Choisissez d’abord une fiche du dessin.")) : act(api.current()));
    const toTable = (id) => {
      const button = rowOf(id)?.querySelector(".find-in-picture");
      if (button) { button.scrollIntoView({ block: "center" }); button.focus(); }
    };
    const acts = { unfold, hide, pin, table: toTable };
    Object.assign(api.keys, { d: chosen(unfold), m: chosen(hide), "é": chosen(pin), e: chosen(pin), t: chosen(toTable), u: undo });
    api.told = (id) => {
      for (const row of tables.querySelectorAll("tr[aria-current]")) row.removeAttribute("aria-current");
      if (api.current() !== null) rowOf(id)?.setAttribute("aria-current", "true");
      card.append(figure.querySelector(".card-actions").content.cloneNode(true));
      card.querySelector('[data-act="pin"]').setAttribute("aria-pressed", String(Boolean(data.nodes[id].pinned)));
      if (data.nodes[id].count) card.querySelector('[data-act="unfold"]').remove();
      for (const button of card.querySelectorAll("[data-act]")) {
        button.addEventListener("click", () => { api.show(id); network.selectNodes([id]); acts[button.dataset.act](id); });
      }
    };

    /* ---- finding inside ---- */

    tool("find").addEventListener("input", () => {
      const text = plain(tool("find").value.trim());
      if (!text) return say("");
      const found = data.nodes.filter((node) => !api.gone(node) && plain(node.name).includes(text));
      if (!found.length) return say(_("Aucune fiche du dessin ne porte « %(text)s ».", { text: tool("find").value.trim() }));
      api.look(found[0].id);
      say(ngettext("%(count)s fiche du dessin. La première est montrée : « %(name)s ».", "%(count)s fiches du dessin. La première est montrée : « %(name)s ».", found.length, { name: found[0].name }));
    });
    tool("undo").addEventListener("click", undo);

    /* ---- files ---- */

    for (const [kind, make] of Object.entries(window.entrelacsFiles)) {
      tool(kind).addEventListener("click", async () => say(await make(api)));
    }

    tool("open").addEventListener("change", async () => {
      const [file] = tool("open").files;
      if (!file) return;
      const state = await read(file);
      if (typeof state === "string") return say(state);
      window.sessionStorage.setItem(KEPT, JSON.stringify(state));
      window.location.assign(state.address);
    });

    async function read(file) {
      if (file.size > 4e6) return _("Ce fichier est trop grand pour une exploration : 4 Mo au plus.");
      let state;
      try {
        state = JSON.parse(await file.text());
      } catch {
        return _("Ce fichier n’est pas du JSON entier : l’enregistrement a peut-être été coupé.");
      }
      if (state?.format !== "entrelacs-exploration") return _("Ce fichier n’est pas une exploration enregistrée ici.");
      if (state.version !== 1) return _("Cette exploration est d’une version %(version)s que cette page ne lit pas (attendu : 1).", { version: String(state.version).slice(0, 9) });
      if (typeof state.address !== "string" || !state.address.startsWith("/reseau?") || !Array.isArray(state.nodes)) return _("Il manque à cette exploration son adresse ou ses fiches.");
      return state;
    }

    async function resume() {
      const kept = window.sessionStorage.getItem(KEPT);
      if (!kept) return;
      window.sessionStorage.removeItem(KEPT);
      const state = JSON.parse(kept);
      for (const key of state.unfolded || []) if (byKey.has(key)) await unfold(byKey.get(key));
      let absent = 0;
      for (const saved of state.nodes) {
        const id = byKey.get(saved.id);
        if (id === undefined) { absent += 1; continue; }
        if (Number.isFinite(saved.x) && Number.isFinite(saved.y)) {
          Object.assign(data.nodes[id], { x: saved.x, y: saved.y });
          network.moveNode(id, saved.x, saved.y);
        }
        Object.assign(data.nodes[id], { gone: saved.hidden === true, pinned: saved.pinned === true });
        nodeSet.update({ id, fixed: saved.pinned === true });
      }
      changed();
      api.fit();
      const lost = absent ? ` ${ngettext("%(count)s fiche n’est plus dans le graphe.", "%(count)s fiches ne sont plus dans le graphe.", absent)}` : "";
      say(_("Exploration du %(date)s rouverte.", { date: String(state.date || "?").slice(0, 30) }) + lost);
    }

    api.unfolded = () => [...unfolded];
    api.again();
    resume();
    figure.dataset.explored = "true";
  }

  for (const figure of document.querySelectorAll("figure[data-explorer]")) explore(figure.entrelacs);
})();
