// Conversations: kept in this browser alone, the one on the page and those before it; each user of a login has their own.
nianbao.talks = nianbao.talks || (() => {
  const MOST = 50, LONGEST = 2000;
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("nianbao_user="));
  const user = cookie ? decodeURIComponent(cookie.slice(13)) : "";
  const key = "nianbao.talks" + (user ? "." + user : ""), here = key + ".here";
  let now = null; // the conversation on the page

  const known = (one) => one && typeof one.id === "string" && Array.isArray(one.turns) && one.turns.every((turn) => typeof turn?.text === "string");
  function list() {
    try { return JSON.parse(localStorage.getItem(key) || "[]").filter(known); } catch { return []; }
  }

  function write(all) {
    for (let rest = all.slice(0, MOST); ; rest = rest.slice(0, Math.floor(rest.length / 2))) {
      try { localStorage.setItem(key, JSON.stringify(rest)); return; } catch { if (!rest.length) return; } // the store is full: the oldest go
    }
  }

  function fresh() {
    return { id: Date.now().toString(36) + Math.random().toString(36).slice(2, 8), at: Date.now(), use: "auto", turns: [] };
  }

  function current() {
    if (now) return now;
    let id = "";
    try { id = sessionStorage.getItem(here) || ""; } catch { /* none kept */ }
    now = list().find((one) => one.id === id) || fresh();
    return now;
  }

  function settle(talk) {
    now = talk;
    try { sessionStorage.setItem(here, talk.id); } catch { /* private window */ }
  }

  function keep() {
    settle(current());
    if (now.turns.length) write([now, ...list().filter((one) => one.id !== now.id)]);
  }

  // What stands on the page is what is kept; an empty page forgets nothing.
  function note(turns) {
    if (!turns.length || JSON.stringify(turns) === JSON.stringify(current().turns)) return;
    current().turns = turns;
    now.at = Date.now();
    keep();
  }

  return {
    list, note,
    memory: () => ({ language: nianbao.store.get("language") || undefined, use: current().use, turns: current().turns }),
    asked(text) { note([...current().turns, { text: text.slice(0, LONGEST), question: null }]); },
    anew() { settle(fresh()); },
    open(id) { const found = list().find((one) => one.id === id); if (found) settle(found); return Boolean(found); },
    use(use) { current().use = use; keep(); },
    drop(id) { write(list().filter((one) => one.id !== id)); },
    clear() { write(list().filter((one) => one.id === current().id)); },
    title: (talk) => talk.turns[0]?.text || "",
    isCurrent: (talk) => talk.id === current().id,
  };
})();
nianbao.memory = nianbao.talks.memory;

// The lists of them: in the menu under the field, and on the page that waits for a first question.
nianbao.history = nianbao.history || (() => {
  const make = (tag, attributes, ...children) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  };

  function when(at, language) {
    const days = Math.floor((new Date().setHours(24, 0, 0, 0) - at) / 86400000);
    if (days < 7) return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
    return new Date(at).toLocaleDateString(language);
  }

  function entry(talk, words) {
    const open = make("button", { className: "talk-title", title: nianbao.talks.title(talk) },
      make("span", {}, nianbao.talks.title(talk)), make("small", {}, when(talk.at, document.documentElement.lang || "zh")));
    open.dataset.talk = talk.id;
    if (nianbao.talks.isCurrent(talk)) open.setAttribute("aria-current", "true");
    const drop = make("button", { className: "drop", title: words.drop, ariaLabel: `${words.drop}：${nianbao.talks.title(talk)}` }, "×");
    drop.dataset.drop = talk.id;
    return make("li", {}, open, drop);
  }

  function fill(box) {
    const words = box.dataset, all = nianbao.talks.list(), most = Number(words.most) || all.length;
    const shown = all.filter((talk) => !words.others || !nianbao.talks.isCurrent(talk)).slice(0, most);
    box.hidden = Boolean(words.others) && !shown.length;
    const items = box.querySelector("ol");
    items.replaceChildren(...shown.map((talk) => entry(talk, words)));
    const none = box.querySelector(".none"), clear = box.querySelector("[data-clear]");
    if (none) none.hidden = shown.length > 0;
    if (clear) clear.hidden = all.length < 2;
  }

  const refresh = () => document.querySelectorAll("[data-talks]").forEach(fill);

  document.addEventListener("toggle", (event) => { if (event.target.open) event.target.querySelectorAll?.("[data-talks]").forEach(fill); }, true);
  document.addEventListener("click", (event) => {
    const on = (name) => event.target.closest(name);
    if (on("[data-talk]")) { if (nianbao.talks.open(on("[data-talk]").dataset.talk)) nianbao.act("resume", { talk: nianbao.memory() }); }
    else if (on("[data-drop]")) { nianbao.talks.drop(on("[data-drop]").dataset.drop); refresh(); }
    else if (on("[data-clear]")) { nianbao.talks.clear(); refresh(); }
  });
  return { refresh };
})();
