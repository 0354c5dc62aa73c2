"""An officer and her head go from signing in to the receipt, by every means, in at most 25 actions."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from draftreview.cli.opening import opened
from draftreview.config import Config
from draftreview.domain.vocabulary import Operation, ReplyState
from draftreview.models.accounts import Agency
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation, Reply
from draftreview.models.sendings import Sending
from draftreview.services.trial_accounts import PASSWORD
from tests.browser.demonstration import CLAUSE
from tests.browser.hands import MOST, Counter, Finger, Hand, Keys
from tests.browser.people import OFFICE, TELEPHONE, Screen, somebody
from tests.formats.scan_files import png

pytestmark = pytest.mark.browser
OFFICER, HEAD = "chuyenvien.stttt", "lanhdao.stttt"
CHOSEN = "văn bản"
OPINION = "Nên nói rõ thời hạn tính từ ngày nào."
NEW_CLAUSE = "Cơ quan được hỏi có thể gia hạn một lần, không quá 02 ngày làm việc."
WHY = "Hồ sơ đo đạc cần thêm thời gian."
GENERAL = "Nhất trí với bố cục của dự thảo."

Sit = Callable[..., Hand]


@pytest.fixture
def sit(browser: Browser, fresh_site: str) -> Iterator[Sit]:
    """Sit people down, each at a browser of their own, their actions counted together."""
    counter = Counter()
    with ExitStack() as people:

        def down(kind: type[Hand] = Hand, screen: Screen = OFFICE, **more: object) -> Hand:
            person = people.enter_context(somebody(browser, fresh_site, screen, **more))
            return kind(person, counter)

        yield down


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The scan of the signed letter."""
    file = tmp_path / "cong-van.png"
    file.write_bytes(png())
    return file


def sign_in(hand: Hand, login: str) -> None:
    page = hand.person.open("/sign-in")
    hand.write(page.get_by_label("Tên đăng nhập"), login)
    hand.write(page.get_by_label("Mật khẩu"), PASSWORD)
    hand.press(page.get_by_role("main").get_by_role("button", name="Đăng nhập"))


def finish(hand: Hand, what: str) -> None:
    hand.press(hand.page.get_by_role("button", name="Xong ý kiến này"))
    told = hand.page.get_by_role("status").filter(has_text=what)
    expect(told.filter(has_text="ý kiến đã xong")).to_be_attached()


def say(hand: Hand) -> None:
    hand.write(hand.page.locator("textarea#body"), OPINION)
    finish(hand, "Khoản 2 Điều 15")


def insert(hand: Hand) -> None:
    page = hand.page
    hand.choose(page.get_by_role("radio", name="Thêm", exact=True))
    hand.write(page.get_by_label("Câu chữ đề xuất"), NEW_CLAUSE)
    hand.write(page.get_by_label("Lý do"), WHY)


def say_of_the_whole(hand: Hand) -> None:
    hand.write(hand.page.locator("textarea#body"), GENERAL)
    finish(hand, "Toàn dự thảo")


def send(head: Hand, scan: Path) -> None:
    sign_in(head, HEAD)
    page = head.page
    head.press(page.get_by_role("link", name="Chuẩn bị gửi"))
    expect(page.get_by_role("heading", name="3 ý kiến, theo thứ tự dự thảo")).to_be_visible()
    head.choose(page.get_by_role("radio", name="Nhất trí, có góp ý"))
    head.attach(page.get_by_label("Bản chụp công văn đã ký"), scan)
    head.press(page.get_by_role("button", name="Gửi văn bản góp ý"))


def check_the_end(head: Hand, folder: Path) -> None:
    page = head.page
    expect(page.get_by_role("heading", name="Biên nhận văn bản góp ý")).to_be_visible()
    told = page.get_by_role("definition")
    expect(told.filter(has_text="cong-van.png")).to_be_visible()
    assert told.all_inner_texts()[2] == "3"
    with opened(Config(data=folder / "var")) as session:
        reply = session.scalars(
            select(Reply).join(Reply.invitation).join(Invitation.agency).where(Agency.code == "stttt")
        ).one()
        sent = session.scalars(select(Comment).where(Comment.reply == reply)).all()
        assert (reply.state, reply.scan is not None) == (ReplyState.SENT, True)
        assert page.locator("code.fingerprint").last.inner_text() == reply.fingerprint
        said = {
            (
                one.anchor.quote if one.anchor else "",
                one.proposal.operation if one.proposal else None,
                one.proposal.new_text if one.proposal else one.body,
            )
            for one in sent
        }
    assert said == {
        (CHOSEN, None, OPINION),
        ("", Operation.INSERT, NEW_CLAUSE),
        ("", None, GENERAL),
    }
    assert head.person.troubles == []
    assert len(head.counter.done) <= MOST


