"""People whose actions are counted, and the ways they have of acting: mouse, touch, keys."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.people import Person

MOST = 25
"""Actions from signing in to the receipt; the next one is refused."""
ENOUGH = 900
"""Presses of Tab after which a way is no way."""
FIND = """([row, words]) => {
    const walker = document.createTreeWalker(document.getElementById(row), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        return range;
    }
}"""
WHERE = f"""(where) => {{
    const range = ({FIND})(where);
    range.startContainer.parentElement.scrollIntoView({{ block: "center", behavior: "instant" }});
    const lines = [...range.getClientRects()], first = lines[0], last = lines.at(-1);
    return [first.left + 1, first.top + first.height / 2, last.right, last.top + last.height / 2];
}}"""
SELECT = f"(where) => {{ getSelection().removeAllRanges(); getSelection().addRange(({FIND})(where)); }}"
FOCUSED = "(one) => one === document.activeElement"
NO_POINTING = """document.addEventListener("pointerdown", (event) => {
    if (event.isTrusted) throw new Error("a pointing device was used");
}, true)"""


@dataclass
class Counter:
    """Counts what everybody does on one way: a click, a field filled, a file chosen are one each."""

    done: list[str] = field(default_factory=list)

    def count(self, what: str) -> None:
        """Count one action; refuse it where the way has become too long."""
        self.done.append(what)
        assert len(self.done) <= MOST, "too many actions:\n" + "\n".join(self.done)


@dataclass
class Hand:
    """Somebody who acts with the mouse."""

    person: Person
    counter: Counter

    @property
    def page(self) -> Page:
        """Give the page that is open."""
        return self.person.page

    def press(self, what: Locator) -> None:
        """Press a link, a button or a choice."""
        self.counter.count(f"press {_name(what)}")
        self._press(what)

    def write(self, field: Locator, words: str) -> None:
        """Fill a field."""
        self.counter.count(f"fill {_name(field)}")
        self._go_into(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def attach(self, field: Locator, file: Path) -> None:
        """Choose a file in the window that opens."""
        self.counter.count(f"choose {file.name}")
        with self.page.expect_file_chooser() as opened:
            self._open(field)
        opened.value.set_files(file)

    def choose(self, radio: Locator) -> None:
        """Choose one of several."""
        self.press(radio.locator(".."))

    def select(self, row: str, words: str) -> None:
        """Select words of the text."""
        self.counter.count(f"select {words}")
        left, top, right, bottom = self._where(row, words)
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move(right, bottom, steps=8)
        self.page.mouse.up()

    def _where(self, row: str, words: str) -> tuple[float, float, float, float]:
        self.page.wait_for_load_state()
        self.page.evaluate("document.fonts.ready.then(() => undefined)")
        left, top, right, bottom = self.page.evaluate(WHERE, [row, words])
        return left, top, right, bottom

    def _press(self, what: Locator) -> None:
        self.person.press(what)

    def _go_into(self, field: Locator) -> None:
        self.person.press(field)

    def _open(self, field: Locator) -> None:
        self.person.press(field)


class Finger(Hand):
    """Somebody who acts by touch.

    That a finger kept on a word selects it is a telephone's own doing, which Chromium without a screen lacks.
    """

    def select(self, row: str, words: str) -> None:
        """Keep the finger on a word."""
        self.counter.count(f"select {words}")
        self._where(row, words)
        self.page.evaluate(SELECT, [row, words])


class Keys(Hand):
    """Somebody who has no mouse: what has the focus is pressed, and Tab leads from one thing to the next."""

    def __post_init__(self) -> None:
        """Have every use of a pointing device count as a trouble."""
        self.page.add_init_script(NO_POINTING)

    def key(self, key: str) -> None:
        """Press a shortcut that does what a button does."""
        self.page.wait_for_load_state()
        self.counter.count(f"press the key {key}")
        self.page.keyboard.press(key)

    def step(self, key: str, until: Locator) -> None:
        """Go on in the page until something has the focus, which is no action."""
        for _ in range(ENOUGH):
            if until.count():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not lead there")

    def choose(self, radio: Locator) -> None:
        """Tab to several choices, and go through them with the arrows."""
        self.counter.count(f"choose {_name(radio)}")
        self._tab(radio, "(one) => one.name === document.activeElement.name")
        while not radio.is_checked():
            self.page.keyboard.press("Space" if self._is(radio, FOCUSED) else "ArrowDown")

    def select(self, field: str, words: str) -> None:
        """Select words of a field, one character after the other."""
        self.counter.count(f"select {words}")
        where = self.page.locator(f"#{field}")
        self._go_into(where)
        self.page.keyboard.press("Control+Home")
        for _ in range(where.input_value().index(words)):
            self.page.keyboard.press("ArrowRight")
        for _ in words:
            self.page.keyboard.press("Shift+ArrowRight")

    def _press(self, what: Locator) -> None:
        self._go_into(what)
        self.page.keyboard.press("Enter")

    def _go_into(self, field: Locator) -> None:
        self._tab(field, FOCUSED)

    def _open(self, field: Locator) -> None:
        self._go_into(field)
        self.page.keyboard.press("Space")

    def _tab(self, what: Locator, there: str) -> None:
        what.wait_for(state="attached")
        for _ in range(ENOUGH):
            if self._is(what, there):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{_name(what)} cannot be reached")

    def _is(self, what: Locator, there: str) -> bool:
        return bool(what.evaluate(there))


def _name(what: Locator) -> str:
    said: Any = what.evaluate(
        "one => one.ariaLabel || one.labels?.[0]?.textContent || one.textContent || one.name || one.id"
    )
    return " ".join(str(said).split())[:60]
