// What the desk's small buttons do: copy the address, save a picture, close the open table or menu.
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.classList.contains("copy-link")) copy(button);
    if (button?.classList.contains("menu-png")) save(button.closest(".panel"));
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (!menu.contains(event.target) || event.target.closest("li")) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector(".menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else {
      document.querySelector("#drawer .close")?.click();
    }
  });

  // The table that has just opened takes the focus.
  new MutationObserver((records) => {
    const drawer = document.getElementById("drawer");
    if (drawer && records.some((each) => [...each.addedNodes].includes(drawer))) drawer.focus();
  }).observe(document.body, { childList: true, subtree: true });

  async function copy(button) {
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(window.location.href);
    } catch {
      // Without https there is no clipboard: an unseen field is copied from instead.
      const field = Object.assign(document.createElement("textarea"), { value: window.location.href });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = said), 1500);
  }

  // The picture leaves with what it would lose by leaving: heading, month, reading, source, the mark on demonstration data.
  async function save(panel) {
    const scale = 2;
    const { image, width, height } = await pictured(panel, scale);
    const text = (selector, within = document) => within.querySelector(selector)?.innerText.trim() ?? "";
    const side = panel.closest(".side")?.querySelector(".side-name")?.innerText;
    const month = side ?? document.querySelector("#main")?.dataset.caption ?? "";
    const above = [
      { text: text(".panel-title", panel), font: "bold 20px " },
      { text: [month, text(".panel-note", panel)].filter(Boolean).join("  "), font: "14px " },
      { text: text(".panel-reading", panel), font: "14px " },
    ];
    const below = [
      { text: text(".foot", panel).replace(/\n+/g, "  "), font: "12px " },
      { text: [text(".demonstration"), text(".freshness")].filter(Boolean).join("  "), font: "12px " },
    ];
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    const family = getComputedStyle(document.body).fontFamily;
    const [head, foot] = [above, below].map((lines) => lines.flatMap((line) => wrapped(context, line, width, family)));
    const line = 22, edge = 16;
    canvas.width = (width + 2 * edge) * scale;
    canvas.height = (height + (head.length + foot.length) * line + 3 * edge) * scale;
    context.scale(scale, scale);
    context.fillStyle = "#FFFFFF";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "#14202E";
    head.forEach((each, n) => write(context, each, edge, edge + (n + 0.75) * line));
    const top = edge * 1.5 + head.length * line;
    context.drawImage(image, edge, top, width, height);
    foot.forEach((each, n) => write(context, each, edge, top + height + edge / 2 + (n + 0.75) * line));
    const link = document.createElement("a");
    link.download = `${text(".panel-title", panel)}-${month}.png`.replace(/[\\/:*?"<>|\s]+/g, "_");
    link.href = canvas.toDataURL("image/png");
    link.click();
  }

  // What plotly draws it turns into an image itself; anything else is put into an SVG with the styles of the page.
  async function pictured(panel, scale) {
    const plot = panel.querySelector(".js-plotly-plot");
    const image = new Image();
    if (plot) {
      const { width, height } = plot.getBoundingClientRect();
      image.src = await window.Plotly.toImage(plot, { format: "png", width, height, scale });
      await image.decode();
      return { image, width, height };
    }
    const body = panel.querySelector(".exhibit-body");
    const [width, height] = [Math.ceil(body.scrollWidth), Math.ceil(body.scrollHeight)];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}"
      viewBox="0 0 ${width} ${height}"><foreignObject width="${width}" height="${height}">${await standalone(body)}
      </foreignObject></svg>`;
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await image.decode();
    return { image, width, height };
  }

  // A part of the page as a document of its own: its ancestors' names, all styles, and the fonts in them.
  async function standalone(body) {
    let inner = body.cloneNode(true);
    for (let parent = body.parentElement; parent && parent !== document.documentElement; parent = parent.parentElement) {
      const shell = document.createElement("div");
      shell.className = parent.className;
      shell.style.cssText = "all: unset; display: block; overflow: visible";
      shell.append(inner);
      inner = shell;
    }
    const style = document.createElement("style");
    style.textContent = await embedded([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]));
    const { fontFamily, fontSize, lineHeight, color } = getComputedStyle(body);
    const root = document.createElement("div");
    Object.assign(root.style, { fontFamily, fontSize, lineHeight, color });
    root.append(style, inner);
    return new XMLSerializer().serializeToString(root);
  }

  async function embedded(rules) {
    const texts = rules.map(async (rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return rule.cssText;
      const [, address] = /url\("?(.+?)"?\)/.exec(rule.cssText);
      const file = await (await fetch(new URL(address, rule.parentStyleSheet.href))).blob();
      const data = await new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(file);
      });
      return rule.cssText.replace(/url\(.+?\)/, `url("${data}")`);
    });
    return (await Promise.all(texts)).join("\n");
  }

  function write(context, line, x, y) {
    context.font = line.font;
    context.fillText(line.text, x, y);
  }

  // Break a line where it is too wide; Chinese may be broken anywhere.
  function wrapped(context, line, width, family) {
    const lines = [];
    context.font = line.font + family;
    let rest = "";
    for (const part of line.text.match(/[\x21-\x7e]+\s*|./gu) ?? []) {
      if (rest && context.measureText(rest + part).width > width) {
        lines.push({ text: rest, font: context.font });
        rest = "";
      }
      rest += part;
    }
    return rest ? [...lines, { text: rest, font: context.font }] : lines;
  }
})();
