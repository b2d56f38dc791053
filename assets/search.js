// The search box: what is typed is compared with names, pinyin and the plan's own words; a choice goes to its page.
(() => {
  const SHOWN = 40;
  const indexes = {};
  let dialog = null;
  let index = null;
  let results = [];
  let active = -1;

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".search-open")) open();
  });

  document.addEventListener("keydown", (event) => {
    const control = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
    if (!control && !slash) return;
    event.preventDefault();
    open();
  });

  function isField(element) {
    return element.isContentEditable || element.matches?.("input, select, textarea");
  }

  // The index comes with the first opening, once for each language.
  async function open() {
    if (dialog?.open) return;
    const language = new URLSearchParams(window.location.search).get("lang") || "zh";
    dialog ||= built();
    index = null;
    dialog.showModal();
    part("input").select();
    try {
      indexes[language] ||= await loaded(language);
    } catch {
      const text = document.querySelector(".search-open")?.dataset.failed ?? "";
      dialog.setAttribute("aria-label", text);
      part(".search-note").textContent = text;
      return;
    }
    index = indexes[language];
    speak(index.words);
    find();
  }

  async function loaded(language) {
    const answer = await fetch(`/search.json?lang=${encodeURIComponent(language)}`);
    if (!answer.ok) throw new Error(answer.status);
    const read = await answer.json();
    for (const entry of read.entries) {
      entry.keys = entry.keys.map(plain);
      entry.text = plain(entry.text);
    }
    return read;
  }

  function built() {
    const made = document.createElement("dialog");
    made.className = "search";
    made.innerHTML = `
      <div class="search-head">
        <input type="text" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="search-results"
          autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go">
        <button type="button" class="search-close">×</button>
      </div>
      <ul id="search-results" role="listbox"></ul>
      <p class="search-note" role="status"></p>`;
    document.body.append(made);
    made.querySelector("input").addEventListener("input", find);
    made.addEventListener("keydown", press);
    made.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(Number(option.dataset.number), event.ctrlKey || event.metaKey);
      else if (event.target === made || event.target.closest(".search-close")) made.close();
    });
    return made;
  }

  function part(selector) {
    return dialog.querySelector(selector);
  }

  function speak(words) {
    dialog.setAttribute("aria-label", words.title);
    part("input").setAttribute("aria-label", words.title);
    part("input").placeholder = words.placeholder;
    part("ul").setAttribute("aria-label", words.results);
    part(".search-close").setAttribute("aria-label", words.close);
  }

  function press(event) {
    event.stopPropagation(); // the page behind has keys of its own
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return event.preventDefault();
    if (event.isComposing) return undefined; // Enter ends the input of a Chinese word
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results.length) {
      event.preventDefault();
      mark((active + step + results.length) % results.length);
    } else if (event.key === "Enter" && active >= 0 && event.target.matches("input")) {
      event.preventDefault();
      choose(active, event.ctrlKey || event.metaKey);
    }
    return undefined;
  }

  // Months and language stay as they are; the rest of the address is the choice's own.
  function choose(number, apart) {
    const [path, search] = results[number].href.split("?");
    const query = new URLSearchParams(search);
    const now = new URLSearchParams(window.location.search);
    for (const key of ["month", "lang"]) if (now.has(key)) query.set(key, now.get(key));
    const href = path + kesuQuery(query);
    if (apart) {
      window.open(href, "_blank", "noopener");
      return;
    }
    dialog.close();
    part("input").value = "";
    kesuGo(href);
  }

  function find() {
    if (!index) return;
    const typed = part("input").value.trim();
    const parts = plain(typed).split(/\s+/).filter(Boolean);
    const ranked = index.entries
      .map((entry, order) => ({ entry, order, rank: Math.max(0, ...parts.map((each) => rank(entry, each))) }))
      .filter((each) => each.rank < Infinity)
      .sort((one, other) => one.rank - other.rank || one.order - other.order);
    results = ranked.slice(0, SHOWN).map((each) => each.entry);
    part("ul").replaceChildren(...results.map(line));
    part("ul").hidden = !results.length;
    part("ul").scrollTop = 0;
    part("input").setAttribute("aria-expanded", String(results.length > 0));
    mark(results.length ? 0 : -1);
    part(".search-note").textContent = note(typed, ranked.length);
  }

  function note(typed, count) {
    const { words } = index;
    if (!typed) return words.hint;
    if (!count) return words.nothing.replace("{typed}", () => typed);
    return (count > SHOWN ? words.first : words.found).replace("{count}", count).replace("{shown}", SHOWN);
  }

  // What a name begins with comes before what a word begins with, a name before pinyin, pinyin before a clause's text.
  function rank(entry, typed) {
    if (entry.keys.includes(typed)) return 0;
    if (entry.keys.some((key) => key.startsWith(typed))) return 1;
    if (entry.keys.some((key) => key.split(/[^\p{L}\p{N}.]+/u).some((word) => word.startsWith(typed)))) return 2;
    if (entry.keys.some((key) => key.includes(typed))) return 3;
    if (entry.pinyin.some((key) => key.startsWith(typed))) return 4;
    const within = entry.pinyin.filter((key) => key.includes(typed)).map((key) => 1 - typed.length / key.length);
    if (within.length) return 5 + Math.min(...within);
    return entry.text.includes(typed) ? 6 : Infinity;
  }

  // Lower case without accents: Dagzê is found by dagze.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function line(entry, number) {
    const option = document.createElement("li");
    option.id = `search-result-${number}`;
    option.dataset.number = number;
    option.setAttribute("role", "option");
    option.append(
      spanned("search-kind", index.kinds[entry.kind]),
      spanned("search-name", entry.name),
      spanned("search-native", entry.native, "bo"),
      spanned("search-also", entry.also),
    );
    return option;
  }

  function spanned(name, text, language) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    if (language) span.lang = language;
    return span;
  }

  function mark(number) {
    active = number;
    for (const option of part("ul").children) {
      const chosen = Number(option.dataset.number) === number;
      option.setAttribute("aria-selected", String(chosen));
      if (chosen) option.scrollIntoView({ block: "nearest" });
    }
    if (number >= 0) part("input").setAttribute("aria-activedescendant", `search-result-${number}`);
    else part("input").removeAttribute("aria-activedescendant");
  }
})();
