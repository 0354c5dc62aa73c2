"""Take the pictures of the README: `python -m tests.browser.pictures` writes docs/pictures/*.png."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.demonstration import CLAUSE, KEY, REASON, WORDING, copy_served, make_busy
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, launch, somebody
from tests.browser.sights import BUSY_PLACE

FOLDER = Path("docs") / "pictures"
OFFICER = "chuyenvien.bien-hoa"


def compose(officer: Person) -> None:
    """Open the composer of khoản 2 Điều 15 beside the text and propose a wording."""
    page = officer.open(f"/drafts/{KEY}/versions/1#{CLAUSE}")
    officer.press(page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    wording = page.locator("#new_text:focus")
    wording.fill(WORDING)
    page.locator("#difference ins").first.wait_for()
    page.locator("#reason").fill(REASON)
    page.locator("#new_text").focus()


def desk(drafter: Person) -> None:
    """Show the desk where most was said."""
    page = drafter.open(f"/drafts/{KEY}/desk/{BUSY_PLACE}")
    drafter.press(page.locator(".outcome-choice", has_text="Tiếp thu một phần"))


def comparison(lead: Person) -> None:
    """Show the first change of the comparison."""
    page = lead.open(f"/drafts/{KEY}/compare/1/2")
    page.get_by_role("navigation", name="Các thay đổi").get_by_role("link").nth(5).click()


def table(lead: Person) -> None:
    """Show the synthesis table from its head."""
    lead.open(f"/drafts/{KEY}/synthesis")


PICTURES: tuple[tuple[str, str, Screen, Callable[[Person], None]], ...] = (
    ("read-desktop", OFFICER, OFFICE, compose),
    ("read-mobile", OFFICER, TELEPHONE, compose),
    ("desk", "bientap", OFFICE, desk),
    ("compare", "truongban", OFFICE, comparison),
    ("synthesis", "truongban", OFFICE, table),
)


def settled(page: Page) -> None:
    """Wait until the fonts are there and nothing moves."""
    page.evaluate("document.fonts.ready.then(() => undefined)")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, login, screen, show in PICTURES:
        scale = 2 if screen.touch else 1
        with somebody(browser, address, screen, login, device_scale_factor=scale) as person:
            show(person)
            settled(person.page)
            person.page.screenshot(path=folder / f"{name}.png")


def main() -> None:
    """Make the demonstration, serve it and take the pictures."""
    found = chromium.find()
    assert found is not None, chromium.ADVICE
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        template, copy = Path(scratch) / "busy" / "var", Path(scratch) / "served"
        copy.mkdir()
        make_busy(template)
        browser = launch(playwright, found)
        with copy_served(template, copy) as address:
            take(browser, address, FOLDER)
        browser.close()


if __name__ == "__main__":
    main()
