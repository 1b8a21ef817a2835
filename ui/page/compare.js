// The Compare tab: choosing agencies, years and figures; the choice stands in the address and is remembered.
window.nianbao.compare = window.nianbao.compare || (() => {
  const { store, view } = window.nianbao;
  const root = document.documentElement;
  const known = new WeakSet();
  const MOST = 120; // options drawn at once
  let state = empty(), choices = null, said = {}, loaded = "", wait = 0, left = 0;

  function empty() { return { agencies: [], years: [], metrics: [], across: null, chart: 0, sort: null, down: true }; }
  const whole = () => state.agencies.length && state.years.length && state.metrics.length;
  const make = (tag, style, text) => {
    const node = document.createElement(tag);
    if (style) node.className = style;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const put = (words, values) => Object.entries(values).reduce((text, [name, value]) => text.replace("{" + name + "}", value), words);

  // The address: #compare?a=…&a=…&y=2021,2022&m=…

  function written() {
    const query = new URLSearchParams();
    state.agencies.forEach((one) => query.append("a", one));
    if (state.years.length) query.set("y", state.years.join(","));
    state.metrics.forEach((one) => query.append("m", one));
    if (state.across) query.set("by", state.across);
    if (state.chart) query.set("c", state.chart);
    if (state.sort !== null) query.set("s", (state.down ? "-" : "") + state.sort);
    return query.toString();
  }

  function read(text) {
    const query = new URLSearchParams(text), sort = query.get("s");
    return {
      ...empty(),
      agencies: query.getAll("a"), metrics: query.getAll("m"), across: query.get("by"), chart: Number(query.get("c")) || 0,
      years: (query.get("y") || "").split(",").filter((year) => /^\d{4}$/.test(year)).map(Number),
      sort: sort === null ? null : Math.abs(Number(sort)) || 0, down: sort === null || sort.startsWith("-"),
    };
  }

  function remember() {
    const text = written();
    store.set("compare", text);
    if (root.dataset.view === "compare") history.replaceState(null, "", "#compare" + (text ? "?" + text : ""));
  }

  function run(now) {
    remember();
    state.run = String(Date.now());
    left = 8;
    clearTimeout(wait);
    wait = setTimeout(send, now ? 0 : 200);
  }

  // Asked again until what is drawn is what was asked: a view that is only just being set up hears nothing.
  function send() {
    const button = document.querySelector('#picker [data-do="tabulate"]');
    if (button) {
      button.dataset.selection = JSON.stringify(state);
      button.click();
    }
    clearTimeout(wait);
    left -= 1;
    wait = left > 0 && whole() ? setTimeout(check, 1500) : 0;
  }

  const drawn = () => document.querySelector("#compared [data-run]")?.dataset.run === state.run;
  function check() { wait = 0; if (!drawn() && left > 0) send(); }

  function change(values, now) {
    state = { ...state, ...values };
    if (values.agencies || values.years || values.metrics) state.sort = null;
    if (state.chart >= state.metrics.length) state.chart = 0;
    complete();
    draw();
    run(now);
  }

  // What is left open is filled with the likeliest: the newest year, the requests received.
  function complete() {
    if (!choices || !state.agencies.length) return;
    if (!state.years.length && !state.touched) {
      const held = choices.agencies.filter((one) => covered(one)).flatMap((one) => one[3]);
      if (held.length) state.years = [Math.max(...held)];
    }
    if (!state.metrics.length && !state.touched) {
      const first = choices.metrics[0]?.items[0];
      if (first) state.metrics = [first[0]];
    }
    state.touched = true;
  }

  function covered(agency) {
    return state.agencies.some((term) => term === "all" || term === agency[0] || "organ:" + agency[2] === term
      || (term.startsWith("region:") && (agency[1] + "/").startsWith(term.slice(7) + "/")));
  }

  function go(selection) {
    state = { ...empty(), ...selection, touched: true };
    view("compare");
    draw();
    run(true);
    document.getElementById("compare-column")?.scrollTo({ top: 0 });
  }

  // The fields

  const source = (picker) => picker.dataset.choices + " " + picker.dataset.state;

  // Read what can be chosen: at first, in another language, and after the library changed.
  async function begin(picker) {
    known.add(picker);
    said = JSON.parse(picker.dataset.said);
    if (loaded !== source(picker)) {
      loaded = source(picker);
      try { choices = await (await fetch(picker.dataset.choices)).json(); } catch { picker.append(make("p", "quiet", said.failed)); return; }
    }
    const [name, query] = location.hash.slice(1).split("?");
    if (!state.touched) {
      state = name === "compare" && query ? read(query) : read(store.get("compare") || "");
      if (whole()) { state.touched = true; run(true); }
    }
    draw();
  }

  function draw() {
    const picker = document.querySelector("#picker .picker");
    if (!picker || !choices) return;
    combo(picker.querySelector('[data-pick="agencies"] .field'), "agencies");
    combo(picker.querySelector('[data-pick="metrics"] .field'), "metrics");
    years(picker.querySelector('[data-pick="years"] .field'));
  }

  function years(field) {
    const focused = field.contains(document.activeElement) ? document.activeElement.dataset.year : null;
    field.replaceChildren();
    field.classList.add("years");
    field.setAttribute("role", "group");
    field.setAttribute("aria-labelledby", "pick-years");
    const every = choices.years.length && choices.years.every((year) => state.years.includes(year));
    const button = (label, on, name, act) => {
      const one = make("button", "year", label);
      one.type = "button";
      one.dataset.year = name;
      one.setAttribute("aria-pressed", on);
      one.addEventListener("click", act);
      field.append(one);
      if (name === focused) one.focus();
    };
    choices.years.forEach((year) => button(year, state.years.includes(year), String(year), () => {
      const kept = state.years.includes(year) ? state.years.filter((one) => one !== year) : [...state.years, year];
      change({ years: kept.sort(), touched: true });
    }));
    if (choices.years.length > 2) button(said.allYears, Boolean(every), "all", () => change({ years: every ? [] : [...choices.years], touched: true }));
  }

  const labels = {
    agencies: (term) => term === "all" ? said.everyone
      : term.startsWith("region:") ? put(said.region, { value: term.slice(7).replaceAll("/", " ") })
      : term.startsWith("organ:") ? put(said.organ, { value: term.slice(6) }) : term,
    metrics: (term) => {
      const key = term.split("@")[0];
      for (const group of choices.metrics) for (const item of group.items) if (item[0] === key) return item[1];
      return key;
    },
  };

  // Everything that can be chosen, as [value, label, note, words to search, heading].
  function options(kind) {
    if (kind === "metrics") {
      return choices.metrics.flatMap((group) => group.items.map((item) => [
        item[0], item[1], [item[2], put(said.reports, { count: item[3] })].filter(Boolean).join(" · "), item[1] + " " + group.label, group.label]));
    }
    const groups = [["all", said.everyone, choices.agencies.length, said.everyone + " all"],
      ...choices.regions.map(([value, label, count]) => [value, put(said.region, { value: label }), count, put(said.region, { value: label })]),
      ...choices.organs.map(([value, label, count]) => [value, put(said.organ, { value: label }), count, put(said.organ, { value: label })])];
    return [...groups, ...choices.agencies.map((one) => [one[0], one[0], one[3].length > 3 ? one[3][0] + "–" + one[3].at(-1) : one[3].join(" "), one[0] + " " + one[1] + " " + one[4]])];
  }

  const lists = {}; // kind -> { all, low }: what can be chosen, and the same in small letters, made once
  function matching(kind, typed) {
    const key = loaded + kind;
    if (lists[kind]?.key !== key) {
      const all = options(kind);
      lists[kind] = { key, all, low: all.map((one) => one[3].toLowerCase()) };
    }
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean), { all, low } = lists[kind];
    return words.length ? all.filter((_, at) => words.every((word) => low[at].includes(word))) : all;
  }

  function combo(field, kind) {
    let box = field.querySelector(".combo");
    if (!box) box = build(field, kind);
    const chips = [...state[kind]].slice(0, 60).map((term) => chip(kind, term));
    if (state[kind].length > 60) chips.push(make("span", "chip", "+" + (state[kind].length - 60)));
    if (state[kind].length > 1) {
      const clear = make("button", "clear", said.clear);
      clear.type = "button";
      clear.addEventListener("click", () => change({ [kind]: [], touched: true }));
      chips.push(clear);
    }
    box.querySelector(".chosen").replaceChildren(...chips);
    if (!box.querySelector("[role=listbox]").hidden) list(box, kind);
  }

  function chip(kind, term) {
    const one = make("span", "chip");
    one.append(make("span", "", labels[kind](term)));
    const item = kind === "metrics" && choices.metrics.flatMap((group) => group.items).find((each) => each[0] === term.split("@")[0]);
    if (item && item[4]) {
      const who = make("select");
      who.setAttribute("aria-label", said.applicant);
      choices.applicants.slice().reverse().forEach(([value, label]) => {
        const option = make("option", "", value === "applicant.total" ? said.total : label);
        option.value = value === "applicant.total" ? "" : value;
        who.append(option);
      });
      who.value = term.split("@")[1] || "";
      who.addEventListener("change", () => {
        const changed = item[0] + (who.value ? "@" + who.value : "");
        change({ metrics: [...new Set(state.metrics.map((each) => each === term ? changed : each))] });
      });
      one.append(who);
    }
    const remove = make("button", "remove", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", put(said.remove, { value: labels[kind](term) }));
    remove.addEventListener("click", () => { change({ [kind]: state[kind].filter((each) => each !== term), touched: true }); });
    one.append(remove);
    return one;
  }

  function build(field, kind) {
    const box = make("div", "combo"), chosen = make("div", "chosen"), input = make("input"), menu = make("div", "options");
    Object.assign(input, { type: "text", placeholder: field.dataset.hint, autocomplete: "off", spellcheck: false });
    menu.id = "options-" + kind;
    menu.hidden = true;
    menu.setAttribute("role", "listbox");
    menu.setAttribute("aria-multiselectable", "true");
    menu.setAttribute("aria-labelledby", "pick-" + kind);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": menu.id, "aria-autocomplete": "list", "aria-labelledby": "pick-" + kind })) input.setAttribute(name, value);
    const line = make("div", "typed");
    line.append(chosen, input);
    box.append(line, menu);
    field.replaceChildren(box);
    input.addEventListener("focus", () => open(box, kind));
    input.addEventListener("click", () => open(box, kind));
    input.addEventListener("input", () => open(box, kind));
    input.addEventListener("keydown", (event) => keys(event, box, kind));
    line.addEventListener("click", (event) => { if (event.target === line || event.target === chosen) input.focus(); });
    menu.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    menu.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) toggle(kind, option.dataset.value);
    });
    input.addEventListener("blur", () => close(box));
    return box;
  }

  function toggle(kind, value) {
    const has = state[kind].some((each) => each.split("@")[0] === value);
    change({ [kind]: has ? state[kind].filter((each) => each.split("@")[0] !== value) : [...state[kind], value] });
  }

  function open(box, kind) {
    box.querySelector("[role=listbox]").hidden = false;
    box.querySelector("input").setAttribute("aria-expanded", "true");
    list(box, kind);
  }

  function close(box) {
    box.querySelector("[role=listbox]").hidden = true;
    const input = box.querySelector("input");
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    box.dataset.active = "";
  }

  function list(box, kind) {
    const menu = box.querySelector("[role=listbox]"), found = matching(kind, box.querySelector("input").value);
    const nodes = [];
    let heading = null;
    found.slice(0, MOST).forEach(([value, label, note, , group], at) => {
      if (group && group !== heading) { heading = group; nodes.push(Object.assign(make("div", "group", group), { role: "presentation" })); }
      const on = state[kind].some((each) => each.split("@")[0] === value);
      const option = make("div", "option");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", on);
      option.id = menu.id + "-" + at;
      option.dataset.value = value;
      option.append(make("span", "", label), make("small", "", note));
      nodes.push(option);
    });
    if (!found.length) nodes.push(make("p", "quiet", said.none));
    if (found.length > MOST) nodes.push(make("p", "quiet", put(said.more, { count: found.length - MOST })));
    const top = menu.scrollTop;
    menu.replaceChildren(...nodes);
    menu.scrollTop = top;
    activate(box, Math.min(Number(box.dataset.active) || 0, menu.querySelectorAll(".option").length - 1), false);
  }

  function activate(box, at, scroll = true) {
    const all = [...box.querySelectorAll(".option")];
    all.forEach((option) => option.classList.remove("active"));
    box.dataset.active = Math.max(0, at);
    const one = all[Math.max(0, at)];
    if (!one) return;
    one.classList.add("active");
    box.querySelector("input").setAttribute("aria-activedescendant", one.id);
    if (scroll) one.scrollIntoView({ block: "nearest" });
  }

  function keys(event, box, kind) {
    const input = event.target, menu = box.querySelector("[role=listbox]"), count = menu.querySelectorAll(".option").length;
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (menu.hidden) { open(box, kind); return; }
      if (count) activate(box, ((Number(box.dataset.active) || 0) + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const one = menu.querySelector(".option.active");
      if (!menu.hidden && one) { toggle(kind, one.dataset.value); input.value = ""; list(box, kind); }
    } else if (event.key === "Escape") {
      close(box);
    } else if (event.key === "Backspace" && !input.value && state[kind].length) {
      change({ [kind]: state[kind].slice(0, -1), touched: true });
    } else if (event.key.length === 1) box.dataset.active = "";
  }

  // The table: arrow keys go from cell to cell; after a sort the heading keeps the focus.

  function walk(event) {
    const cell = event.target.closest?.("table.matrix button");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!cell || !step) return;
    const rows = [...cell.closest("table").rows], here = cell.closest("td, th");
    let row = rows.indexOf(here.parentElement), column = here.cellIndex;
    for (let tries = 0; tries < 200; tries += 1) {
      row += step[0]; column += step[1];
      const next = rows[row]?.cells[column];
      if (!next) return;
      const button = next.querySelector("button");
      if (button) { event.preventDefault(); button.focus(); return; }
    }
  }

  document.addEventListener("keydown", walk);
  document.addEventListener("click", (event) => {
    const on = (name) => event.target.closest(name);
    if (on("[data-compare]")) { event.preventDefault(); go(JSON.parse(on("[data-compare]").dataset.compare)); }
    else if (on("[data-sort]")) {
      const at = Number(on("[data-sort]").dataset.sort);
      const label = !on("th").classList.contains("number");
      change({ sort: at, down: state.sort === at ? !state.down : !label }, true);
    } else if (on("[data-across]")) change({ across: on("[data-across]").dataset.across, sort: null }, true);
    else if (on("[data-link]")) {
      const button = on("[data-link]");
      remember();
      button.dataset.copy = location.href;
    } else if (on("#compared .spot")) mark(on("#compared .spot"));
  }, true);
  document.addEventListener("change", (event) => {
    const select = event.target.closest?.("[data-chart]");
    if (select) change({ chart: Number(select.value) }, true);
  });

  function mark(cell) {
    document.querySelectorAll("#compared .spot[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    cell.setAttribute("aria-current", "true");
    if (nianbao.small.matches) nianbao.reveal(document.getElementById("cellproof"));
  }

  // Gradio draws views anew; the fields are filled again whenever that happened.
  let focus = null;
  new MutationObserver(() => {
    const picker = document.querySelector("#picker .picker");
    if (!picker?.dataset.entered) return; // the visit is only just beginning
    if ((!known.has(picker) || loaded !== source(picker))) begin(picker);
    else if (choices && !picker.querySelector(".combo")) draw();
    if (choices && state.run && whole() && !wait && !drawn() && left > 0) wait = setTimeout(check, 300);
    const heading = document.querySelector(`#compared [data-sort="${focus}"]`);
    if (focus !== null && heading && document.activeElement === document.body) { heading.focus(); focus = null; }
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-entered", "data-choices", "data-state"] });
  document.addEventListener("click", (event) => { const one = event.target.closest("[data-sort]"); focus = one ? one.dataset.sort : null; });
  new MutationObserver(() => {
    // An address that was pasted names its own choice and must not be written over.
    if (root.dataset.view === "compare" && state.touched && !location.hash.includes("?")) remember();
  }).observe(root, { attributes: true, attributeFilter: ["data-view"] });
  addEventListener("hashchange", () => {
    const [name, query] = location.hash.slice(1).split("?");
    if (name === "compare" && query && query !== written() && choices) { state = { ...read(query), touched: true }; draw(); run(true); }
  });
  return { go, selection: () => state };
})();
