// @ts-check
/* Plays a selection year by year. Without this script the links of the page do the same, one year at a time: each is
   the address of the page with `annee=`, and what is shown is what the server draws there. */

const { _ } = /** @type {any} */ (window).entrelacsTexts;
const PACE = 1400;

/** @param {HTMLElement} player */
function enhance(player) {
  const first = Number(player.dataset.first), last = Number(player.dataset.last);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Map<string, Promise<Document>>} */
  const pages = new Map();
  let asked = 0;
  /** @type {number | undefined} */
  let timer;

  const play = document.createElement("button");
  play.type = "button";
  const range = document.createElement("input");
  range.type = "range";
  range.min = String(first);
  range.max = String(last);
  range.step = "1";
  range.value = player.dataset.year ?? String(first);
  range.setAttribute("aria-label", _("Année montrée"));
  const shown = document.createElement("output");
  shown.textContent = player.dataset.year ?? _("toutes");
  const said = document.createElement("span");
  said.className = "muted";
  said.setAttribute("role", "status");
  player.prepend(play, range, shown);
  player.append(said);

  /** @param {number} year */
  function addressOf(year) {
    const address = new URL(player.dataset.address ?? location.pathname, location.origin);
    address.searchParams.set("annee", String(year));
    return address;
  }

  /** @param {number} year */
  function page(year) {
    const address = addressOf(year).href;
    let found = pages.get(address);
    if (!found) {
      found = fetch(address, { headers: { Accept: "text/html" } }).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      found.catch(() => pages.delete(address));
      pages.set(address, found);
    }
    return found;
  }

  /** Puts the view of a year in place of the one shown; the last one asked for wins. @param {number} year */
  async function show(year) {
    const mine = ++asked;
    try {
      const read = await page(year);
      if (mine !== asked) return;
      const next = read.getElementById("vue"), here = document.getElementById("vue");
      const steps = read.querySelector("[data-player] .steps"), own = player.querySelector(".steps");
      if (!next || !here) throw new Error("vue");
      const within = here.contains(document.activeElement);
      here.replaceWith(document.adoptNode(next));
      const lead = read.querySelector("p.lead");
      if (lead) document.querySelector("p.lead")?.replaceWith(document.adoptNode(lead));
      if (steps && own && !own.contains(document.activeElement)) own.replaceWith(document.adoptNode(steps));
      document.dispatchEvent(new Event("entrelacs:vue"));
      if (within) range.focus();
      range.value = String(year);
      shown.textContent = String(year);
      player.dataset.year = String(year);
      said.textContent = "";
      history.replaceState(null, "", addressOf(year));
      document.querySelectorAll(".views a[href]").forEach((link) => followed(/** @type {HTMLAnchorElement} */ (link), year));
    } catch {
      stop();
      if (mine === asked) said.textContent = _("L’année %(year)s n’a pas pu être lue : réessayez.", { year });
    }
  }

  /** The other views are those of the same year. @param {HTMLAnchorElement} link @param {number} year */
  function followed(link, year) {
    const address = new URL(link.href);
    if (/^\/(carte|chronologie|reseau)$/.test(address.pathname)) {
      address.searchParams.set("annee", String(year));
      link.href = address.pathname + address.search;
    }
  }

  function label() {
    const playing = timer !== undefined;
    play.textContent = playing ? _("Pause") : still.matches ? _("Année suivante") : _("Lire");
    play.setAttribute("aria-pressed", String(playing));
    if (still.matches) play.removeAttribute("aria-pressed");
  }

  function stop() {
    clearTimeout(timer);
    timer = undefined;
    label();
  }

  /** From one year to the next, no faster than they are drawn. */
  async function step() {
    const year = Number(range.value);
    if (year >= last) return stop();
    await show(year + 1);
    if (timer !== undefined) timer = setTimeout(step, PACE);
  }

  play.addEventListener("click", async () => {
    if (timer !== undefined) return stop();
    const start = player.dataset.year === undefined || Number(range.value) >= last ? first : Number(range.value) + 1;
    if (still.matches) return show(start);
    timer = setTimeout(step, PACE);
    label();
    await show(start);
  });
  range.addEventListener("input", () => {
    stop();
    shown.textContent = range.value;
  });
  range.addEventListener("change", () => show(Number(range.value)));
  still.addEventListener("change", stop);
  label();
}

document.querySelectorAll("[data-player]").forEach((each) => enhance(/** @type {HTMLElement} */ (each)));
