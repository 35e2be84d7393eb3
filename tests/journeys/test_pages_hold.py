"""What every page owes its readers, on a wide screen and on a telephone."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.models import IncomingLetter, ServiceStandard, Sop
from dumas_site.demo.letters import register_letters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAULTS = """() => {
  const faults = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
  if (root.lang !== "id") faults.push("is not marked as Indonesian");
  const headings = [...document.querySelectorAll("h1, h2, h3, h4")].filter(seen).map((one) => Number(one.tagName[1]));
  if (headings.filter((level) => level === 1).length !== 1) faults.push("has not exactly one h1");
  headings.reduce((last, level) => (level > last + 1 && faults.push(`skips from h${last} to h${level}`), level), 0);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) faults.push(`has #${id} twice`);
  for (const field of document.querySelectorAll("input:not([type=hidden], [aria-hidden=true]), select, textarea")) {
    const named = field.labels?.length || field.ariaLabel || field.getAttribute("aria-labelledby");
    if (seen(field) && !named) faults.push(`field ${field.name} has no name`);
  }
  for (const one of document.querySelectorAll("a[href], button, summary")) {
    const text = one.textContent.trim() || one.ariaLabel || one.querySelector("[aria-label], img[alt]");
    if (seen(one) && !text) faults.push(`nameless ${one.outerHTML.slice(0, 80)}`);
  }
  for (const list of document.querySelectorAll("[aria-describedby], [aria-labelledby]"))
    for (const id of `${list.getAttribute("aria-describedby") ?? ""} ${list.getAttribute("aria-labelledby") ?? ""}`.split(" "))
      if (id && !document.getElementById(id)) faults.push(`points to missing #${id}`);
  const skip = document.querySelector(".skip-link");
  if (!skip || !document.querySelector(skip.getAttribute("href"))) faults.push("has no skip link");
  return faults;
}"""  # noqa: E501  a script, not prose


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_hold(office, browser_page, width):
    register_letters(persons=office, now=timezone.now())
    letter = IncomingLetter.objects.get(subject__startswith="Permohonan audiensi")
    IncomingLetter.objects.filter(pk=letter.pk).update(subject="Permohonan" + "Y" * 150)
    of_letter = f"/naskah/{letter.pk}"
    standard, sop = ServiceStandard.objects.filter(is_public=True).first(), Sop.objects.get()
    walks = {
        "": ["/", "/publik/", "/masuk/", "/cari/", "/cari/?q=pengaduan", standard.url, sop.url, "/tidak/ada/"],
        "kabiro": [
            "/", "/naskah/", "/arsip/biro-tu/", letter.url, f"{of_letter}/berkas/", f"{of_letter}/versi/",
            f"{of_letter}/riwayat/", f"{of_letter}/berbagi/", f"{of_letter}/berbagi/warisan/",
            f"{of_letter}/berbagi/hak/?q=kepala", f"{of_letter}/tingkat/", f"{of_letter}/pindah/", "/sandi/",
            "/cari/?q=audiensi",
        ],
        "agendaris": ["/daftar/", "/"],
        "editor": ["/", ServiceStandard.objects.get(live=False).url],
        "mantan": ["/", "/naskah/", "/cari/?q=tanah"],
    }  # fmt: skip
    faults, titles = [], set()
    for username, addresses in walks.items():
        page = browser_page(width, user=office[username] if username else None)
        for address in addresses:
            page.goto(address)
            faults += [f"{username or 'visitor'} {address}: {fault}" for fault in page.evaluate(FAULTS)]
            titles.add((username, page.title()))
    assert not faults, "\n".join(faults)
    assert len(titles) >= sum(len(addresses) for addresses in walks.values()) - 3, "pages share their titles"
