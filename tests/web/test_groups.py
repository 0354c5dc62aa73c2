"""Groups in the browser: proposed with reasons, put together, answered once, parted again."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from draftreview.domain.vocabulary import Outcome, Role
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.services.dispositions import current
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

URL = "/drafts/mot-cua/groups"
CLAUSE = "att_1__art_3__para_1"
TALK = "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy giữa các cơ quan."
NEARLY = TALK.replace("tránh", "không")


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; a drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    return round_


def comment(
    site: Factory, round_: Consultation, body: str = TALK, eid: str = CLAUSE, **more: object
) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, eid)
    found = site.sent(site.comment(invitation, provision=place, body=body, **more), invitation)
    site.commit()
    return found


def group(site: Factory, round_: Consultation, *comments: Comment) -> str:
    """Put comments together and give the address of their group."""
    row = site._add(CommentGroup(consultation=round_, at=site.clock.now()))
    for one in comments:
        site._add(GroupMember(comment=one, group=row))
    site.commit()
    return f"{URL}/{row.id}"


def boxes(*comments: Comment) -> list[str]:
    return [f"{one.id}:0:1" for one in comments]


def members(site: Factory) -> set[int]:
    site.session.rollback()
    return set(site.session.scalars(select(GroupMember.comment_id)))


def outcomes(site: Factory, *comments: Comment) -> list[Outcome | None]:
    site.session.rollback()
    found = current(site.session, [one.id for one in comments])
    return [found[one.id].outcome if one.id in found else None for one in comments]


def send(client: FlaskClient, url: str, page: str = "/account/password", **fields: object) -> TestResponse:
    return post(client, url, page=page, **fields)


def test_a_proposed_group_says_who_why_and_what_differs(client, site, round_) -> None:
    one, other = comment(site, round_), comment(site, round_, NEARLY)
    comment(site, round_, "Ý khác hẳn về chuyện giờ mở cửa.")
    markup = text_of(client.get(URL))
    for words in (
        one.agency.name,
        other.agency.name,
        "2 ý kiến giống nhau",
        "Gần giống, ",
        "Được đề xuất (1)",
    ):
        assert words in markup
    assert "Xem kỹ, khác ở: “không”" in markup
    assert '<del><span class="visually-hidden">bỏ: </span>tránh</del>' in markup
    assert "giờ mở cửa" not in markup


def test_the_same_words_are_named_so_and_never_hide_a_telling_word(client, site, round_) -> None:
    for body in (TALK, TALK.upper()):
        comment(site, round_, body)
    page = text_of(client.get(URL))
    assert ("Trùng nguyên văn" in page, "Xem kỹ" in page) == (True, False)


def test_the_same_wording_is_named_so(client, site, round_) -> None:
    for body in ("Chậm.", "Cho kịp."):
        site.proposal(comment(site, round_, body), "Trả lời trong 03 ngày làm việc.")
    site.commit()
    assert "Cùng đề xuất câu chữ" in text_of(client.get(URL))


def test_nothing_proposed_and_nothing_grouped_say_so(client, site, round_) -> None:
    assert "Không có ý kiến nào gần giống nhau đang chờ gộp." in text_of(client.get(URL))
    assert "Chưa gộp nhóm nào." in text_of(client.get(f"{URL}?view=standing"))


def test_what_was_ticked_becomes_a_group(client, site, round_) -> None:
    three = [comment(site, round_) for _ in range(3)]
    response = send(client, f"{URL}?page=1", action="gather", chosen=boxes(*three[:2]), shown=boxes(*three))
    assert (response.status_code, response.location) == (303, f"{URL}?page=1")
    page = text_of(client.get(URL))
    assert "Đã gộp 2 ý kiến vào nhóm số 1." in page
    assert f'<a href="{URL}/1">Trả lời nhóm này</a>' in page
    assert members(site) == {one.id for one in three[:2]}


def test_a_refused_proposal_does_not_come_back(client, site, round_) -> None:
    pair = [comment(site, round_) for _ in range(2)]
    send(client, URL, action="part", shown=boxes(*pair))
    page = text_of(client.get(URL))
    assert "Đã ghi: các ý kiến này không phải một nhóm." in page
    assert "Không có ý kiến nào gần giống nhau" in page


def test_a_late_twin_joins_its_group_or_is_kept_out(client, site, round_) -> None:
    address = group(site, round_, comment(site, round_), comment(site, round_))
    late, stranger = comment(site, round_), comment(site, round_, NEARLY)
    page = text_of(client.get(URL))
    assert "2 ý kiến giống nhóm số 1" in page
    into = address.rpartition("/")[2]
    send(client, URL, action="gather", chosen=boxes(late), into=into)
    assert late.id in members(site)
    send(client, URL, action="part", shown=boxes(stranger), into=into)
    assert "Không có ý kiến nào gần giống nhau" in text_of(client.get(URL))


def test_a_selection_is_put_together_by_hand_and_shown(client, site, round_) -> None:
    one, other = comment(site, round_), comment(site, round_, "Ý khác.", "att_1__art_1")
    response = send(client, URL, action="by_hand", chosen=boxes(one, other))
    assert (response.status_code, response.location) == (303, f"{URL}/1")
    page = text_of(client.get(f"{URL}/1"))
    for words in ("Đã gộp 2 ý kiến", "Chọn bằng tay", "Điều 1"):
        assert words in page


@pytest.mark.parametrize(
    ("number", "words"), [(0, "Chọn ít nhất hai ý kiến"), (1, "Chọn ít nhất hai ý kiến")]
)
def test_too_few_are_refused(client, site, round_, number, words) -> None:
    few = [comment(site, round_) for _ in range(number)]
    response = send(client, URL, action="gather", chosen=boxes(*few))
    assert response.status_code == 422
    assert words in text_of(response)


def test_whoever_was_slower_is_told(client, site, round_) -> None:
    pair = [comment(site, round_) for _ in range(2)]
    address = group(site, round_, *pair)
    response = send(client, URL, action="part", shown=boxes(*pair))
    assert response.status_code == 409
    assert f"nhóm số {address.rpartition('/')[2]}" in text_of(response)


def test_one_answer_serves_all_and_everybody_keeps_a_row(client, site, round_) -> None:
    pair = [comment(site, round_) for _ in range(2)]
    address = group(site, round_, *pair)
    response = send(client, address, chosen=boxes(*pair), outcome="declined", explanation="Luật đã định.")
    assert (response.status_code, response.location) == (303, address)
    page = text_of(client.get(address))
    assert "Đã lưu trả lời cho 2 ý kiến, chờ duyệt." in page
    assert outcomes(site, *pair) == [Outcome.DECLINED] * 2
    assert re.search(r'value="declined" checked', page)
    assert "Luật đã định.</textarea>" in page


def test_a_row_answered_alone_is_shown_and_not_ticked_where_it_says_why(client, site, round_) -> None:
    three = [comment(site, round_) for _ in range(3)]
    for one in three[:2]:
        site.disposition(one, Outcome.DECLINED, explanation="Luật định.")
    site.disposition(three[2], Outcome.NOTED, explanation="Luật định.")
    address = group(site, round_, *three)
    page = text_of(client.get(address))
    assert "Khác với nhóm, chưa nói vì sao" in page
    assert "1 ý kiến có kết quả khác với nhóm" in page
    assert f'value="{three[0].id}:1:1" checked' in page
    assert f'value="{three[2].id}:1:1" checked' in page
    site.disposition(three[2], Outcome.NOTED, revision=2, explanation="Cấp xã khác.")
    site.commit()
    page = text_of(client.get(address))
    assert "Khác với nhóm" in page
    assert "chưa nói vì sao" not in page
    assert f'value="{three[2].id}:2:1">' in page
    assert "1 khác với nhóm" in text_of(client.get(f"{URL}?view=standing"))


def test_only_members_are_answered_from_a_groups_page(client, site, round_) -> None:
    one, other, stranger = (comment(site, round_) for _ in range(3))
    address = group(site, round_, one, other)
    send(client, address, chosen=boxes(one, other, stranger), outcome="accepted")
    assert outcomes(site, one, other, stranger) == [Outcome.ACCEPTED, Outcome.ACCEPTED, None]


def test_what_was_decided_meanwhile_is_named_and_the_words_stay(client, site, round_) -> None:
    one, taken = comment(site, round_), comment(site, round_)
    address = group(site, round_, one, taken)
    site.disposition(taken, Outcome.NOTED, by=site.lead(display_name="Trưởng ban"))
    site.commit()
    response = send(client, address, chosen=boxes(one, taken), outcome="declined", explanation="Đã gõ.")
    page = text_of(response)
    assert response.status_code == 409
    assert "Trưởng ban đã trả lời “Ghi nhận" in page
    assert "Đã gõ.</textarea>" in page
    assert outcomes(site, one, taken) == [Outcome.DECLINED, Outcome.NOTED]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"explanation": "Đã gõ."}, "Chọn kết quả."),
        ({"outcome": "noted"}, "Cần ghi nội dung giải trình"),
        ({"outcome": "partly_accepted", "explanation": "Đã gõ."}, "câu chữ riêng cho từng chỗ"),
    ],
)
def test_a_refused_answer_loses_nothing(client, site, round_, fields, words) -> None:
    one, other = comment(site, round_), comment(site, round_)
    site.proposal(one, "Câu khác.")
    site.commit()
    address = group(site, round_, one, other)
    response = send(client, address, chosen=boxes(one), **fields)
    page = text_of(response)
    assert response.status_code == 422
    assert words in page
    assert fields.get("explanation", "") in page
    assert f'value="{one.id}:0:1" checked' in page
    assert f'value="{other.id}:0:1" checked' not in page


def test_one_wording_serves_all_who_proposed_at_one_place(client, site, round_) -> None:
    pair = [comment(site, round_, "Chậm.") for _ in range(2)]
    for one in pair:
        site.proposal(one, "Trả lời trong 03 ngày.")
    address = group(site, round_, *pair)
    assert "Trả lời trong 03 ngày.</textarea>" in text_of(client.get(address))
    wording = {"new_text": "Trả lời trong 04 ngày.", "explanation": "Một phần."}
    send(client, address, chosen=boxes(*pair), outcome="partly_accepted", **wording)
    assert outcomes(site, *pair) == [Outcome.PARTLY_ACCEPTED] * 2
    assert "Trả lời trong 04 ngày.</textarea>" in text_of(client.get(address))


def test_words_after_the_points_are_kept_or_reworded(client, site, round_) -> None:
    eid = "att_1__art_2__para_2"
    place = site.provision(round_.version, eid)
    pair = [comment(site, round_, "Sửa.", eid) for _ in range(2)]
    for one in pair:
        site.proposal(one, "Hồ sơ thiếu thì:", base_tail=place.tail, new_tail="Ghi trên phần mềm và báo.")
    address = group(site, round_, *pair)
    assert "Ghi trên phần mềm và báo.</textarea>" in text_of(client.get(address))
    wording = {"new_text": "Hồ sơ thiếu:", "new_tail": "Ghi và báo.", "explanation": "Một phần."}
    send(client, address, chosen=boxes(*pair), outcome="partly_accepted", **wording)
    site.session.rollback()
    found = current(site.session, [one.id for one in pair]).values()
    assert {(row.new_text, row.new_tail) for row in found} == {("Hồ sơ thiếu:", "Ghi và báo.")}


def test_others_of_the_place_join_from_the_page(client, site, round_) -> None:
    one, other, third = comment(site, round_), comment(site, round_), comment(site, round_, "Ý khác hẳn.")
    address = group(site, round_, one, other)
    assert "Ý khác hẳn." in text_of(client.get(address))
    response = send(client, f"{address}/join")
    assert "Chưa chọn ý kiến nào để thêm vào nhóm." in text_of(client.get(response.location))
    send(client, f"{address}/join", chosen=boxes(third))
    assert "Đã thêm 1 ý kiến vào nhóm." in text_of(client.get(address))
    assert third.id in members(site)


def test_a_comment_of_another_group_does_not_join(client, site, round_) -> None:
    four = [comment(site, round_) for _ in range(4)]
    address, _other = group(site, round_, *four[:2]), group(site, round_, *four[2:])
    response = send(client, f"{address}/join", chosen=boxes(four[2]))
    assert response.status_code == 409
    assert "đang ở các nhóm khác nhau" in text_of(response)


def test_one_is_taken_out_and_the_last_two_part(client, site, round_) -> None:
    three = [comment(site, round_) for _ in range(3)]
    address = group(site, round_, *three)
    for number, target in ((0, address), (1, f"{URL}?view=standing")):
        response = send(client, f"{address}/out", comment=three[number].id)
        assert (response.status_code, response.location) == (303, target)
    assert members(site) == set()
    assert client.get(address).status_code == 404


def test_a_whole_group_is_parted_unless_it_changed(client, site, round_) -> None:
    pair = [comment(site, round_) for _ in range(2)]
    address = group(site, round_, *pair)
    response = send(client, f"{address}/split", shown=boxes(pair[0]))
    assert response.status_code == 409
    assert "vừa có ý kiến thêm vào" in text_of(response)
    for _ in range(2):
        response = send(client, f"{address}/split", shown=boxes(*pair))
        assert (response.status_code, response.location) == (303, f"{URL}?view=standing")
    assert members(site) == set()


def test_three_hundred_groups_come_a_page_at_a_time(client, site, round_) -> None:
    invitation, place = site.invitation(round_), site.provision(round_.version, CLAUSE)
    author = site.user(agency=invitation.agency)
    for number in range(12):
        body = " ".join(f"{word}{number}" for word in TALK.split())
        for _ in range(2):
            site.sent(site.comment(invitation, author, place, body=body), invitation)
    site.commit()
    first, second = (text_of(client.get(f"{URL}?page={page}")) for page in (1, 2))
    assert (first.count("2 ý kiến giống nhau"), second.count("2 ý kiến giống nhau")) == (10, 2)
    assert "Trang 1/2" in first


def test_words_are_shown_as_typed(client, site, round_) -> None:
    pair = [comment(site, round_, "<script>alert(1)</script> " + TALK) for _ in range(2)]
    address = group(site, round_, *pair)
    for url in (address, f"{URL}?view=standing"):
        assert "<script>alert" not in client.get(url).get_data(as_text=True)


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_sees_groups(client, site, round_, role) -> None:
    address = group(site, round_, comment(site, round_), comment(site, round_))
    user = site.user(role)
    site.commit()
    post(client, "/sign-out", page="/account/password")
    sign_in(client, user)
    assert [client.get(url).status_code for url in (URL, address)] == [403, 403]
    for url in (URL, address, *(f"{address}/{verb}" for verb in ("join", "out", "split"))):
        assert send(client, url).status_code == 403


@pytest.mark.parametrize("size", [2, 7])
def test_each_page_takes_at_most_five_queries(
    client, site, round_, count_queries: Callable[[], int], size
) -> None:
    address = group(site, round_, *(comment(site, round_) for _ in range(size)))
    for number in range(size):
        comment(site, round_, f"Ý kiến khác về việc mở cửa ngày thứ bảy, số {number}.")
    for url in (URL, f"{URL}?view=standing", address):
        client.get(url)
        count_queries()
        client.get(url)
        assert count_queries() <= 5, url
