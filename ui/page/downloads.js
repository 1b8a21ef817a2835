// Saving: tables as files made by the server, charts as pictures made here from what is on the page.
window.nianbao.save = window.nianbao.save || (() => {
  const SCALE = 2; // a picture has twice the pixels of the page

  function keep(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function drawing(button) {
    const svg = button.closest(".card, .comparison")?.querySelector("svg.chart");
    return svg && new XMLSerializer().serializeToString(svg);
  }

  async function picture(text) {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width * SCALE, height: image.height * SCALE });
    const pen = canvas.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.drawImage(image, 0, 0);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  async function table(kind, button) {
    const [address, body] = button.dataset.answer ? ["answer", button.dataset.answer] : ["compare", JSON.stringify(nianbao.compare.selection())];
    const sent = { method: "POST", headers: { "content-type": "application/json" }, body };
    const reply = await fetch(`${address}.${kind}?language=${document.documentElement.lang === "en" ? "en" : "zh"}`, sent);
    if (!reply.ok) throw new Error(await reply.text());
    return reply.blob();
  }

  async function save(button) {
    const { save: kind, name } = button.dataset;
    try {
      if (kind === "svg") keep(new Blob([drawing(button)], { type: "image/svg+xml" }), name + ".svg");
      else keep(kind === "png" ? await picture(drawing(button)) : await table(kind, button), `${name}.${kind}`);
    } catch {
      const failed = button.closest("[data-failed]")?.dataset.failed;
      if (failed) { const before = button.textContent; button.textContent = failed; setTimeout(() => { button.textContent = before; }, 3000); }
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) save(button);
  });
  return save;
})();
