"""People of the demo office at their desks: each has a browser window, and works through pages as a person would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from dumas_site.demo.office import DEMO_PASSWORD


class Desks:
    """Windows by user name. Every act fails with the words on the page when it was refused."""

    def __init__(self, office: dict[str, Any], browser_page: Callable[..., Page], *, width: int = 1280) -> None:
        self.office, self.width, self._open = office, width, browser_page
        self._windows: dict[str, Page] = {}

    def at(self, username: str) -> Page:
        if username not in self._windows:
            self._windows[username] = self._open(self.width, user=self.office[username])
        return self._windows[username]

    def open(self, username: str, address: str) -> Page:
        window = self.at(username)
        answer = window.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{username} {address}: {answer.status}"
        return window

    def text(self, username: str, address: str) -> str:
        return self.open(username, address).locator("main").inner_text()

    # --- Life cycle, records of a case ---

    def step(self, username: str, page: Any, name: str, **fields: Any) -> None:
        """Take a step of the life cycle, telling what it asks for."""
        self.form(username, f"/naskah/{page.pk}/langkah/{name}/", **fields)

    def form(self, username: str, address: str, **fields: Any) -> None:
        """Fill the form of a page and send it."""
        window = self.open(username, address)
        form = window.locator("main form[method=post]").first
        assert form.count(), f"{username} {address}: {window.locator('main').inner_text()[:1500]}"
        for name, value in fields.items():
            fill(form, name, value)
        self._send(window, form.locator("button[type=submit]").first)

    # --- Wagtail's editor ---

    def editor(self, username: str, parent: Any, kind: str) -> Page:
        """The empty form of a new document."""
        return self.open(username, f"/penyuntingan/pages/add/dumas_docs/{kind}/{parent.pk}/")

    def save(self, username: str, button: str) -> None:
        """Press a button of the editor; what it refuses fails here with its words."""
        window = self.at(username)
        with window.expect_navigation():
            window.get_by_role("button", name=button, exact=True).click()
        refused = "".join(window.locator(".w-field__errors, .messages .error").all_inner_texts()).strip()
        assert not refused, refused

    # --- Dispositions ---

    def dispose(self, username: str, page: Any, *positions: str, parent: int | None = None, **fields: Any) -> None:
        """Give or pass on a disposition to positions by title."""
        window = self.open(username, f"/naskah/{page.pk}/disposisi/beri/" + (f"?dari={parent}" if parent else ""))
        form = window.locator("main form[method=post]").first
        for title in positions:
            form.get_by_label(title, exact=True).check()
        for name, value in fields.items():
            fill(form, name, value)
        self._send(window, form.locator("button[type=submit]").first)

    def act_on(self, username: str, page: Any, pk: int, deed: str, words: str = "") -> None:
        """Report a part done (`selesai`), give it back, or close a sheet (`tutup`), from the tree."""
        window = self.open(username, f"/naskah/{page.pk}/disposisi/")
        form = window.locator(f"main form[action$='/disposisi/{pk}/{deed}/']")
        assert form.count() == 1, f"{username} cannot {deed} {pk}"
        window.locator("main details", has=window.locator(f"form[action$='/disposisi/{pk}/{deed}/']")).locator(
            "summary"
        ).click()
        if words:
            fill(form, "words", words)
        self._send(window, form.locator("button[type=submit]").first)

    # --- Chains ---

    def hand_in(self, username: str, page: Any) -> None:
        self._chain(username, page, "ajukan")

    def initial(self, username: str, page: Any) -> None:
        self._chain(username, page, "setuju")

    def give_back(self, username: str, page: Any, words: str) -> None:
        self._chain(username, page, "kembalikan", comment=words)

    def sign(self, username: str, page: Any, *, password: str = DEMO_PASSWORD) -> None:
        self._chain(username, page, "tanda-tangan", password=password)

    def number(self, username: str, page: Any) -> None:
        self._chain(username, page, "nomor")

    def dispatch(self, username: str, page: Any, expedition: str = "") -> None:
        self._chain(username, page, "kirim", expedition=expedition)

    def _chain(self, username: str, page: Any, act: str, **fields: Any) -> None:
        window = self.open(username, f"/naskah/{page.pk}/rantai/")
        button = window.locator(f"main button[name=aksi][value={act}]")
        assert button.count() == 1, f"{username} cannot {act}: {window.locator('main').inner_text()[:1500]}"
        form = window.locator("main form", has=window.locator(f"button[value={act}]"))
        for name, value in fields.items():
            fill(form, name, value)
        self._send(window, button)

    @staticmethod
    def _send(window: Page, button: Locator) -> None:
        with window.expect_navigation():
            button.click()
        refused = window.locator("main .alert-error, main .error-summary, main .errorlist")
        assert not refused.count(), refused.first.inner_text()


def fill(form: Locator, name: str, value: Any) -> None:
    """Fill one field by its name, whatever kind it is; a list checks boxes."""
    field = form.locator(f"[name={name}]")
    assert field.count(), f"no field {name}"
    kind = field.first.evaluate("element => element.type")
    if kind in ("checkbox", "radio"):
        for each in value if isinstance(value, (list, tuple)) else [value]:
            form.locator(f"[name={name}][value='{each}']").check()
    elif kind.startswith("select"):
        field.first.select_option(value)
    elif kind == "file":
        field.first.set_input_files(value)
    else:
        field.first.fill(str(value))


def write(window: Page, name: str, text: str) -> None:
    """Type into a rich text field of Wagtail's editor; it hands its text to the form a moment later."""
    window.locator(f"[data-contentpath={name}] .public-DraftEditor-content").click()
    window.keyboard.type(text)
    window.wait_for_function(
        "([name, text]) => [...document.querySelectorAll(`[data-contentpath=${name}] input`)]"
        ".some(input => input.value.includes(text))",
        arg=[name, text],
    )


def write_letter(window: Page, *, subject: str, to: str, rank: str, text: str, email: str = "") -> None:
    """Fill the form of an outgoing letter."""
    window.locator("form [name=subject]").fill(subject)
    address_letter(window, to=to, rank=rank, email=email)
    window.locator("[data-contentpath=body] button.c-sf-add-button").first.click()
    window.get_by_role("option", name="Paragraf").click()
    write(window, "body", text)


def address_letter(window: Page, *, to: str, rank: str, email: str = "") -> None:
    """Name whom a letter goes to."""
    window.locator("#id_recipients-ADD").click()
    window.locator("[name=recipients-0-name]").fill(to)
    window.locator("[name=recipients-0-rank]").select_option(rank)
    window.locator("[name=recipients-0-email]").fill(email)
