"""Somebody at a browser: a context of their own, signed in, on an office screen or a telephone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Request, ViewportSize

from draftreview.services.trial_accounts import PASSWORD

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 30_000
"""Milliseconds until something that should be there counts as missing, on a busy machine too."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What somebody looks at."""

    width: int
    height: int
    touch: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """Give the context options that make a browser this screen."""
        size = ViewportSize(width=self.width, height=self.height)
        return {
            "viewport": size,
            "screen": size,
            "has_touch": self.touch,
            "is_mobile": self.touch,
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
        }


OFFICE = Screen(1366, 768)
TELEPHONE = Screen(360, 740, touch=True)
SCREENS = {"1366x768": OFFICE, "360x740": TELEPHONE}
_SIGNED_IN: dict[tuple[str, str], list[Any]] = {}
"""The cookies of whoever signed in, by address and login: every form more costs a second."""


@dataclass
class Person:
    """Somebody with a page open; presses by touch where the screen has touch."""

    page: Page
    address: str
    screen: Screen
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the service."""
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, login: str) -> None:
        """Sign in through the form, unless nobody is meant or it was done before at this address."""
        context, cookies = self.page.context, _SIGNED_IN.get((self.address, login))
        if login and cookies:
            context.add_cookies(cookies)
        elif login:
            self.open("/sign-in")
            self.page.get_by_label("Tên đăng nhập").fill(login)
            self.page.get_by_label("Mật khẩu").fill(PASSWORD)
            self.press(self.page.get_by_role("main").get_by_role("button", name="Đăng nhập"))
            self.page.wait_for_url(self.address + "/")
            _SIGNED_IN[self.address, login] = context.cookies()

    def press(self, what: Locator) -> None:
        """Click, or touch."""
        if self.screen.touch:
            what.tap()
        else:
            what.click()

    def press_button(self, name: str) -> None:
        """Press the button of that name."""
        self.press(self.page.get_by_role("button", name=name))

    def press_link(self, name: str) -> None:
        """Follow the link of that name."""
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def forget(self, status: str) -> None:
        """Strike out what the browser said of an answer that was meant to be a refusal."""
        self.troubles[:] = [trouble for trouble in self.troubles if status not in trouble]


def launch(playwright: Playwright, chromium: Path) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)


@contextmanager
def somebody(
    browser: Browser, address: str, screen: Screen, login: str = "", **more: Any
) -> Iterator[Person]:
    """Sit somebody down at a browser of their own; nobody is signed in without a login."""
    context = browser.new_context(**screen.options, **more)
    context.set_default_timeout(PATIENCE)
    try:
        person = Person(context.new_page(), address, screen)
        watch(context, person.troubles)
        person.sign_in(login)
        yield person
    finally:
        context.close()


def watch(context: BrowserContext, troubles: list[str]) -> None:
    """Note what the browser complains of: in the console, by the content policy, of its requests."""

    def note(is_one: bool, words: str) -> None:
        if is_one:
            troubles.append(words)

    context.on("console", lambda said: note(said.type in ("error", "warning"), f"{said.type}: {said.text}"))
    context.on("weberror", lambda error: note(True, f"uncaught: {error.error}"))
    context.on("requestfailed", lambda lost: note(not _given_up(lost), f"lost: {lost.url} {lost.failure}"))
    context.on("response", lambda answer: note(answer.status >= 400, f"{answer.status}: {answer.url}"))


def _given_up(request: Request) -> bool:
    # What becomes a download, and what a click elsewhere makes needless.
    return request.failure == "net::ERR_ABORTED"
