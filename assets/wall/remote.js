// The remote: pairs by the wall's code, shows what the wall shows, and asks it for something else.
(function () {
  const given = JSON.parse(document.getElementById("given").textContent);
  const KEPT = "kesu-remote";
  const EVERY = 1000, PATIENCE = 4000, LOST = 20; // milliseconds; seconds of a screen's silence
  const root = document.getElementById("remote");
  const search = new URLSearchParams(window.location.search);
  const say = (key, values = {}) =>
    (given.words[key] || "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  let secret = localStorage.getItem(KEPT) || "";
  let state = null;
  let asking = false;

  function made(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  async function ask(question, body) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), PATIENCE);
    try {
      const answer = await fetch(`/wall/remote/${question}?lang=${search.get("lang") || ""}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: control.signal,
      });
      const found = answer.ok ? await answer.json() : { refused: await answer.text() };
      return { status: answer.status, ...found };
    } finally {
      clearTimeout(timer);
    }
  }

  // Pairing

  const code = made("input", {
    className: "code", inputMode: "numeric", autocomplete: "off", maxLength: 6, ariaLabel: say("code"), placeholder: "······",
  });
  const unpaired = made("form", {}, made("h1", { textContent: say("pair_title") }), made("p", { textContent: say("pair_how") }),
    code, made("button", { textContent: say("pair") }));
  const said = made("p", { className: "said" });
  said.setAttribute("role", "status");

  async function pair() {
    said.textContent = "";
    try {
      const found = await ask("pair", { code: code.value.replace(/\D/g, "") });
      if (found.refused) { said.textContent = found.refused; return; }
      secret = found.secret;
      localStorage.setItem(KEPT, secret);
      code.value = "";
      show();
      look();
    } catch (problem) {
      said.textContent = say("no_server");
    }
  }
  unpaired.addEventListener("submit", (event) => { event.preventDefault(); pair(); });

  function unpair(reason = "") {
    secret = "";
    state = null;
    localStorage.removeItem(KEPT);
    show();
    said.textContent = reason;
  }

  // What is asked of the wall

  async function send(button, action, argument = "") {
    button.classList.add("pending");
    try {
      take(await ask("send", { secret, action, argument }));
    } catch (problem) {
      said.textContent = say("no_server");
    }
    setTimeout(() => button.classList.remove("pending"), EVERY);
  }

  function asks(text, action, argument, className = "") {
    const button = made("button", { type: "button", textContent: text, className });
    button.addEventListener("click", () => send(button, action, argument));
    return button;
  }

  const now = made("div", { className: "now" });
  const hold = asks(say("hold"), "hold");
  const freeze = asks(say("freeze"), "freeze");
  const scenes = made("div", { className: "list" });
  const counties = made("div", { className: "list" }, ...given.counties.map(([place, name]) => asks(name, "go", `county:${place}`)));
  const find = made("input", { type: "search", placeholder: say("find"), ariaLabel: say("find") });
  const indicators = made("div", { className: "indicators" });
  const leave = made("button", { type: "button", textContent: say("unpair"), className: "plain" });
  leave.addEventListener("click", () => unpair());
  find.addEventListener("input", list);

  function list() {
    const wanted = find.value.trim().toLowerCase();
    const parts = given.measures.flatMap(([measure, entries]) => {
      const found = entries.filter(([, name]) => `${measure}${name}`.toLowerCase().includes(wanted));
      return found.length ? [made("h2", { textContent: measure }), ...found.map(([code, name]) => asks(name, "spotlight", code))] : [];
    });
    indicators.replaceChildren(...(parts.length ? parts : [made("p", { textContent: say("nothing") })]));
  }

  const section = (key, ...parts) => made("section", {}, made("h2", { textContent: say(key) }), ...parts);
  const paired = made("div", {},
    now,
    made("div", { className: "pair" }, asks(say("previous"), "previous", "", "large"), asks(say("next"), "next", "", "large")),
    made("div", { className: "pair" }, hold, freeze),
    asks(say("resume"), "resume"),
    section("scenes", scenes), section("counties", counties), section("indicators", find, indicators), leave);
  paired.style.cssText = "display:grid;gap:18px";
  root.append(unpaired, said, paired);
  list();

  function show() {
    unpaired.hidden = Boolean(secret);
    paired.hidden = !secret;
  }

  function take(found) {
    if (found.status === 410) return unpair(found.refused);
    if (found.refused) { said.textContent = found.refused; return null; }
    said.textContent = found.silence > LOST ? say("silent", { seconds: found.silence }) : "";
    state = found.state;
    return write();
  }

  function write() {
    const signs = [state.held && say("held"), state.frozen && say("frozen")].filter(Boolean).join(" · ");
    now.replaceChildren(
      made("strong", { textContent: state.title || "—" }),
      made("span", { textContent: say("data", { month: state.month || "—", version: state.version ?? "—" }) }),
      made("div", { className: "signs", textContent: signs }));
    hold.textContent = say(state.held ? "go_on" : "hold");
    hold.ariaPressed = String(Boolean(state.held));
    freeze.textContent = say(state.frozen ? "thaw" : "freeze");
    freeze.ariaPressed = String(Boolean(state.frozen));
    const listed = (state.scenes || []).filter(([key]) => !key.startsWith("county:"));
    if (scenes.dataset.listed !== JSON.stringify(listed)) {
      scenes.dataset.listed = JSON.stringify(listed);
      scenes.replaceChildren(...listed.map(([key, title]) => Object.assign(asks(title, "go", key), { value: key })));
    }
    [...scenes.children].forEach((button) => { button.ariaPressed = String(button.value === state.scene); });
  }

  // One question at a time, and none while nobody looks.
  async function look() {
    if (asking || !secret || document.hidden) return;
    asking = true;
    try {
      take(await ask("state", { secret }));
    } catch (problem) {
      said.textContent = say("no_server");
    } finally {
      asking = false;
    }
  }
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);

  show();
  if (search.get("code")) {
    code.value = search.get("code");
    search.delete("code");
    history.replaceState(null, "", window.location.pathname + (search.size ? `?${search}` : ""));
    pair();
  } else look();
})();
