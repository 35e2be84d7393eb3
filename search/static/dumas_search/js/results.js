// Arrows move from the search box through the results and back; Enter opens the one that has the focus, as any link.

const box = document.querySelector("main [data-search-focus]");
const links = [...document.querySelectorAll("main .rows .row-title a")];

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const place = links.indexOf(document.activeElement);
  if (place < 0 && !(document.activeElement === box && step > 0)) return;
  const next = place + step < 0 ? box : links[place + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
