// Completes field filters in the search box: <input data-complete-url="/…/" data-complete-fields="id of a <datalist>">.
// Names of fields come from the page. Values of nomor:, instansi: and tahun: come from the server, which answers with
// what this person may know; only such a value is ever sent, and by POST. What stands behind other fields never leaves,
// nor do free words, but for the one right behind an institution, and further ones where that led to names of some.

const PAUSE = 200;
// So many letters and digits lead somewhere or nowhere; fewer are not looked for.
const LEAST = 3;
const VALUE = /(?:^|\s)-?(nomor|no|instansi|tahun):\s*("[^"]*|[^\s"]*)$/i;
// The name of an institution may go on behind a blank, in words without digits.
const NAME_GOES_ON = /(?:^|\s)-?(instansi):\s*([^\s":\d]+(?: (?!-)[^\s":\d]*)+)$/i;
const WORD = /(?:^|\s)-?([a-z]*)$/i;
const QUOTES = /[“”„«»]/g;
const NO_LETTER = /[^\p{L}\p{N}]/gu;

// How what stands before the cursor can be read, the likeliest first: as a field's value, or as the beginning of a
// field's name; as nothing inside a phrase.
function readings(text) {
  const plain = text.replace(QUOTES, '"');
  const value = plain.match(VALUE) ?? plain.match(NAME_GOES_ON);
  return [value, plain.match(WORD)].filter(Boolean).flatMap((match) => {
    const typed = match[match.length - 1];
    const start = text.length - typed.length;
    if ((plain.slice(0, start).match(/"/g)?.length ?? 0) % 2) return [];
    if (match !== value) return [{ typed, start }];
    return [{ field: value[1].toLowerCase().replace(/^no$/, "nomor"), typed: typed.slice(typed[0] === '"' ? 1 : 0), start }];
  });
}

function connect(box) {
  const { completeUrl, completeFields, completeLabel, completeFound } = box.dataset;
  const fields = [...document.getElementById(completeFields).options];
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let timer;
  let running;
  let now = null;
  let active = -1;
  // Beginnings that led nowhere, and to something.
  let nowhere = null;
  let somewhere = null;

  list.id = `${completeFields}-list`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", completeLabel);
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.form.append(list, status);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    running?.abort();
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function show(options) {
    close();
    if (!options.length) return;
    for (const [place, { text, hint }] of options.entries()) {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.value = text;
      option.append(text);
      if (hint) {
        const told = document.createElement("span");
        told.className = "muted";
        told.append(hint);
        option.append(" ", told);
      }
      list.append(option);
    }
    list.hidden = false;
    status.textContent = `${options.length} ${completeFound}`;
    box.setAttribute("aria-expanded", "true");
  }

  function mark(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (place + list.children.length) % list.children.length;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function choose(option) {
    const { field, start } = now;
    const chosen = option.dataset.value;
    const after = box.value.slice(box.selectionStart).replace(/^[^\s]+/, "").trimStart();
    const put = field ? `${/[^\w./-]/.test(chosen) ? `"${chosen}"` : chosen} ` : chosen;
    box.value = `${box.value.slice(0, start)}${put}${after}`;
    box.setSelectionRange(start + put.length, start + put.length);
    close();
    if (!field) refresh({ untyped: true });
  }

  const goesOnFrom = (known, { field, typed }) => known?.field === field && typed.startsWith(known.typed);

  // Whether a value is asked for: not where it leads nowhere, nor so many words of a name that nobody has.
  function isSent(reading) {
    if (!reading.field || goesOnFrom(nowhere, reading)) return false;
    return reading.typed.split(" ").length <= 2 || box.value.includes(`:"${reading.typed}`) || goesOnFrom(somewhere, reading);
  }

  async function values(reading, otherwise) {
    const { field, typed } = reading;
    running = new AbortController();
    const { signal } = running;
    try {
      const answer = await fetch(completeUrl, {
        method: "POST",
        body: new URLSearchParams({ bidang: field, awal: typed }),
        signal,
        credentials: "same-origin",
        redirect: "error",
        headers: { "X-CSRFToken": box.form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "fetch" },
      });
      const { isian } = answer.ok ? await answer.json() : { isian: [] };
      if (signal.aborted) return;
      if (isian.length) {
        somewhere = reading;
        show(isian.map((text) => ({ text })));
      } else {
        if (answer.ok && typed.replace(NO_LETTER, "").length >= LEAST) nowhere = reading;
        names(otherwise);
      }
    } catch {
      // The box is as good without: nothing is shown. Where this question gave way to a newer one, that one shows.
      if (!signal.aborted) close();
    }
  }

  function names(reading, { untyped = false } = {}) {
    now = reading;
    if (!reading || (!reading.typed && !untyped)) return close();
    const beginning = reading.typed.toLowerCase();
    return show(
      fields.filter(({ value }) => value.startsWith(beginning)).map(({ value, label }) => ({ text: value, hint: label })),
    );
  }

  function refresh({ untyped = false } = {}) {
    const before = now;
    const found = box.selectionStart === box.selectionEnd ? readings(box.value.slice(0, box.selectionStart)) : [];
    const reading = found[0];
    if (!reading || !isSent(reading)) return names(reading?.field ? found[1] : reading, { untyped });
    // What was offered for something else must not be chosen for this.
    if (before?.field !== reading.field || before?.start !== reading.start) close();
    clearTimeout(timer);
    running?.abort();
    now = reading;
    timer = setTimeout(values, PAUSE, reading, found[1]);
    return undefined;
  }

  box.addEventListener("input", () => refresh());
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (list.hidden) {
      // In an empty box the arrow shows which fields there are.
      if (event.key === "ArrowDown" && !box.value) {
        refresh({ untyped: true });
        event.preventDefault();
      }
      return;
    }
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

for (const box of document.querySelectorAll("[data-complete-url]")) connect(box);
