// Completes field filters in the search box: <input data-complete-url="/…/" data-complete-fields="id of a <datalist>">.
// Names of fields come from the page. Values of nomor:, instansi: and tahun: come from the server, which answers with
// what this person may know; only such a value is ever sent, and by POST. Names of persons never leave, nor do
// free words, but for those right behind an institution until they lead to no name of one.

const PAUSE = 200;
// So much of a value leads somewhere or nowhere; less is not looked for.
const LEAST = 3;
const VALUE = /(?:^|\s)-?(nomor|no|instansi|tahun):\s*("[^"]*|[^\s"]*)$/i;
// The name of an institution goes on behind a blank, as far as no other filter begins.
const NAME_GOES_ON = /(?:^|\s)-?(instansi):\s*([^\s":]+ [^":]*)$/i;
const WORD = /(?:^|\s)-?([a-z]*)$/i;
const QUOTES = /[“”„«»]/g;

// What stands before the cursor: a field's value, or the beginning of a field's name; null inside a phrase.
function asked(text) {
  const plain = text.replace(QUOTES, '"');
  const value = plain.match(VALUE) ?? plain.match(NAME_GOES_ON);
  const match = value ?? plain.match(WORD);
  if (!match) return null;
  const typed = match[match.length - 1];
  const start = text.length - typed.length;
  if ((plain.slice(0, start).match(/"/g)?.length ?? 0) % 2) return null;
  return value ? { field: value[1].toLowerCase().replace(/^no$/, "nomor"), typed: typed.slice(typed[0] === '"' ? 1 : 0), start } : { typed, start };
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
  // A beginning that led nowhere: what begins so is not sent either.
  let nowhere = null;

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
    if (!field) refresh({ named: true });
  }

  const leadsNowhere = ({ field, typed }) => nowhere?.field === field && typed.startsWith(nowhere.typed);

  async function values({ field, typed }) {
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
      if (!answer.ok) return;
      const { isian } = await answer.json();
      if (!isian.length && typed.length >= LEAST) nowhere = { field, typed };
      if (!signal.aborted) show(isian.map((text) => ({ text })));
    } catch {
      // The box is as good without: nothing is shown.
    }
  }

  function refresh({ named = false } = {}) {
    now = box.selectionStart === box.selectionEnd ? asked(box.value.slice(0, box.selectionStart)) : null;
    if (!now) return close();
    if (now.field) {
      clearTimeout(timer);
      running?.abort();
      if (leadsNowhere(now)) return close();
      timer = setTimeout(values, PAUSE, now);
      return undefined;
    }
    if (!now.typed && !named) return close();
    const beginning = now.typed.toLowerCase();
    return show(
      fields.filter(({ value }) => value.startsWith(beginning)).map(({ value, label }) => ({ text: value, hint: label })),
    );
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
        refresh({ named: true });
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
