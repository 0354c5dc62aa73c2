"""Take the pictures of the README: `python -m tests.browser.pictures` writes docs/pictures/*.png."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.clashing import make_clashing
from tests.browser.demonstration import CLAUSE, KEY, REASON, WORDING, copy_served, make_busy, make_plain
from tests.browser.papers import pages
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, launch, somebody

FOLDER = Path("docs") / "pictures"
ARTICLE = CLAUSE.rpartition("__")[0]
COMPETING = "att_1__art_7__para_4"
"""A clause for which two made-up comments propose different words."""
SHEET = Screen(1366, 1500)
"""High enough for the head of the table and its first rows."""
OFFICER = "chuyenvien.bien-hoa"


def compose(officer: Person) -> None:
    """Open the composer of khoản 2 Điều 15 beside the text and propose a wording."""
    page = officer.open(f"/drafts/{KEY}/versions/1#{ARTICLE}")
    officer.press(page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    wording = page.locator("#new_text:focus")
    wording.fill(WORDING)
    page.locator("#difference ins").first.wait_for()
    page.locator("#reason").fill(REASON)
    page.locator("#new_text").focus()
    page.locator(".composer-body").evaluate("body => body.scrollTo(0, 0)")


def desk(drafter: Person) -> None:
    """Show the desk at a clause with competing wordings."""
    page = drafter.open(f"/drafts/{KEY}/desk/{COMPETING}")
    drafter.press(page.get_by_role("radio", name="Không tiếp thu").locator(".."))
    page.get_by_label("Giải trình").fill("Việc phân công người trực đã nêu ở câu sau của khoản này.")


def comparison(lead: Person) -> None:
    """Show the comparison at the clause that the round was most about."""
    page = lead.open(f"/drafts/{KEY}/compare/1/2")
    changes = page.get_by_role("navigation", name="Các thay đổi").get_by_role("link")
    changes.filter(has_text="Khoản 2 Điều 16").first.click()


def table(lead: Person) -> None:
    """Show the synthesis table from its head."""
    lead.open(f"/drafts/{KEY}/synthesis")


def next_version(lead: Person) -> None:
    """Show the next version where two accepted wordings clash."""
    page = lead.open(f"/drafts/{KEY}/next-version")
    lead.press(page.locator(".question").first.locator(".option-head").first)
    page.evaluate("scrollTo(0, 0)")


Picture = tuple[str, str, Screen, Callable[[Person], None]]
"""Its name, who looks, at which screen, and what is done before."""

PICTURES: tuple[Picture, ...] = (
    ("read-desktop", OFFICER, OFFICE, compose),
    ("read-mobile", OFFICER, TELEPHONE, compose),
    ("desk", "bientap", OFFICE, desk),
    ("compare", "truongban", OFFICE, comparison),
    ("synthesis", "truongban", SHEET, table),
)
CLASHING: tuple[Picture, ...] = (("next-version", "truongban", SHEET, next_version),)
"""Taken where accepted wordings do not all go together."""


def settled(page: Page) -> None:
    """Wait until the fonts are there and nothing moves."""
    page.evaluate("document.fonts.ready.then(() => undefined)")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def take(browser: Browser, address: str, folder: Path, pictures: Sequence[Picture]) -> None:
    """Take pictures of a served demonstration."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, login, screen, show in pictures:
        scale = 2 if screen.touch else 1
        with somebody(browser, address, screen, login, device_scale_factor=scale) as person:
            show(person)
            settled(person.page)
            person.page.screenshot(path=folder / f"{name}.png")


def take_papers(browser: Browser, address: str, folder: Path, scratch: Path) -> None:
    """Draw the first pages of the table in Word as LibreOffice shows them."""
    with somebody(browser, address, OFFICE, "truongban") as person:
        answer = person.page.request.get(f"{address}/drafts/{KEY}/synthesis.docx?differences=y")
        for number, page in enumerate(pages(scratch, answer.body(), "docx", most=2), 1):
            (folder / f"table-word-{number}.png").write_bytes(page)


def main() -> None:
    """Make the demonstration, serve it and take the pictures."""
    found = chromium.find()
    assert found is not None, chromium.ADVICE
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = launch(playwright, found)
        for name, make, pictures in (("busy", make_busy, PICTURES), ("clashing", clash, CLASHING)):
            template, copy = Path(scratch) / name / "var", Path(scratch) / f"{name}-served"
            copy.mkdir()
            make(template)
            with copy_served(template, copy) as address:
                take(browser, address, FOLDER, pictures)
                if name == "busy":
                    take_papers(browser, address, FOLDER, copy)
        browser.close()


def clash(folder: Path) -> None:
    """Make the demonstration whose accepted wordings do not all go together."""
    make_plain(folder)
    make_clashing(folder)


if __name__ == "__main__":
    main()
