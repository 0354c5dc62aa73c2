"""A look at every page by everybody whom it is for: what axe, the ruler and the browser say."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.axe import grave_faults
from tests.browser.demonstration import AFTER_THE_ROUND, copy_served, set_round_today
from tests.browser.people import Person, Screen, somebody
from tests.browser.sights import Sight, sights


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at a page brought; ``width`` in CSS pixels, with what can be scrolled to."""

    sight: Sight
    status: int
    width: int
    faults: tuple[str, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tour:
    """All that was found on one screen."""

    screen: Screen
    found: list[Found]


def look_at_everything(browser: Browser, screen: Screen, template: Path, folder: Path) -> Tour:
    """Visit every page on a copy of a demonstration, everybody in turn at one browser: it is dear to open."""
    tour = Tour(screen, [])
    with copy_served(template, folder) as address, somebody(browser, address, screen) as person:
        for (after, login), pages in groupby(sights(), lambda sight: (sight.after, sight.login)):
            if after:
                set_round_today(folder / "var", AFTER_THE_ROUND)
            person.page.context.clear_cookies()
            person.sign_in(login)
            tour.found.extend(_visit(person, sight) for sight in pages)
    return tour


def _visit(person: Person, sight: Sight) -> Found:
    answer = person.page.goto(person.address + sight.path, wait_until="load")
    assert answer is not None
    if sight.status >= 400:
        person.forget(str(sight.status))
    width = person.page.evaluate("document.documentElement.scrollWidth")
    faults = tuple(grave_faults(person.page))
    troubles = tuple(person.troubles)
    person.troubles.clear()
    return Found(sight, answer.status, width, faults, troubles)
