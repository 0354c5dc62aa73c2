"""A draft of 60 Điều and 400 khoản reads well: it opens, its contents follow, every clause is reached."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from draftreview.cli.opening import opened
from draftreview.config import Config
from draftreview.domain.provisions import Provision
from draftreview.services import drafts
from draftreview.services.clock import clock_of
from tests.browser.demonstration import served
from tests.browser.people import Person, Screen, somebody
from tests.domain.texts import article, chapter, text

pytestmark = pytest.mark.browser
KEY = "van-ban-dai"
READ = f"/drafts/{KEY}/versions/1"
ARTICLES, CLAUSES, CHAPTERS = 60, 400, 6
SOON = 8_000
"""Milliseconds that a page may take on a busy machine until it can be read."""
UNHIDDEN = """(eid) => {
    const box = document.getElementById(eid).getBoundingClientRect();
    const bars = [...document.querySelectorAll(".appbar, .subbar")]
        .map((one) => one.getBoundingClientRect().bottom);
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + 12);
    return box.top >= Math.max(...bars) && Boolean(seen?.closest(`[id="${eid}"]`));
}"""
REVEALED = """() => {
    const row = document.querySelector("#contents [aria-current=location]").getBoundingClientRect();
    const side = document.getElementById("contents").getBoundingClientRect();
    return row.top >= side.top && row.bottom <= side.bottom;
}"""


def long_text() -> tuple[Provision, ...]:
    """Make up chapters with as many Điều and khoản as a long Quy định has."""
    many = [CLAUSES // ARTICLES + (at < CLAUSES % ARTICLES) for at in range(ARTICLES)]
    made = [
        article(
            at,
            f"Nội dung thứ {at}",
            *(
                f"Cơ quan thứ {at} thực hiện việc thứ {number} trong thời hạn {number + 2} ngày làm việc, "
                "ghi kết quả trên phần mềm và báo cho Bộ phận một cửa nơi tiếp nhận hồ sơ."
                for number in range(1, count + 1)
            ),
        )
        for at, count in enumerate(many, 1)
    ]
    size = ARTICLES // CHAPTERS
    numbers = ("I", "II", "III", "IV", "V", "VI")
    return tuple(
        chapter(number, f"PHẦN VIỆC {number}", *made[at * size : (at + 1) * size])
        for at, number in enumerate(numbers)
    )


@pytest.fixture(scope="module")
def site(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with the long draft in it, open to everybody."""
    folder = tmp_path_factory.mktemp("long") / "var"
    shutil.copytree(plain, folder)
    with opened(Config(data=folder)) as session:
        clock = clock_of(session)
        draft = drafts.create_draft(
            session, None, clock, key=KEY, title="Quyết định dài", short_title="Văn bản dài", public=True
        )
        drafts.write_version(session, None, clock, draft, text(*long_text()), number=1)
        session.commit()
    with served(folder) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, site: str, screen: Screen) -> Iterator[Person]:
    """Somebody who reads, not signed in."""
    with somebody(browser, site, screen) as person:
        yield person
        assert person.troubles == []


def clause_ids(page: Page) -> list[str]:
    clauses = page.locator("article.law .clause--clause")
    found: list[str] = clauses.evaluate_all("all => all.map(one => one.id)")
    return found


def test_the_whole_text_opens_soon(reader: Person) -> None:
    page = reader.open(READ)
    assert len(clause_ids(page)) == CLAUSES
    assert page.locator("article.law .clause--article").count() == ARTICLES
    assert page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive") < SOON


def test_the_contents_follow_what_is_read(reader: Person) -> None:
    page = reader.open(READ)
    for number in (30, 58, 12):
        name = f"Nội dung thứ {number}"
        heading = page.get_by_role("heading", name=f"Điều {number}. {name}")
        heading.evaluate("one => one.scrollIntoView({ block: 'start', behavior: 'instant' })")
        expect(page.locator("#contents [aria-current=location]")).to_contain_text(name)
        if reader.screen.touch:
            expect(page.locator("[data-current-place]")).to_contain_text(f"Điều {number}")
        else:
            page.wait_for_function(REVEALED)


def test_a_link_to_a_clause_lands_on_it_below_the_bars(reader: Person) -> None:
    clauses = clause_ids(reader.open(READ))
    for eid in (clauses[-1], clauses[CLAUSES // 2]):
        reader.open("/")
        reader.open(f"{READ}#{eid}").wait_for_function(UNHIDDEN, arg=eid)
