// The Evaluation tab: a question set read from a file, the progress of a run, and what it is set against.
window.nianbao.evaluation = window.nianbao.evaluation || (() => {
  const { act, store } = window.nianbao;
  const EVERY = 1000; // milliseconds between two looks at a run under way
  let seen = null, timer = 0;

  async function add(input) {
    const file = input.files[0];
    if (!file) return;
    const text = await file.text();
    input.value = "";
    act("add_set", { name: file.name, text });
  }

  function watch() {
    const course = document.querySelector("#examining .course");
    if (course?.dataset.running) {
      seen = "";
      if (!timer) timer = setTimeout(() => { timer = 0; act("attend", {}); }, EVERY);
    } else if (course && seen === "" && course.dataset.made) {
      seen = course.dataset.made;
      act("open_run", { run: seen });
    }
    const set = document.querySelector("#examining select[data-set]"), kept = store.get("set");
    if (set && !set.dataset.kept) {
      set.dataset.kept = "yes";
      if (kept && !set.querySelector("[selected]") && [...set.options].some((option) => option.value === kept)) set.value = kept;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest('#examining [data-do="examine"]');
    if (button) button.dataset.set = document.querySelector("#examining select[data-set]").value;
    const shown = event.target.closest('#evaluation [data-do="show_answer"]');
    if (shown) {
      document.querySelectorAll("#evaluation .cite[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
      shown.setAttribute("aria-current", "true");
      if (nianbao.small.matches) nianbao.reveal(document.getElementById("evalproof"));
    }
  }, true);
  document.addEventListener("change", (event) => {
    const on = (name) => event.target.closest?.(name);
    if (on("[data-add-set]")) add(event.target);
    else if (on("[data-against]")) act("set_against", { run: event.target.value });
    else if (on("select[data-set]")) store.set("set", event.target.value);
  });
  document.addEventListener("keydown", (event) => {
    const label = event.target.closest?.("#examining .file");
    if (label && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); label.querySelector("input").click(); }
  });
  new MutationObserver(watch).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-made", "data-running", "value"] });
  return { watch };
})();
