"""The tags of a followed place: sign and word for everything that happened to it, and the ways there."""

import pytest
from flask import Flask

from draftreview.domain.following import Whereabouts
from draftreview.domain.following_words import state_of
from draftreview.web.whereabouts import Shown, shown

HERE, NEXT = "att_1__art_5__para_1", "att_1__art_5__para_2"


def shown_of(app: Flask, whereabouts: Whereabouts, there: bool = False) -> Shown:
    with app.test_request_context():
        found = shown(state_of(2, whereabouts, {}, {}), "mot-cua", there)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("whereabouts", "words"),
    [
        (Whereabouts(HERE, (HERE,)), ["Không đổi"]),
        (Whereabouts(HERE, (HERE,), reworded=True), ["Đã sửa câu chữ"]),
        (Whereabouts(HERE, (HERE,), inside=True), ["Đã sửa nội dung bên trong"]),
        (Whereabouts(HERE, (NEXT,)), ["Nay là khoản 2 Điều 5"]),
        (
            Whereabouts(HERE, (NEXT,), moved=True, reworded=True),
            ["Đã chuyển, nay là khoản 2 Điều 5", "Đã sửa câu chữ"],
        ),
        (Whereabouts(HERE, (HERE,), moved=True), ["Đã chuyển"]),
        (Whereabouts(HERE, (HERE, NEXT)), ["Đã tách, nay là các khoản 1, 2 Điều 5"]),
        (
            Whereabouts(HERE, (NEXT,), partly_gone=True, moved=True),
            ["Đã tách, một phần không còn, nay là khoản 2 Điều 5", "Đã chuyển"],
        ),
        (Whereabouts(HERE, (HERE,), merged_from=(HERE, NEXT)), ["Đã gộp với khoản 2 Điều 5"]),
        (
            Whereabouts(NEXT, (HERE,), merged_from=(HERE, NEXT)),
            ["Đã gộp từ các khoản 1, 2 Điều 5", "Nay là khoản 1 Điều 5"],
        ),
        (Whereabouts(HERE, ends=True), ["Không còn trong bản lần 2"]),
        (Whereabouts(HERE), ["Chờ xác nhận"]),
        (Whereabouts(HERE, candidates=(NEXT,)), ["Chờ xác nhận: có thể là khoản 2 Điều 5"]),
    ],
)
def test_every_state_has_its_words(app: Flask, whereabouts: Whereabouts, words: list[str]) -> None:
    tags = shown_of(app, whereabouts).tags
    assert [tag.words for tag in tags] == words
    assert all(tag.sign and tag.kind for tag in tags)


def test_colours_are_those_of_the_sheet(app: Flask) -> None:
    kinds = {
        tag.kind
        for whereabouts in (Whereabouts(HERE, (HERE, NEXT)), Whereabouts(HERE, (NEXT,), moved=True))
        for tag in shown_of(app, whereabouts).tags
    }
    assert kinds == {"moved"}
    assert [tag.kind for tag in shown_of(app, Whereabouts(HERE, (NEXT,))).tags] == ["noted"]
    assert [tag.kind for tag in shown_of(app, Whereabouts(HERE)).tags] == ["warning"]


def test_links_lead_to_every_place(app: Flask) -> None:
    assert shown_of(app, Whereabouts(HERE, (NEXT,))).links == (
        ("Xem ở lần 2", f"/drafts/mot-cua/versions/2#{NEXT}"),
    )
    several = shown_of(app, Whereabouts(HERE, (HERE, NEXT))).links
    assert [label for label, _ in several] == ["Khoản 1 Điều 5", "Khoản 2 Điều 5"]


def test_at_its_one_place_no_link_is_needed(app: Flask) -> None:
    assert shown_of(app, Whereabouts(HERE, (NEXT,)), there=True).links == ()
    assert len(shown_of(app, Whereabouts(HERE, (HERE, NEXT)), there=True).links) == 2


def test_nothing_newer_is_nothing_to_show() -> None:
    assert shown(None, "mot-cua") is None
