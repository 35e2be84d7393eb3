// Help for every form; each is asked for by an attribute, and every form works without it.
//   data-submit-once      a second click on the button sends nothing
//   data-guard-unsaved    leaving a changed form asks first
//   data-submit-keys      Ctrl+Enter (Cmd+Enter) sends the form from any field
//   data-confirm="…"      asks before sending (on the form or on a button)
//   input[type=file][data-file-list="id"]   lists the chosen files and their sizes
//   input[type=file][data-most-files][data-too-many]   refuses more files before anything is sent

const unit = new Intl.NumberFormat(document.documentElement.lang || "id", { maximumFractionDigits: 1 });

function sizeInWords(bytes) {
  if (bytes < 1024 * 1024) return `${unit.format(bytes / 1024)} KB`;
  return `${unit.format(bytes / 1024 / 1024)} MB`;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  if ("submitOnce" in form.dataset) {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  }
  delete form.dataset.changed;
});

// The browser may show the page again from its cache after "back": the form must be usable then.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "guardUnsaved" in form.dataset) form.dataset.changed = "yes";
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-guard-unsaved][data-changed]")) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.form;
  if (!form || !("submitKeys" in form.dataset)) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("change", (event) => {
  const { mostFiles, tooMany } = event.target.dataset ?? {};
  if (mostFiles) {
    const refused = event.target.files.length > Number(mostFiles) ? tooMany : "";
    event.target.setCustomValidity(refused);
    if (refused) event.target.reportValidity();
  }
});

// The form is sent without the browser's own checks; a file field with too many files stays.
document.addEventListener(
  "submit",
  (event) => {
    const full = event.target.querySelector("input[data-most-files]:invalid");
    if (!full) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    full.reportValidity();
  },
  { capture: true },
);

document.addEventListener("change", (event) => {
  const list = document.getElementById(event.target.dataset?.fileList ?? "");
  if (!list) return;
  list.replaceChildren(
    ...Array.from(event.target.files, (file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} (${sizeInWords(file.size)})`;
      return item;
    }),
  );
});

// A form that came back with errors: the summary is read first.
document.querySelector(".error-summary")?.focus();
