// The page's own behaviour: clicks become events for Python, and what needs no server stays here.
window.nianbao = window.nianbao || (() => {
  const root = document.documentElement;
  const store = {
    get: (key) => { try { return localStorage.getItem("nianbao." + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem("nianbao." + key, value); } catch { /* private window */ } },
  };
  const asking = ["ask", "follow", "reread", "again", "resume"];
  const still = matchMedia("(prefers-reduced-motion: reduce)"), small = matchMedia("(max-width: 900px)");
  const known = new WeakSet(); // elements that already have their listeners; drawing again drops foreign attributes
  const triggers = {}; // event -> the trigger of the view that has it
  let entered = false, back = null, wait = 0, lost = false, rest = 0, opened = 0;

  function busy(on) {
    root.toggleAttribute("data-busy", on);
    clearInterval(wait);
    if (on) wait = setInterval(look, 3000);
  }

  // While an answer is awaited: is the server there, and does it still know who asks? What was asked is asked again after.
  async function look() {
    try {
      const home = await fetch("./", { cache: "no-store" });
      if (home.redirected) { location.href = home.url; return; }
    } catch { lost = true; document.querySelector(".lost")?.removeAttribute("hidden"); return; }
    document.querySelector(".lost")?.setAttribute("hidden", "");
    const again = lost;
    lost = false;
    if (again || !document.querySelector("#talk .pending")) busy(false);
    if (again) act("resume", { talk: nianbao.memory() });
  }

  // Trigger an event of some view. Every event brings what the browser remembers, for a server that was started again.
  function act(name, data) {
    if (!triggers[name]) return;
    if (asking.includes(name)) { if (root.hasAttribute("data-busy")) return; busy(true); }
    if (name === "begin_anew") nianbao.talks.anew();
    if (name === "use_model") nianbao.talks.use(data.use);
    triggers[name](name, { ...data, memory: nianbao.memory() });
    if (name === "ask") nianbao.talks.asked(data.text);
  }

  // The view that the address names: #compare?… is compare.
  function named() {
    const name = location.hash.slice(1).split("?")[0];
    return name && document.querySelector(`[data-view-tab="${CSS.escape(name)}"]`) ? name : "ask";
  }

  function view(name) {
    root.dataset.view = name;
    document.querySelectorAll("[data-view-tab]").forEach((tab) => {
      tab.setAttribute("aria-current", tab.dataset.viewTab === name ? "page" : "false");
    });
    if (named() !== name) history.pushState(null, "", name === "ask" ? location.pathname + location.search : "#" + name);
    requestAnimationFrame(() => document.querySelectorAll(".frame").forEach(centre));
  }

  // Bring into sight what was chosen, gently where the reader does not mind.
  function reveal(element, block = "start") {
    element?.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
  }

  // The field keeps clear of the conversation's scroll bar, so that both have one edge.
  function align() {
    const talk = document.getElementById("talk");
    if (talk) root.style.setProperty("--gutter", (talk.offsetWidth - talk.clientWidth) / 2 + "px");
  }

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  }

  // Scroll a frame, and nothing around it, until its box or mark stands a third of the way down.
  function centre(frame) {
    const mark = frame.querySelector(".box, mark");
    if (!mark) { frame.scrollTop = 0; frame.scrollLeft = (frame.dataset.left || 0) * (frame.firstElementChild?.offsetWidth || 0); return; }
    for (let inner = mark.parentElement; inner && inner !== frame; inner = inner.parentElement) {
      if (inner.classList.contains("wide")) aside(inner, mark);
    }
    const box = mark.getBoundingClientRect(), edge = frame.getBoundingClientRect();
    frame.scrollTop += box.top - edge.top - edge.height / 3;
    if (frame.dataset.zoom === "in") aside(frame, mark);
    else if (frame.dataset.left) frame.scrollLeft = frame.dataset.left * frame.firstElementChild.offsetWidth;
  }

  function aside(scroller, mark) {
    const box = mark.getBoundingClientRect(), edge = scroller.getBoundingClientRect();
    scroller.scrollLeft += box.left + box.width / 2 - edge.left - edge.width / 2;
  }

  function settle(element) {
    element.querySelectorAll(".frame").forEach((frame) => {
      if (element.dataset.key !== frame.dataset.key || frame.classList.contains("text")) centre(frame);
      element.dataset.key = frame.dataset.key || "";
    });
    const talk = element.querySelector("[data-kept]");
    if (talk) { align(); nianbao.talks.note(JSON.parse(talk.dataset.kept)); follow(element); }
    element.querySelectorAll("[data-talks]").forEach(() => nianbao.history.refresh());
    const tabs = element.querySelector("[data-language-now]");
    if (tabs) (document.querySelector(".grip") || grip()).setAttribute("aria-label", tabs.dataset.resize);
    const met = Boolean(document.querySelector(".top[data-entered]")); // the server knows the visitor
    if (root.toggleAttribute("data-entered", met) && !entered) { entered = true; root.dispatchEvent(new Event("entered")); }
    if (tabs) { root.lang = tabs.dataset.languageNow; view(root.dataset.view || named()); health(); }
    const input = element.querySelector("textarea");
    if (input && small.matches) input.placeholder = input.dataset.short; // a longer one would be cut
    if (input && !known.has(input)) compose(input);
    element.querySelectorAll("input[data-filter]").forEach(filter);
  }

  function follow(element) {
    const pending = element.querySelector(".pending"), was = element.dataset.waiting === "yes";
    const turn = (pending || element.querySelector(`.turn[data-turn="${element.dataset.turn}"]`))?.closest(".turn");
    busy(Boolean(pending));
    element.dataset.waiting = pending ? "yes" : "";
    if (pending) element.dataset.turn = turn.dataset.turn;
    if (turn && (pending || was)) {
      const low = turn.offsetHeight > innerHeight * 0.6;
      reveal(turn, low ? "start" : "nearest");
    }
    if (!pending && document.activeElement === document.body) refocus(was);
  }

  // Drawing took away what had the focus: it goes to the same chip or button again; after an answer, to the field.
  function refocus(answered) {
    const field = answered && matchMedia("(hover: hover)").matches && document.querySelector(".composer textarea");
    (back?.() || field || null)?.focus({ preventScroll: true });
    back = null;
  }

  // Where the focus was: a chip of a turn, or a verdict on it.
  function whence(target) {
    const turn = `.turn[data-turn="${target.dataset.turn}"]`, menu = target.closest(".reading .menu");
    if (target.dataset.do === "judge") return () => document.querySelector(`${turn} [data-verdict="${target.dataset.verdict}"]`);
    const at = menu ? [...menu.closest(".reading").querySelectorAll(".menu")].indexOf(menu) : -1;
    return () => document.querySelectorAll(`${turn} .reading .menu summary`)[at];
  }

  function compose(input) {
    known.add(input);
    const grow = () => { input.style.height = "auto"; input.style.height = Math.min(input.scrollHeight, 160) + "px"; };
    input.addEventListener("input", grow);
    input.addEventListener("keydown", (event) => {
      // An Enter that picks a word in a Chinese input method must not send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      input.form?.requestSubmit();
    });
    input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (!text || root.hasAttribute("data-busy")) return;
      act("ask", { text });
      input.value = "";
      grow();
      input.focus();
    });
    if (matchMedia("(hover: hover)").matches) input.focus();
  }

  function filter(input) {
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const table = document.getElementById(input.dataset.filter);
      let left = 0;
      table?.querySelectorAll("tbody tr").forEach((row) => {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        left += row.hidden ? 0 : 1;
      });
      const none = input.parentElement.querySelector(".none");
      if (none) none.hidden = left > 0;
    };
    if (!known.has(input)) { known.add(input); input.addEventListener("input", apply); }
    apply();
  }

  async function health() {
    const sign = document.querySelector(".model");
    if (!sign || sign.dataset.asked) return;
    sign.dataset.asked = "yes";
    try {
      const state = (await (await fetch("health")).json()).model;
      sign.textContent = sign.dataset[state] || "";
      sign.hidden = !sign.textContent;
      if (state === "loading") setTimeout(() => { delete sign.dataset.asked; health(); }, 1500);
    } catch { sign.hidden = true; }
  }

  async function copy(button) {
    const text = button.dataset.copy;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
    }
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 1500);
  }

  function csv(button) {
    const table = button.closest(".card").querySelector("table");
    const cell = (node) => {
      const plain = node.cloneNode(true);
      plain.querySelectorAll(".ref").forEach((ref) => ref.remove());
      const text = plain.textContent.trim().replace(/\s+/g, " ");
      const safe = /^[=@\t]|^[+-](?![\d.,%（()]+)/.test(text) ? "'" + text : text;
      return '"' + safe.replaceAll('"', '""') + '"';
    };
    const lines = [...table.rows].map((row) => [...row.cells].map(cell).join(","));
    const file = new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: button.dataset.csv });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function zoom(button) {
    const frame = button.closest("section").querySelector(".frame");
    const near = frame.dataset.zoom !== "in";
    frame.dataset.zoom = near ? "in" : "";
    button.textContent = near ? button.dataset.out : button.dataset.in;
    centre(frame);
  }

  function about(words) {
    view("ask");
    const input = document.querySelector(".composer textarea");
    if (input) { input.value = words; input.focus(); }
  }

  function mark(target) {
    document.querySelectorAll('.ref[aria-current="true"]').forEach((ref) => ref.removeAttribute("aria-current"));
    const { turn, n } = target.dataset;
    document.querySelector(`.ref[data-turn="${turn}"][data-n="${n}"]`)?.setAttribute("aria-current", "true");
    if (small.matches && !target.closest(".evidence")) reveal(document.getElementById("evidence"));
  }

  function bind(element, trigger, watch, events) {
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-do]");
      if (!target || !element.contains(target) || !events.includes(target.dataset.do)) return;
      const { do: name, ...data } = target.dataset;
      back = whence(target);
      closeMenus();
      if (name === "cite") mark(target);
      if (name === "open_report") view("reports");
      if (name === "speak") store.set("language", data.language);
      act(name, data);
    });
    for (const name of events) triggers[name] = trigger;
    watch("value", () => settle(element));
    settle(element);
  }

  // The evidence panel is as wide as the reader wants it.
  function grip() {
    const bar = Object.assign(document.createElement("div"), { className: "grip", tabIndex: 0 });
    bar.setAttribute("role", "separator");
    bar.setAttribute("aria-orientation", "vertical");
    bar.setAttribute("aria-valuenow", document.getElementById("evidence")?.offsetWidth || 0);
    const width = (side) => {
      const kept = Math.round(Math.max(320, Math.min(innerWidth - 480, side)));
      root.style.setProperty("--side", kept + "px");
      bar.setAttribute("aria-valuenow", kept);
      store.set("side", kept);
      document.querySelectorAll(".frame").forEach(centre);
    };
    bar.addEventListener("pointerdown", (event) => { bar.setPointerCapture(event.pointerId); event.preventDefault(); });
    bar.addEventListener("pointermove", (event) => { if (bar.hasPointerCapture(event.pointerId)) width(innerWidth - event.clientX); });
    bar.addEventListener("dblclick", () => { root.style.removeProperty("--side"); store.set("side", ""); });
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
      if (step) width(document.getElementById("evidence").offsetWidth + step);
    });
    document.body.append(bar);
    if (store.get("side") && innerWidth > 900) width(Number(store.get("side")));
    return bar;
  }

  // A mouse that rests on a chip opens its menu: the choice itself is then the only click.
  document.addEventListener("pointerover", (event) => {
    const menu = event.pointerType === "mouse" && event.target.closest?.("details.menu.hover");
    clearTimeout(rest);
    if (menu && !menu.open) rest = setTimeout(() => { closeMenus(menu); menu.open = true; opened = Date.now(); }, 150);
    else if (!menu && document.querySelector("details.menu.hover[open]:not(:focus-within)")) rest = setTimeout(() => closeMenus(), 300);
  });
  document.addEventListener("click", (event) => {
    const on = (name) => event.target.closest(name);
    clearTimeout(rest); // a click or a key has the last word about a menu
    closeMenus(on("details.menu"));
    if (on("details.menu.hover > summary") && Date.now() - opened < 600) event.preventDefault(); // just opened by resting there
    if (on("[data-copy]")) copy(on("[data-copy]"));
    else if (on("[data-csv]")) csv(on("[data-csv]"));
    else if (on("[data-zoom]") && !on(".frame")) zoom(on("[data-zoom]"));
    else if (on("[data-about]")) about(on("[data-about]").dataset.about);
    else if (on("[data-view-tab]")) view(on("[data-view-tab]").dataset.viewTab);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".instead")) return;
    event.preventDefault();
    const { turn } = event.target.dataset, remark = event.target.elements.remark.value.trim();
    if (remark) act("correct", { turn, remark });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details.menu[open]");
    if (event.key === "Escape" && !menu && root.hasAttribute("data-busy")) act("halt", {});
    clearTimeout(rest);
    if (event.key === "Escape" && menu) { closeMenus(); menu.querySelector("summary").focus(); }
    if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const items = [...menu.querySelectorAll("button")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length]?.focus();
      event.preventDefault();
    }
  });
  addEventListener("resize", () => { align(); document.querySelectorAll(".frame").forEach(centre); });
  addEventListener("hashchange", () => view(named()));
  return { bind, store, view, act, reveal, small };
})();
