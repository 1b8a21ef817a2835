// The Reports view in the browser: files are handed in, deleting is asked about, the list is sifted; and what others
// change in the library is seen without reloading.
(() => {
  const root = document.documentElement;
  const ours = { "X-Nianbao": "1" };
  const ahead = 2; // files sent at the same time
  const pace = { working: 700, idle: 4000, hidden: 20000, refresh: 2500 };
  const queue = [];
  let sending = 0, left = 0, count = 0, html = "", state = null, timer = 0, refreshed = 0, first = true, opened = "", spoken = "", focus = null;

  const intake = () => document.querySelector(".intake");
  const mayUpload = () => intake()?.dataset.takes === "yes";
  const texts = () => JSON.parse(intake()?.dataset.texts || "{}");
  const batch = (() => {
    const made = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    try {
      const kept = sessionStorage.getItem("nianbao.batch");
      if (!kept) sessionStorage.setItem("nianbao.batch", made);
      return kept || made;
    } catch { return made; }
  })();
  const address = (path = "", more = "") => `uploads/${batch}${path}?language=${intake()?.dataset.language || "zh"}${more}`;

  async function send(method, path, body, more) {
    const answer = await fetch(address(path, more), { method, headers: ours, body });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok && said.error) toast(said.error);
    return said;
  }

  function toast(text) {
    const place = intake()?.querySelector(".toast");
    if (!place) return;
    place.textContent = text;
    place.hidden = false;
    fade(place);
  }

  function fade(place) {
    clearTimeout(place.fading);
    place.fading = setTimeout(() => { place.hidden = true; }, 8000);
  }

  // Handing in

  async function hand(files) {
    const wanted = [...files].filter((file) => !/^(\.|~\$)/.test(file.name));
    if (!wanted.length || !mayUpload()) return;
    nianbao.view("reports");
    for (let at = 0; at < wanted.length; at += 500) {
      const part = wanted.slice(at, at + 500);
      const said = await send("POST", "", JSON.stringify(part.map((file) => ({ name: file.name, size: file.size }))));
      (said.ids || []).forEach((id, n) => { if (id) queue.push({ id, file: part[n] }); });
    }
    pump();
    look();
  }

  function pump() {
    while (sending < ahead && queue.length) {
      const { id, file } = queue.shift();
      sending += 1;
      // A file that the browser can't read any more is given up.
      send("PUT", `/${id}`, file).catch(() => send("DELETE", `/${id}`).catch(() => {})).finally(() => { sending -= 1; pump(); look(); });
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) return [...transfer.files];
    return (await Promise.all(entries.map(within))).flat();
  }

  async function within(entry) {
    if (/^(\.|__MACOSX)/.test(entry.name)) return [];
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      found.push(...(await Promise.all(some.map(within))).flat());
    }
  }

  // What became of it

  async function look() {
    clearTimeout(timer);
    try {
      const working = first || left || sending || queue.length;
      const seen = await (await fetch(working ? address() : "state")).json();
      if (working) { first = false; left = seen.left; count = seen.count; html = seen.html; draw(); }
      compare(seen.state);
      root.removeAttribute("data-away");
    } catch {
      if (left && !root.hasAttribute("data-away")) toast(texts().upload_broken);
      root.setAttribute("data-away", "");
    }
    clearTimeout(timer);
    timer = setTimeout(look, left || sending || queue.length ? pace.working : document.hidden ? pace.hidden : pace.idle);
  }

  // The library changed: draw again what shows it, but not under somebody's hands.
  function compare(now) {
    if (now === undefined || now === state) return;
    if (state === null) { state = now; return; }
    const held = root.hasAttribute("data-busy") || document.querySelector("details.menu[open], dialog[open]");
    if (held || (left && Date.now() - refreshed < pace.refresh)) return;
    state = now;
    refreshed = Date.now();
    const typed = document.querySelector(".composer textarea")?.value;
    const name = document.querySelector(".turn") || typed ? "refresh" : "refresh_all";
    const at = document.activeElement;
    if (at?.dataset?.sift) keepFocus({ name: at.dataset.sift, start: at.selectionStart });
    document.querySelector(`.intake [data-do="${name}"]`)?.click();
  }

  function draw() {
    const room = document.querySelector(".tray-room");
    if (!room || (!html && !room.firstChild)) return;
    const next = document.createElement("template");
    next.innerHTML = html;
    const now = room.querySelector(".tray"), then = next.content.querySelector(".tray");
    if (!now || !then) { room.replaceChildren(next.content); return; }
    const rows = now.querySelector("ul"), header = now.querySelector("header");
    const here = new Map([...rows.children].map((row) => [row.dataset.item, row]));
    rows.replaceChildren(...[...then.querySelector("ul").children].map((row) => {
      const old = here.get(row.dataset.item);
      return old && (old.isEqualNode(row) || (old.className === row.className && old.contains(document.activeElement))) ? old : row;
    }));
    if (!header.isEqualNode(then.querySelector("header"))) {
      const inside = header.contains(document.activeElement);
      header.replaceWith(then.querySelector("header"));
      if (inside) now.querySelector("header button")?.focus();
    }
    const rest = [now, then].map((one) => one.querySelector(":scope > p"));
    rest[0]?.remove();
    if (rest[1]) now.append(rest[1]);
  }

  // The view was drawn again: put back what the browser alone knows.
  function settle() {
    const speaks = intake()?.dataset.language;
    if (speaks && spoken && speaks !== spoken && html) { first = true; look(); }
    spoken = speaks || spoken;
    const place = intake()?.querySelector(".toast:not([hidden])");
    if (place && !place.fading) fade(place);
    if (html && !document.querySelector(".tray")) draw();
    if (focus) {
      const field = document.querySelector(`[data-sift="${focus.name}"]`);
      if (field && document.activeElement !== field) {
        field.focus();
        if (field.type === "search") field.setSelectionRange(focus.start, focus.start);
        focus = null;
      }
    }
    const room = document.querySelector("#reports .opened");
    const now = room?.querySelector("[data-room]")?.dataset.room || "";
    if (now !== opened) {
      const before = opened;
      opened = now;
      if (root.dataset.view === "reports" && asked() !== now) history.pushState(null, "", addressOf(now));
      root.removeAttribute("data-sheet");
      const target = now ? room.querySelector("h2") : document.querySelector(`#shelf-rows button[data-report="${before}"]`);
      if (now) { document.getElementById("reports-column").scrollTop = 0; if (innerWidth <= 900) scrollTo(0, 0); }
      target?.focus({ preventScroll: Boolean(now) });
    }
  }

  // The address names the report that is open: it can be gone back from, reloaded and passed on.
  const asked = () => new URLSearchParams(location.hash.split("?")[1] || "").get("r") || "";
  const addressOf = (id) => "#reports" + (id ? "?r=" + encodeURIComponent(id) : "");

  function arrive() {
    if (root.dataset.view !== "reports" || asked() === opened) return;
    nianbao.act(asked() ? "open_report" : "close_report", { report: asked() });
  }

  // For as long as drawing again may take.
  function keepFocus(on) {
    focus = on;
    setTimeout(() => { if (focus === on) focus = null; }, 2000);
  }

  // Typing leaves the fields alone; choosing draws them again, since a province brings its cities.
  function sift(field, value) {
    const button = field.closest("form").querySelector("button[hidden]"), typed = field.dataset.sift === "words";
    if (!typed) keepFocus({ name: field.dataset.sift });
    Object.assign(button.dataset, { do: typed ? "sift" : "choose", name: field.dataset.sift, value });
    button.click();
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset?.sift !== "words") return;
    clearTimeout(field.waiting);
    field.waiting = setTimeout(() => sift(field, field.value), 250);
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches?.(".intake input[type=file]")) { hand(field.files); field.value = ""; }
    else if (field.dataset?.sift && field.type === "checkbox") sift(field, field.checked ? "yes" : "");
    else if (field.dataset?.sift && field.tagName === "SELECT") sift(field, field.value);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".sieve")) event.preventDefault();
    if (!form.matches(".whose")) return;
    event.preventDefault();
    const said = Object.fromEntries(new FormData(form));
    document.activeElement?.blur();
    send("POST", `/${form.closest("li").dataset.item}/whose`, JSON.stringify(said)).then(() => { first = true; look(); });
  });

  document.addEventListener("click", (event) => {
    const on = (name) => event.target.closest?.(name);
    if (on("[data-choose]")) {
      send("POST", "", "[]").catch(() => {}); // the model is loaded while files are being chosen
      intake().querySelector("input[type=file]").click();
    } else if (on("[data-upload]") && on(".tray")) {
      const item = on("li")?.dataset.item;
      if (!item && on("[data-upload]").dataset.upload === "cancel") queue.length = 0;
      const more = on("[data-upload]").dataset.upload === "dismiss" ? "&dismiss" : "";
      send("DELETE", item ? `/${item}` : "", undefined, more).finally(() => { first = true; look(); });
    } else if (on("[data-again]")) {
      send("POST", `/again/${on("[data-again]").dataset.again}`).finally(() => { first = true; look(); });
      document.getElementById("reports-column").scrollTop = 0;
    } else if (on("[data-delete]")) {
      const dialog = document.querySelector("dialog.confirm"), { delete: id, name } = on("[data-delete]").dataset;
      dialog.querySelector(".named").textContent = name;
      dialog.querySelector('[data-do="delete_report"]').dataset.report = id;
      dialog.showModal();
    } else if (on("dialog.confirm button")) on("dialog.confirm").close();
    else if (on("[data-goto]")) nianbao.reveal(document.getElementById(on("[data-goto]").dataset.goto));
    else if (on("[data-unsheet]")) root.removeAttribute("data-sheet");
    else if (on('[data-do="show_place"]')) root.setAttribute("data-sheet", "on");
  });

  document.addEventListener("dragover", (event) => {
    if (!mayUpload() || ![...(event.dataTransfer?.types || [])].includes("Files")) return;
    event.preventDefault();
    root.setAttribute("data-dropping", texts().upload_drop_here || "");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) root.removeAttribute("data-dropping"); });
  document.addEventListener("drop", async (event) => {
    root.removeAttribute("data-dropping");
    if (!mayUpload() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    hand(await dropped(event.dataTransfer));
  });
  addEventListener("beforeunload", (event) => { if (sending || queue.length) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

  root.addEventListener("entered", arrive);
  addEventListener("hashchange", arrive);
  new MutationObserver((changes) => {
    const came = root.dataset.view === "reports" && changes.some((change) => change.oldValue !== "reports");
    if (came && opened && !location.hash.includes("?")) history.replaceState(null, "", addressOf(opened));
  }).observe(root, { attributes: true, attributeFilter: ["data-view"], attributeOldValue: true });

  function begin() {
    const column = document.getElementById("reports-column");
    if (!column) { setTimeout(begin, 200); return; }
    new MutationObserver(settle).observe(column, { childList: true, subtree: true });
    look();
  }
  begin();
})();
