"""A group in the dock: one answer for all of it, who is left out, what happens when others are faster."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.domain.vocabulary import Operation, Outcome
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.models.dispositions import Disposition
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

CLAUSE = "att_1__art_3__para_1"
URL = f"/drafts/mot-cua/desk/{CLAUSE}"
TALK = "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy giữa các cơ quan."
NO = {"outcome": "declined", "explanation": "Luật đã định.", "seen_revision": 0}


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; a drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    return round_


def said(site: Factory, round_: Consultation, body: str = TALK, words: str = "", **more) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, CLAUSE)
    comment = site.sent(site.comment(invitation, provision=place, body=body), invitation)
    if words or more:
        site.proposal(comment, words, **more)
    site.commit()
    return comment


def group(site: Factory, round_: Consultation, *comments: Comment) -> int:
    row = site._add(CommentGroup(consultation=round_, at=site.clock.now()))
    for one in comments:
        site._add(GroupMember(comment=one, group=row))
    site.commit()
    return row.id


def shown(client: FlaskClient, comment: Comment) -> str:
    return text_of(client.get(f"{URL}?comment={comment.id}"))


def give(client: FlaskClient, chosen: Comment, *others: Comment, **more):
    fields = {**NO, "whole": "1", "with": [f"{one.id}:0:1" for one in others], **more}
    return post(client, f"/comments/{chosen.id}/dispositions", page=URL, **fields)


def answered(site: Factory) -> list[tuple[int, Outcome]]:
    site.session.rollback()
    rows = site.session.scalars(select(Disposition).order_by(Disposition.comment_id))
    return [(row.comment_id, row.outcome) for row in rows]


def members(site: Factory) -> set[int]:
    site.session.rollback()
    return set(site.session.scalars(select(GroupMember.comment_id)))


def test_what_is_nearly_the_same_is_offered_to_be_answered_as_one(client, site, round_) -> None:
    one, other = said(site, round_), said(site, round_)
    page = shown(client, one)
    assert "Trả lời cả nhóm (<span data-ticked>2</span>/2)" in page
    assert f"Cùng nhận trả lời này: {other.agency.short_name}" in page
    assert f'name="with" value="{other.id}:0:1" checked' in page
    assert 'aria-keyshortcuts="g">' in page, "nobody has said yet that they are one matter"
    assert "Phần mềm thấy gần trùng; lưu là gộp ý kiến đã đánh dấu thành nhóm." in page


def test_a_group_that_stands_is_meant_as_a_whole_from_the_start(client, site, round_) -> None:
    one, other = said(site, round_), said(site, round_, "Việc khác hẳn.")
    number = group(site, round_, one, other)
    page = shown(client, one)
    assert 'aria-keyshortcuts="g" checked>' in page
    assert f'name="group" value="{number}"' in page
    assert f"Nhóm số {number}" in page


def test_one_answer_serves_all_that_are_ticked(client, site, round_) -> None:
    one, other, left_out = said(site, round_), said(site, round_), said(site, round_)
    response = give(client, one, other)
    assert response.status_code == 303
    assert answered(site) == [(one.id, Outcome.DECLINED), (other.id, Outcome.DECLINED)]
    assert members(site) == {one.id, other.id}
    page = text_of(client.get(response.location))
    assert "Đã lưu đề xuất cho 2 ý kiến của nhóm. Còn ý kiến ở: Khoản 1 Điều 3 của Quy định." in page
    assert f'data-comment="{left_out.id}"' in page


def test_without_the_switch_only_the_comment_at_hand_is_answered(client, site, round_) -> None:
    one, other = said(site, round_), said(site, round_)
    fields = NO | {"with": [f"{other.id}:0:1"]}
    assert post(client, f"/comments/{one.id}/dispositions", page=URL, **fields).status_code == 303
    assert answered(site) == [(one.id, Outcome.DECLINED)]


def test_who_was_answered_meanwhile_is_named_beside_what_was_typed(client, site, round_) -> None:
    one, faster = said(site, round_), said(site, round_)
    number = group(site, round_, one, faster)
    site.disposition(faster, Outcome.NOTED, explanation="Để nghiên cứu.")
    site.commit()
    response = give(client, one, faster, group=number)
    page = text_of(response)
    assert response.status_code == 409
    assert "Để nguyên 1 ý kiến đã thay đổi sau khi mở trang" in page
    assert f"({faster.agency.name})" in page
    assert f'name="with" value="{faster.id}:1:1" checked' in page
    assert "Luật đã định.</textarea>" in page
    assert answered(site) == [(one.id, Outcome.DECLINED), (faster.id, Outcome.NOTED)]


def test_a_group_parted_meanwhile_keeps_what_was_typed_and_nothing_is_answered(client, site, round_) -> None:
    one, other = said(site, round_), said(site, round_)
    response = give(client, one, other, group=99)
    page = text_of(response)
    assert response.status_code == 409
    assert "Nhóm này vừa được tách hoặc bỏ bớt ý kiến" in page
    assert "Luật đã định.</textarea>" in page
    assert answered(site) == []


def test_a_group_to_join_that_is_gone_keeps_what_was_typed(client, site, round_) -> None:
    one, other = said(site, round_), said(site, round_)
    response = give(client, one, other, into=99)
    assert (response.status_code, "đã được tách" in text_of(response)) == (404, True)
    assert answered(site) == []


def test_a_late_comment_is_offered_the_group_it_would_join(client, site, round_) -> None:
    one, other = said(site, round_), said(site, round_)
    number = group(site, round_, one, other)
    late = said(site, round_)
    page = shown(client, late)
    assert f'name="into" value="{number}"' in page
    assert f"Lưu là thêm ý kiến đã đánh dấu vào nhóm số {number}." in page
    assert give(client, late, one, other, into=number).status_code == 303
    assert members(site) == {one.id, other.id, late.id}


def test_a_phrase_put_in_leaves_the_ticks_as_they_were(client, site, round_) -> None:
    one, other, third = said(site, round_), said(site, round_), said(site, round_)
    fields = NO | {"whole": "1", "with": [f"{third.id}:0:1"]}
    page = text_of(post(client, f"/comments/{one.id}/dispositions/prepare", page=URL, **fields))
    assert 'aria-keyshortcuts="g" checked>' in page
    assert f'value="{third.id}:0:1" checked' in page
    assert f'value="{other.id}:0:1">' in page


def test_wordings_of_a_group_are_one_option_and_say_where_they_differ(client, site, round_) -> None:
    one = said(site, round_, words="Trả lời trên phần mềm trong thời hạn 03 ngày làm việc.")
    other = said(site, round_, words="Trả lời trên phần mềm trong thời hạn 07 ngày làm việc.")
    page = shown(client, one)
    assert "Xung đột với A" in page
    assert "2 phương án câu chữ" in page
    group(site, round_, one, other)
    page = shown(client, one)
    assert "Gần trùng" in page
    assert "Xung đột với" not in page
    assert "khác nhau ở “3”, “7”" in page
    assert "1 phương án câu chữ" in page
    assert "Câu chữ trong nhóm khác nhau" in page


def test_one_wording_is_taken_in_part_for_the_whole_group(client, site, round_) -> None:
    one, other = (said(site, round_, words=f"Trả lời trong {days} ngày.") for days in ("03", "07"))
    number = group(site, round_, one, other)
    words = {"outcome": "partly_accepted", "new_text": "Trả lời trong 05 ngày, trên phần mềm."}
    assert give(client, one, other, group=number, **words).status_code == 303
    site.session.rollback()
    rows = site.session.scalars(select(Disposition)).all()
    assert {row.new_text for row in rows} == {"Trả lời trong 05 ngày, trên phần mềm."}
    assert len(rows) == 2


def test_a_group_of_different_deeds_cannot_take_one_wording(client, site, round_) -> None:
    one = said(site, round_)
    two = [
        said(site, round_, words="Trả lời ngay."),
        said(site, round_, words="", operation=Operation.DELETE),
    ]
    number = group(site, round_, one, *two)
    response = give(client, one, *two, group=number, outcome="partly_accepted")
    assert response.status_code == 422
    assert "tiếp thu một phần cần câu chữ riêng" in text_of(response)
    assert answered(site) == []


def test_a_place_leads_to_its_comments_chosen_in_bulk(client, site, round_) -> None:
    one = said(site, round_)
    assert "Trả lời nhiều ý kiến ở đây" not in shown(client, one)
    said(site, round_, "Việc khác hẳn.")
    way = f"/drafts/mot-cua/bulk?article={CLAUSE}"
    assert f'href="{way}"' in shown(client, one)
    assert "Đang chọn từ 2 trong 2 ý kiến đã gửi." in text_of(client.get(way))
