// The wall: scenes take turns; keys and the remote choose, hold and freeze; what isn't fresh is said.
(function () {
  const { Stage, sizeOf, element } = window.KesuStage;
  const { Beat, ask } = window.KesuBeat;
  const given = JSON.parse(document.getElementById("given").textContent);
  const say = (key, values = {}) =>
    (given.words[key] || "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const KEPT = "kesu-wall"; // what outlives a reload: the scene, and a show that is frozen
  const SPOTLIGHT_STAY = 180000; // milliseconds until the turns go on after a scene out of turn
  const AFTER = 600; // milliseconds of rest after a turn, before the next scene is drawn behind it

  const root = document.getElementById("wall");
  const stage = new Stage(root, given.words);
  const query = new URLSearchParams(window.location.search);
  const wall = {
    show: null, index: 0, extra: null, held: query.get("hold") === "1", frozen: false, newest: null, month: "", build: given.build,
    code: "", refused: "", failedSince: 0, timer: 0, turns: 0, took: [],
  };
  window.kesuWall = wall; // for whoever looks in from outside: tests and the curious

  // The signs of the screen itself

  const turns = stage.chrome.appendChild(element("turns"));
  const status = stage.chrome.appendChild(element("status"));
  status.setAttribute("role", "status");
  const help = root.appendChild(element("help"));
  help.hidden = true;

  function sign() {
    const condition = beat.condition;
    const time = beat.time || "—";
    const minutes = Math.floor(beat.silence / 60000);
    const values = { time, day: beat.day, minutes, month: wall.show?.monthName || "", version: wall.show?.version ?? "" };
    root.dataset.condition = wall.refused ? "refused" : condition;
    root.dataset.frozen = wall.frozen ? "yes" : "no";
    const lines = [];
    if (condition !== "live") {
      lines.push(["alarm", say(condition === "sealed" ? "sealed" : "silent", values)]);
      lines.push(["alarm-detail", say(condition === "sealed" ? "sealed_detail" : "silent_detail", values)]);
    } else {
      lines.push(["live", say("live", values)]);
      if (wall.frozen) lines.push(["frozen", say(isOutdated() ? "frozen_newer" : "frozen", { ...values, ...wall.frozenAt })]);
      else if (wall.failedSince) lines.push(["late", say("not_fetched", { minutes: elapsed(wall.failedSince) })]);
      else if (wall.notice) lines.push(["notice", wall.notice]);
      if (wall.held) lines.push(["held", say("held")]);
    }
    const written = JSON.stringify(lines);
    if (status.dataset.written === written) return;
    status.dataset.written = written;
    status.replaceChildren(...lines.map(([kind, text]) => element(`sign ${kind}`, text)));
  }

  function elapsed(since) {
    return Math.max(1, Math.floor((performance.now() - since) / 60000));
  }

  let noticeTimer = 0;
  function notice(text) {
    clearTimeout(noticeTimer);
    wall.notice = text;
    noticeTimer = setTimeout(() => { wall.notice = ""; sign(); }, 15000);
    sign();
  }

  function markTurn() {
    const scenes = wall.show.scenes;
    if (turns.children.length !== scenes.length) turns.replaceChildren(...scenes.map(() => element("turn")));
    [...turns.children].forEach((each, index) => {
      each.className = !wall.extra && index === wall.index ? "turn now" : "turn";
      each.style.setProperty("--dwell", `${wall.show.dwell}s`);
    });
  }

  // Turns

  const current = () => wall.extra || wall.show.scenes[wall.index];

  async function show() {
    clearTimeout(wall.timer);
    const scene = current();
    const took = await stage.turnTo(scene);
    if (took === null) return; // overtaken by a later wish
    if (took) {
      wall.turns += 1;
      wall.took.push(took);
      if (wall.took.length > 100) wall.took.shift();
    }
    remember();
    markTurn();
    sign();
    wait();
    setTimeout(() => {
      if (current() === scene) stage.draw(wall.show.scenes[(wall.index + 1) % wall.show.scenes.length]);
    }, AFTER);
  }

  // The next turn comes after the dwell, unless someone holds the scene or the picture is sealed.
  function wait() {
    clearTimeout(wall.timer);
    const stay = wall.extra ? SPOTLIGHT_STAY : wall.show.dwell * 1000;
    root.dataset.held = wall.held ? "yes" : "no";
    wall.timer = setTimeout(() => {
      if (wall.held || beat.condition === "sealed") wait();
      else if (!renewed()) step(1);
    }, stay);
  }

  function step(by) {
    const count = wall.show.scenes.length;
    if (!wall.extra) wall.index = (wall.index + by + count) % count;
    else if (by > 0) wall.index = (wall.index + by) % count;
    leaveExtra();
    return show();
  }

  function leaveExtra() {
    if (!wall.extra) return;
    const { key } = wall.extra;
    wall.extra = null;
    if (!wall.show.scenes.some((scene) => scene.key === key)) setTimeout(() => { if (current().key !== key) stage.drop(key); }, 1000);
  }

  function jump(index) {
    if (index >= wall.show.scenes.length) return;
    wall.index = index;
    leaveExtra();
    show();
  }

  // A scene out of turn: a county that isn't on the list, an indicator.
  async function open(key) {
    const index = wall.show.scenes.findIndex((scene) => scene.key === key);
    if (index >= 0) return jump(index);
    try {
      const found = await fetchShow({ scenes: key });
      if (found.refused) return refuse(found.refused);
      if (found.version !== wall.show.version || found.month !== wall.show.month) {
        if (wall.frozen) return notice(say("frozen_other"));
        await renew();
      }
      if (found.scenes[0].key !== key) return notice(say("unknown"));
      leaveExtra();
      wall.extra = found.scenes[0];
      return show();
    } catch (problem) {
      return notice(say("not_opened"));
    }
  }

  function hold(on = !wall.held) {
    wall.held = on;
    if (!on) leaveExtra();
    root.dataset.held = on ? "yes" : "no";
    on ? wait() : show();
    sign();
  }

  function freeze(on = !wall.frozen) {
    wall.frozen = on;
    wall.frozenAt = { day: beat.day, time: beat.time };
    remember();
    if (!on && isOutdated()) renew();
    sign();
  }

  function remember() {
    const kept = { scene: current().key, frozen: wall.frozen ? { show: wall.show, at: wall.frozenAt } : null };
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    } catch (full) {
      sessionStorage.removeItem(KEPT); // a reload then begins anew, which is what it would do without
    }
  }

  // Data and program

  // A month may take its turn without an import: when its reports are due.
  const hasTurned = () => Boolean(wall.show.follows && wall.month && wall.month !== wall.show.month);
  const isOutdated = () => wall.newest !== null && (wall.newest !== wall.show.version || hasTurned());

  function fetchShow(changes = {}) {
    const asked = new URLSearchParams(query);
    asked.set("size", query.get("size") || sizeOf(window.innerWidth, window.innerHeight));
    Object.entries(changes).forEach(([key, value]) => asked.set(key, value));
    return ask(`/wall/show?${asked}`, {}, 60000);
  }

  let renewing = false;
  async function renew() {
    if (renewing) return;
    renewing = true;
    try {
      const found = await fetchShow();
      if (found.refused) return refuse(found.refused);
      if (wall.frozen) return; // frozen while it was on its way
      const known = wall.show;
      take(found);
      wall.failedSince = 0;
      if (known && (known.version !== found.version || known.month !== found.month)) notice(say("renewed", { time: beat.time }));
      await show();
    } catch (problem) {
      wall.failedSince = wall.failedSince || performance.now();
    } finally {
      renewing = false;
    }
  }

  // A new show goes on with the scene that was shown.
  function take(found) {
    const key = wall.show ? current().key : "";
    wall.show = found;
    wall.extra = null;
    stage.take(found);
    const index = found.scenes.findIndex((scene) => scene.key === key);
    wall.index = index >= 0 ? index : Math.min(wall.index, found.scenes.length - 1);
  }

  // A new build is taken between two scenes, when the server has just answered; never in the middle of a meeting.
  function renewed() {
    if (wall.build === given.build || wall.frozen || beat.condition !== "live") return false;
    sessionStorage.setItem(KEPT, JSON.stringify({ scene: wall.show.scenes[(wall.index + 1) % wall.show.scenes.length].key }));
    window.location.reload();
    return true;
  }

  function refuse(text) {
    wall.refused = text;
    clearTimeout(wall.timer);
    stage.root.querySelector(".stage").replaceChildren(element("refused", text));
    sign();
  }

  const commands = {
    next: () => step(1),
    previous: () => step(-1),
    hold: () => hold(),
    freeze: () => freeze(),
    go: (key) => open(key),
    spotlight: (indicator) => open(`spotlight:${indicator}`),
    resume: () => { leaveExtra(); hold(false); },
  };

  const beat = new Beat(window.location.search, given.screen, (answer) => {
    if (answer.refused) return wall.refused ? null : refuse(answer.refused);
    if (wall.refused) return window.location.reload(); // the link counts again
    wall.newest = answer.version;
    wall.month = answer.month;
    wall.build = answer.build;
    if (answer.code) wall.code = answer.code;
    (answer.commands || []).forEach((each) => commands[each.action]?.(each.argument));
    if (isOutdated() && !wall.frozen) renew();
    if (!help.hidden) writeHelp();
    sign();
  });
  beat.state = () => wall.show && ({
    scene: current().key, title: current().title, held: wall.held, frozen: wall.frozen, version: wall.show.version,
    month: wall.show.monthName, scenes: wall.show.scenes.map((scene) => [scene.key, scene.title]),
  });

  // Keys and help

  function writeHelp() {
    const rows = ["arrows", "digits", "space", "f", "h"].map((key) => `<dt>${say(`key_${key}`)}</dt><dd>${say(`does_${key}`)}</dd>`);
    const remote = wall.code ? say("remote", { address: `${window.location.host}/wall/remote`, code: wall.code }) : say("remote_none");
    const text = JSON.stringify([rows, remote]);
    if (help.dataset.written === text) return;
    help.dataset.written = text;
    help.innerHTML = `<h2>${say("help")}</h2><dl>${rows.join("")}</dl><p></p>`;
    help.querySelector("p").textContent = remote;
    if (wall.code) {
      const code = document.createElement("img");
      code.alt = "";
      code.src = `/wall/remote.svg?code=${wall.code}`;
      help.append(code);
    }
  }

  function toggleHelp(on = help.hidden) {
    if (on) writeHelp();
    help.hidden = !on;
  }

  const keys = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1),
    " ": () => hold(), f: () => freeze(), h: () => toggleHelp(), Escape: () => toggleHelp(false),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !wall.show || wall.refused) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = keys[key] || (/^[1-9]$/.test(key) ? () => jump(Number(key) - 1) : null);
    if (!act) return;
    event.preventDefault();
    act();
  });

  let resized = 0;
  window.addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(() => { if (!wall.frozen && !query.get("size")) renew(); }, 500);
  });

  // The show in the document is for the commonest shape; another one is asked for, and does without while none comes.
  async function firstShow(kept) {
    const wanted = query.get("size") || sizeOf(window.innerWidth, window.innerHeight);
    const fits = (show) => query.get("size") || `${show.stage.width}x${show.stage.height}` === wanted;
    if (kept.frozen && fits(kept.frozen.show)) {
      wall.frozen = true;
      wall.frozenAt = kept.frozen.at;
      return kept.frozen.show;
    }
    if (fits(given.show)) return given.show;
    try {
      return await fetchShow();
    } catch (problem) {
      return given.show;
    }
  }

  async function begin() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
    const first = await firstShow(kept);
    beat.run();
    setInterval(sign, 1000);
    if (first.refused) return refuse(first.refused);
    take(first);
    given.show = null; // a later show takes its place in memory too
    const index = wall.show.scenes.findIndex((scene) => scene.key === (kept.scene || query.get("scene")));
    wall.index = Math.max(index, 0);
    return show();
  }
  begin();
})();