@pytest.mark.parametrize("kind", [Hand, Finger], ids=["by mouse", "by touch"])
def test_from_signing_in_to_the_receipt(sit: Sit, scan: Path, tmp_path: Path, kind: type[Hand]) -> None:
    screen = OFFICE if kind is Hand else TELEPHONE
    officer = sit(kind, screen)
    sign_in(officer, OFFICER)
    page = officer.page
    officer.press(page.get_by_role("link", name="Bắt đầu góp ý"))
    page.get_by_role("heading", name="Điều 15. Xin ý kiến phối hợp").wait_for(state="attached")
    officer.select(CLAUSE, CHOSEN)
    officer.press(page.get_by_role("button", name="Góp ý đoạn này"))
    say(officer)
    officer.press(page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    insert(officer)
    finish(officer, "Khoản 2 Điều 15")
    officer.press(page.get_by_role("link", name="Góp ý về toàn dự thảo"))
    say_of_the_whole(officer)
    head = sit(kind, screen)
    send(head, scan)
    check_the_end(head, tmp_path)


def test_by_keyboard_alone(sit: Sit, scan: Path, tmp_path: Path) -> None:
    officer = sit(Keys)
    sign_in(officer, OFFICER)
    page = officer.page
    officer.press(page.get_by_role("link", name="Bắt đầu góp ý"))
    officer.press(page.locator("#contents").get_by_role("link", name="Xin ý kiến phối hợp"))
    officer.step("n", until=page.locator(f"[id='{CLAUSE}']:focus"))
    officer.key("c")
    officer.press(page.locator("summary", has_text="Góp ý riêng một đoạn"))
    officer.select("passage-words", CHOSEN)
    expect(page.get_by_label("Đoạn góp ý")).to_have_value(CHOSEN)
    say(officer)
    officer.key("c")
    insert(officer)
    finish(officer, "Khoản 2 Điều 15")
    officer.key("g")
    say_of_the_whole(officer)
    head = sit(Keys)
    send(head, scan)
    check_the_end(head, tmp_path)


def test_without_script(sit: Sit, scan: Path, tmp_path: Path) -> None:
    officer = sit(java_script_enabled=False)
    sign_in(officer, OFFICER)
    page = officer.page
    officer.press(page.get_by_role("link", name="Bắt đầu góp ý"))
    clause = page.locator(f"[id='{CLAUSE}']")
    officer.press(clause.get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    officer.press(page.get_by_text("Góp ý riêng một đoạn"))
    officer.write(page.get_by_label("Đoạn góp ý"), CHOSEN)
    say(officer)
    officer.press(clause.get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    insert(officer)
    officer.press(page.get_by_role("button", name="Xem khác biệt"))
    expect(page.locator("#difference ins", has_text="gia hạn một lần")).to_be_visible()
    finish(officer, "Khoản 2 Điều 15")
    officer.press(page.get_by_role("link", name="Góp ý về toàn dự thảo"))
    say_of_the_whole(officer)
    head = sit(java_script_enabled=False)
    send(head, scan)
    check_the_end(head, tmp_path)


@pytest.mark.parametrize(
    ("where", "stance", "button"),
    [
        ("/drafts/mot-cua/reply", "Nhất trí hoàn toàn", "Gửi văn bản góp ý"),
        ("/", "", "Gửi “Nhất trí hoàn toàn”"),
    ],
)
def test_a_double_click_sends_once(
    browser: Browser, fresh_site: str, tmp_path: Path, where: str, stance: str, button: str
) -> None:
    with somebody(browser, fresh_site, OFFICE, HEAD) as head:
        page = head.open(where)
        if stance:
            page.get_by_role("radio", name=stance).check(force=True)
        page.get_by_role("button", name=button).dblclick()
        expect(page.get_by_role("heading", name="Biên nhận văn bản góp ý")).to_be_visible()
    with opened(Config(data=tmp_path / "var")) as session:
        assert [one.number for one in session.scalars(select(Sending))] == [1]


def test_the_next_action_is_refused() -> None:
    counter = Counter(["press"] * MOST)
    with pytest.raises(AssertionError, match="too many actions"):
        counter.count("press")
