// Live fragments: an element that the server fills again while the person types.
//   <div data-live-url="/…/" data-live-form="form-id" data-live-fields="subject sender" aria-live="polite">
// The named fields are POSTed (never put in an address: they may carry identities) and the answer's HTML replaces the
// content. When the request fails the old content stays; a form never depends on it. Files are never sent.
//   <div data-fill-url="/…/"> is filled once, after the page has come; until then, and without a script, it holds a link.

const PAUSE = 350;

function connect(target) {
  const form = document.getElementById(target.dataset.liveForm);
  const names = new Set(target.dataset.liveFields.split(/\s+/));
  if (!form) return;
  let timer;
  let running;
  let lastSent = "";

  async function refresh() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (names.has(name) && typeof value === "string") data.append(name, value);
    }
    const body = data.toString();
    if (body === lastSent) return;
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    target.dataset.liveState = "loading";
    try {
      const answer = await fetch(target.dataset.liveUrl, {
        method: "POST",
        body: data,
        signal,
        credentials: "same-origin",
        redirect: "error",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value ?? "", "X-Requested-With": "fetch" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (signal.aborted) return;
      target.innerHTML = html;
      lastSent = body;
      target.dataset.liveState = "ready";
    } catch (error) {
      if (error.name !== "AbortError") target.dataset.liveState = "failed";
    }
  }

  form.addEventListener("input", (event) => {
    if (!names.has(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
}

for (const target of document.querySelectorAll("[data-live-url]")) connect(target);

async function fill(target) {
  try {
    const answer = await fetch(target.dataset.fillUrl, {
      credentials: "same-origin",
      redirect: "error",
      headers: { "X-Requested-With": "fetch" },
    });
    if (answer.ok) target.innerHTML = await answer.text();
  } catch {
    // The link stays.
  }
}

for (const target of document.querySelectorAll("[data-fill-url]")) fill(target);
