"""A person without a mouse: everything is reached with Tab, and one sees where one is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_STEPS = 400
HAS_FOCUS = "element => element === document.activeElement"
SHOWS_FOCUS = """element => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none")
    && box.width > 0 && box.height > 0;
}"""


def walk_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus; the focus must be visible there."""
    for _step in range(MOST_STEPS):
        if target.evaluate(HAS_FOCUS):
            assert target.evaluate(SHOWS_FOCUS), "the focus is not visible"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Walk to a link, a button or a box and press it; waits for the page that a link or button leads to."""
    walk_to(page, target)
    if key == "Space":
        page.keyboard.press(key)
        return
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page: Page, target: Locator, text: str) -> None:
    """Walk to a field and type."""
    walk_to(page, target)
    page.keyboard.type(text)
