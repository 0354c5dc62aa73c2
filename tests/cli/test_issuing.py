"""`draftreview issue` as a person types it: what the page's button does, or the places that stop it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.cli import main
from draftreview.config import from_environment
from draftreview.db import make_engine, session_factory, upgrade
from draftreview.domain.vocabulary import Operation
from draftreview.models.drafts import Version
from tests.factories import Factory, FixedClock
from tests.services.accepting import ARTICLE, BY_POST, ON_SOFTWARE, Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Iterator[Desk]:
    """A draft in a data folder of its own, its round answered."""
    monkeypatch.setenv("DRAFTREVIEW_DATA", str(tmp_path / "var"))
    config = from_environment()
    upgrade(config)
    engine = make_engine(config.url)
    with session_factory(engine)() as session:
        make = Factory(session, clock)
        yield Desk(make, make.round(make.version(make.draft(key="mot-cua"))))
    engine.dispose()


def typed(capsys: pytest.CaptureFixture[str], desk: Desk, *arguments: str) -> str:
    desk.make.commit()
    main(["issue", *arguments])
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], desk: Desk, *arguments: str) -> str:
    desk.make.commit()
    with pytest.raises(SystemExit) as stopped:
        main(["issue", *arguments])
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (2, "")
    return said.err


def versions(session: Session) -> int:
    return session.scalar(select(func.count(Version.id))) or 0


def test_what_is_clean_is_issued_and_counted(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    desk.accept(ON_SOFTWARE)
    desk.edit("Việc khác.", "att_1__art_2__para_1")
    said = typed(capsys, desk).splitlines()
    assert said == [
        "Đã phát hành bản dự thảo lần 2 của “mot-cua”.",
        "Câu chữ của 1 ý kiến được đưa vào; 1 chỗ sửa trực tiếp.",
    ]
    assert versions(desk.make.session) == 2


def test_references_to_check_are_listed(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    desk.insert("Khoản mới.", ARTICLE, as_first_child=True)
    said = typed(capsys, desk, "--draft", "mot-cua")
    assert "Còn 1 dẫn chiếu cần kiểm tra:" in said
    assert "  Khoản 3 Điều 3 của Quy định: “khoản 1 Điều này” đã sửa thành “khoản 2 Điều này”" in said


def test_a_broken_reference_is_named(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    desk.accept("", operation=Operation.DELETE)
    said = typed(capsys, desk)
    assert "Khoản 1 Điều 3 của Quy định: “khoản 1 Điều này”, chỗ được dẫn chiếu không còn" in said


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    desk.accept(ON_SOFTWARE)
    assert typed(capsys, desk, "--dry-run").startswith("Sẽ phát hành bản dự thảo lần 2")
    assert versions(desk.make.session) == 1


def test_places_that_stop_it_are_named_with_kind_and_agencies(
    capsys: pytest.CaptureFixture[str], desk: Desk
) -> None:
    names = [desk.accept(words).agency.short_name for words in (ON_SOFTWARE, BY_POST)]
    said = refused(capsys, desk)
    assert f"Khoản 1 Điều 3 của Quy định: các phương án sửa cùng một chỗ ({', '.join(names)})" in said
    assert refused(capsys, desk, "--dry-run") == said
    assert versions(desk.make.session) == 1


def test_without_anything_to_issue_it_says_so(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    assert "Chưa có câu chữ nào" in refused(capsys, desk)
    assert "khac" in refused(capsys, desk, "--draft", "khac")
