// What stands on an open page, as whoever looks at its picture would find it; proof.py judges it.
() => {
  const scope = document.querySelector(".scene.on:not(.leaving)") || document.body;
  const isWall = scope !== document.body;
  const AIR = 0.2; // of a line's height, above and below its letters
  const EDGE = 2; // pixels
  const DRAWN = ".trace, .hm, .shapelayer path, .annotation-text, image";

  const trimmed = (text) => (text || "").replace(/\s+/g, " ").trim();
  const has = (element, names) => Boolean(element.querySelector(names));
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  function panelOf(element) {
    const panel = element.closest(".panel, .part") || element.closest("section, header, main");
    if (!panel) return "";
    const part = [...panel.classList].find((name) => /^(panel|part)-./.test(name)) || panel.localName;
    return trimmed(panel.querySelector("h1, h2, h3")?.textContent) || part;
  }

  // Panels

  const faults = [];
  const say = (element, rule, found) => faults.push([panelOf(element), rule, trimmed(found).slice(0, 60)]);
  const each = (names, act) => [...scope.querySelectorAll(names)].filter(isShown).forEach(act);

  function isEmpty(panel) {
    if (has(panel, "svg, img, canvas")) return false;
    const head = panel.querySelector(".panel-head, .head")?.textContent || "";
    return trimmed(panel.textContent).length <= trimmed(head).length;
  }

  each("[data-failed]:not(button), .explained[data-figure], main .message, #connection", (element) => {
    say(element, "failed", element.innerText);
  });
  each("._dash-loading, [data-dash-is-loading=true]", (element) => say(element, "loading", element.textContent));
  // The room for the screen's own signs is filled by the screen.
  each(".panel, .part:not(.part-status-room)", (panel) => isEmpty(panel) && say(panel, "empty", ""));
  each(".picture, .drawn", (picture) => {
    if (!has(picture, ".main-svg")) say(picture, "undrawn", picture.textContent);
    else if (!has(picture, DRAWN)) say(picture, "undrawn", "");
  });

  // Letters

  const spoken = [...scope.querySelectorAll("*")].filter((element) =>
    !element.closest("script, style, template, noscript, select, title, desc")
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) && isShown(element));

  // One for those who listen, not for those who look, and what is moved out of sight until it takes the focus.
  const isUnseen = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      if (getComputedStyle(at).position === "absolute" && box.width <= 1.5 && box.height <= 1.5) return true;
    }
    return false;
  };
  // What has no room beside a heading of the wall is meant to go out of sight below it.
  const isGone = (element) => {
    const head = isWall && element.closest(".head, header");
    return head && element.getBoundingClientRect().top > head.getBoundingClientRect().bottom - 2;
  };
  const seen = spoken.filter((element) => !isUnseen(element) && !isGone(element));

  function boxes(element) {
    if (element.closest("svg")) return [element.getBoundingClientRect()];
    return [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()).flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
  }

  const clips = (overflow) => overflow === "hidden" || overflow === "clip";
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";

  function reaches(box, around, style) {
    const air = Math.min(box.width, box.height) * AIR;
    const across = box.left < around.left - EDGE || box.right > around.right + EDGE;
    const down = box.top + air < around.top - EDGE || box.bottom - air > around.bottom + EDGE;
    return (clips(style.overflowX) && across) || (clips(style.overflowY) && down);
  }

  function isCut(element) {
    const letters = boxes(element);
    const around = element.closest("svg") ? element.closest("svg").parentElement : element;
    if (element.ownerSVGElement) {
      const root = element.closest(".main-svg") || element.closest("svg");
      const style = getComputedStyle(root);
      if (letters.some((box) => reaches(box, root.getBoundingClientRect(), style))) return true;
    }
    for (let at = around; at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (letters.some((box) => reaches(box, at.getBoundingClientRect(), style))) return true;
      if (scrolls(style.overflowX) || scrolls(style.overflowY)) return false;
    }
    const width = document.documentElement.clientWidth;
    return letters.some((box) => box.right > width + EDGE || box.left < -EDGE);
  }

  const isOverflowing = (element) => clips(getComputedStyle(element).overflowX) && !element.ownerSVGElement
    && element.scrollWidth > element.clientWidth + 1;
  seen.filter((element) => isCut(element) || isOverflowing(element))
    .forEach((element) => say(element, "cut", element.textContent));

  // Texts

  const chosen = [...scope.querySelectorAll("select")].filter(isShown).flatMap((list) => [...list.selectedOptions]);
  const own = (element) =>
    [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).join("");
  const added = [...scope.querySelectorAll("*")].filter(isShown).flatMap((element) =>
    ["::before", "::after"].map((side) => getComputedStyle(element, side).content).filter((text) => text.startsWith('"')));
  const printed = new Map();
  const note = (text, element) => [...text].forEach((letter) => {
    if (!printed.has(letter)) printed.set(letter, panelOf(element));
  });
  spoken.forEach((element) => note(own(element), element));
  chosen.forEach((option) => note(option.textContent, option.parentElement));
  added.forEach((text) => note(text, scope));

  return {
    faults,
    letters: [...printed],
    fonts: [...document.fonts].map((face) => [face.family.replace(/["']/g, ""), face.status]),
    figures: [...scope.querySelectorAll("[data-figure*='|']")].filter(isShown)
      .map((element) => [element.dataset.figure, trimmed(element.textContent), panelOf(element)]),
    text: trimmed([scope.innerText, ...seen.map((element) => element.textContent),
      ...chosen.map((option) => option.textContent)].join(" ")),
  };
}
