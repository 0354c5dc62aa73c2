"""The desk in the browser: an answer is kept, refused kindly, or shown beside a faster one."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from draftreview.domain.vocabulary import Category, Operation, Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, GroupMember, Phrase
from draftreview.models.dispositions import Disposition
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

CLAUSE, OTHER = "att_1__art_3__para_1", "att_1__art_3__para_2"


@pytest.fixture
def round_(site: Factory) -> Consultation:
    """The round of the draft mot-cua."""
    return site.round(site.version(site.draft(key="mot-cua", illustrative=True)))


@pytest.fixture
def comment(site: Factory, round_: Consultation, client: FlaskClient) -> Comment:
    """A sent comment on a clause; a drafter is signed in."""
    comment = sent(site, round_, CLAUSE, body="Đề nghị **rút ngắn**.")
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    return comment


def sent(site: Factory, round_: Consultation, eid: str, **more: object) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, eid)
    return site.sent(site.comment(invitation, provision=place, **more), invitation)


def place_url(comment: Comment) -> str:
    return f"/drafts/mot-cua/desk/{comment.provision.eid}"


def answer(client: FlaskClient, comment: Comment, **fields: object) -> TestResponse:
    url = f"/comments/{comment.id}/dispositions"
    return post(client, url, page=place_url(comment), **({"seen_revision": 0} | fields))


def kept(site: Factory, comment: Comment) -> list[Disposition]:
    site.session.rollback()
    return list(site.session.scalars(select(Disposition).where(Disposition.comment_id == comment.id)))


def test_the_desk_shows_the_clause_its_comments_and_the_four_outcomes(client, comment) -> None:
    page = text_of(client.get("/drafts/mot-cua/desk"))
    for words in (
        "Khoản 1 Điều 3 của Quy định",
        "Cơ quan được hỏi trả lời bằng văn bản",
        "<strong>rút ngắn</strong>",
        "Chương I. Quy định chung",
        "còn <b>1</b> / 1 ý kiến, 1 điều khoản",
        "Dự thảo minh họa",
        'value="noted"',
        "Lưu đề xuất, sang mục sau",
    ):
        assert words in page


def test_an_empty_desk_says_so(client, site, round_) -> None:
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    assert "Chưa có ý kiến nào được gửi" in text_of(client.get("/drafts/mot-cua/desk"))


def test_an_answer_is_kept_and_leads_to_the_next_place(client, site, round_, comment) -> None:
    after = sent(site, round_, OTHER)
    site.commit()
    response = answer(client, comment, outcome="declined", explanation="Luật đã định.")
    assert (response.status_code, response.location) == (303, f"{place_url(after)}#at-hand")
    row = kept(site, comment)[0]
    assert (row.outcome, row.explanation, row.stage) == (Outcome.DECLINED, "Luật đã định.", Stage.PROPOSED)
    assert "Còn ý kiến ở: Khoản 2 Điều 3 của Quy định" in text_of(client.get(response.location))


def test_the_last_answer_says_that_nothing_is_left(client, site, comment) -> None:
    response = answer(client, comment, outcome="accepted")
    assert response.location == f"{place_url(comment)}?after={comment.id}#at-hand"
    assert "Mọi ý kiến đã có kết quả" in text_of(client.get(response.location))


def test_declining_without_an_explanation_is_refused_beside_the_field(client, site, comment) -> None:
    response = answer(client, comment, outcome="declined")
    page = text_of(response)
    assert (response.status_code, kept(site, comment)) == (422, [])
    assert "Cần ghi nội dung giải trình khi không tiếp thu." in page
    assert 'aria-describedby="explanation-error"' in page


def test_an_answer_without_an_outcome_keeps_what_was_typed(client, site, comment) -> None:
    response = answer(client, comment, explanation="Đã viết <dở>.")
    page = response.get_data(as_text=True)
    assert (response.status_code, kept(site, comment)) == (422, [])
    assert "Chọn kết quả." in page
    assert "Đã viết &lt;dở&gt;." in page


def test_the_second_drafter_is_told_and_may_then_decide(client, site, comment) -> None:
    site.disposition(comment, Outcome.NOTED, by=site.drafter(display_name="Tổ biên tập 2"))
    site.commit()
    response = answer(client, comment, outcome="declined", explanation="Ý của tôi.")
    page = text_of(response)
    assert response.status_code == 409
    assert "Tổ biên tập 2 vừa trả lời ý kiến này" in page
    assert "Ý của tôi." in page
    assert re.search('<input[^>]*name="seen_revision"[^>]*value="1"', page)
    answer(client, comment, outcome="declined", explanation="Ý của tôi.", seen_revision=1)
    assert [row.revision for row in kept(site, comment)] == [1, 2]


def test_pressing_twice_writes_once(client, site, comment) -> None:
    for _ in range(2):
        assert answer(client, comment, outcome="accepted").status_code == 303
    assert len(kept(site, comment)) == 1


def test_partly_accepting_a_proposal_takes_the_drafters_wording(client, site, comment) -> None:
    site.proposal(comment, "Trả lời trong 03 ngày.")
    site.commit()
    assert "Trả lời trong 03 ngày." in text_of(client.get(place_url(comment)))
    fields = {"outcome": "partly_accepted", "explanation": "Giữ số ngày."}
    assert "Cần ghi câu chữ" in text_of(answer(client, comment, **fields))
    answer(client, comment, new_text="Trả lời trên phần mềm.", **fields)
    assert kept(site, comment)[0].new_text == "Trả lời trên phần mềm."
    assert "Trả lời trên phần mềm." in text_of(client.get(place_url(comment)))


@pytest.mark.parametrize("operation", [Operation.DELETE, Operation.MOVE])
def test_where_nothing_new_is_worded_the_wording_starts_from_the_text(
    client, site, round_, comment, operation
) -> None:
    target = site.provision(round_.version, OTHER)
    site.proposal(comment, "", operation=operation, target=target)
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert f">{comment.provision.text}</textarea>" in page


def test_wordings_are_compared_with_the_text_by_syllable(client, site, comment) -> None:
    site.proposal(comment, comment.provision.text.replace("05", "03"))
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert "<del>" in page
    assert "1 phương án câu chữ" in page
    assert page.index("05</del>") < page.index("03</ins>")


def test_an_agency_behind_a_wording_is_named_and_counted_once(client, site, comment) -> None:
    invitation = site.session.merge(comment.reply.invitation)
    other = site.sent(site.comment(invitation, provision=comment.provision), invitation)
    for one in (comment, other):
        site.proposal(one, "Trả lời trong 03 ngày.")
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert "<b>1 cơ quan</b>" in page
    assert f"<p><b>{comment.agency.short_name}</b></p>" in page


def test_a_comment_may_be_chosen_by_its_address(client, site, round_, comment) -> None:
    other = sent(site, round_, CLAUSE)
    site.commit()
    page = text_of(client.get(f"{place_url(comment)}?comment={other.id}"))
    assert f'action="/comments/{other.id}/dispositions"' in page
    assert f"?comment={comment.id}#at-hand" in page


def test_what_a_comment_says_is_never_markup(client, site, round_, comment) -> None:
    sent(site, round_, CLAUSE, body="<script>alert(1)</script>", reason="<img src=x>")
    site.commit()
    page = client.get(place_url(comment)).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("path", ["/drafts/mot-cua/desk/nowhere", "/drafts/gone/desk"])
def test_what_is_not_there_is_not_found(client, comment, path) -> None:
    assert client.get(path).status_code == 404


def test_an_unsent_comment_cannot_be_answered(client, site, round_, comment) -> None:
    unsent = site.comment(site.invitation(round_), provision=comment.provision)
    site.commit()
    assert answer(client, unsent, outcome="accepted").status_code == 404


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_comes_to_the_desk(client, site, round_, role) -> None:
    user, comment = site.user(role), sent(site, round_, CLAUSE)
    site.commit()
    sign_in(client, user)
    assert client.get("/drafts/mot-cua/desk").status_code == 403
    url = f"/comments/{comment.id}/dispositions"
    assert post(client, url, page="/account/password", outcome="accepted").status_code == 403


def test_the_public_is_asked_to_sign_in(client, site, round_) -> None:
    site.commit()
    assert client.get("/drafts/mot-cua/desk").status_code == 302


def test_a_form_without_its_token_is_refused(client, site, comment) -> None:
    response = client.post(f"/comments/{comment.id}/dispositions", data={"outcome": "accepted"})
    assert (response.status_code, kept(site, comment)) == (400, [])


def prepared(client: FlaskClient, comment: Comment, way: str = "prepare", **fields: object) -> TestResponse:
    url = f"/comments/{comment.id}/dispositions/{way}"
    return post(client, url, page=place_url(comment), **({"seen_revision": 0} | fields))


def field(page: str, name: str) -> str:
    """Give what stands in a field of the dock."""
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, f"no field {name}"
    return found[1]


def test_a_wording_starts_from_the_text_from_any_proposal_or_from_an_earlier_answer(
    client, site, round_, comment
) -> None:
    other = sent(site, round_, CLAUSE)
    site.proposal(comment, "Trả lời trong 03 ngày.")
    site.proposal(other, "Trả lời trong 07 ngày.")
    own = site.disposition(other, Outcome.PARTLY_ACCEPTED, new_text="Trả lời trong 04 ngày.")
    site.commit()
    typed = {"outcome": "partly_accepted", "explanation": "Đang viết.", "new_text": "Dở dang."}
    letters = {"Trả lời trong 03 ngày.", "Trả lời trong 07 ngày."}
    found = [text_of(prepared(client, comment, start=key, **typed)) for key in ("A", "B", "text")]
    assert {field(page, "new_text") for page in found[:2]} == letters
    assert field(found[2], "new_text") == comment.provision.text
    earlier = text_of(prepared(client, comment, start=f"answer-{own.id}", **typed))
    assert field(earlier, "new_text") == "Trả lời trong 04 ngày."
    assert field(earlier, "explanation") == "Đang viết."
    assert kept(site, comment) == []


def test_a_start_that_nobody_offers_leaves_the_wording_alone(client, site, comment) -> None:
    site.proposal(comment, "Trả lời trong 03 ngày.")
    site.commit()
    assert field(text_of(prepared(client, comment, start="Z", new_text="Dở dang.")), "new_text") == "Dở dang."


@pytest.fixture
def tailed(site: Factory, round_: Consultation, comment: Comment) -> Comment:
    """A comment that rewords a khoản with words after its points."""
    place = site.provision(round_.version, "att_1__art_2__para_2")
    tailed = sent(site, round_, place.eid)
    site.proposal(tailed, place.text, base_tail=place.tail, new_tail="Việc hướng dẫn được ghi vào sổ.")
    site.commit()
    return tailed


PARTLY = {"outcome": "partly_accepted", "explanation": "Giữ phần mềm."}


def test_the_words_after_the_points_are_reworded_and_kept(client, site, tailed) -> None:
    page = text_of(client.get(place_url(tailed)))
    assert field(page, "new_tail") == "Việc hướng dẫn được ghi vào sổ."
    tail = "Việc hướng dẫn được ghi vào sổ và phần mềm."
    answer(client, tailed, new_text=tailed.provision.text, new_tail=tail, **PARTLY)
    assert [row.new_tail for row in kept(site, tailed)] == [tail]
    assert field(text_of(client.get(f"{place_url(tailed)}?comment={tailed.id}")), "new_tail") == tail


def test_an_empty_tail_is_refused_because_it_would_not_go(client, site, tailed) -> None:
    response = answer(client, tailed, new_text="Câu khác.", new_tail=" ", **PARTLY)
    page = text_of(response)
    assert (response.status_code, kept(site, tailed)) == (422, [])
    assert "Đoạn sau các điểm không để trống được." in page
    assert 'aria-describedby="new_tail-error"' in page


def test_a_tail_that_nobody_spoke_of_stays_out_of_the_answer(client, site, round_, comment) -> None:
    place = site.provision(round_.version, "att_1__art_2__para_2")
    other = sent(site, round_, place.eid)
    site.proposal(other, "Hồ sơ thiếu thì:")
    site.commit()
    assert field(text_of(client.get(place_url(other))), "new_tail") == place.tail
    answer(client, other, new_text="Hồ sơ còn thiếu thì:", new_tail=place.tail, **PARTLY)
    assert [(row.new_text, row.new_tail) for row in kept(site, other)] == [("Hồ sơ còn thiếu thì:", "")]


def test_the_difference_of_the_drafters_wording_shows_as_in_the_composer(client, site, comment) -> None:
    site.proposal(comment, comment.provision.text.replace("05", "03"))
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert 'id="difference"' in page
    typed = comment.provision.text.replace("05", "09")
    found = text_of(prepared(client, comment, "difference", new_text=typed))
    assert "09</ins>" in found
    assert "<html" not in found


def test_an_inserted_provision_starts_from_inserted_ones_and_has_no_tail(client, site, round_) -> None:
    drafter, tail = site.drafter(), "att_1__art_2__para_2"
    comment = sent(site, round_, tail)
    site.proposal(comment, "Khoản thêm.", operation=Operation.INSERT)
    site.commit()
    sign_in(client, drafter)
    page = text_of(client.get(place_url(comment)))
    assert field(page, "new_text") == "Khoản thêm."
    assert 'name="new_tail"' not in page
    assert "Khoản thêm.</ins>" in page


def test_a_comment_is_answered_as_another_one_was(client, site, round_, comment) -> None:
    other = sent(site, round_, CLAUSE)
    site.disposition(other, Outcome.DECLINED, explanation="Luật đã định.")
    site.commit()
    page = prepared(client, comment, like=other.id).get_data(as_text=True)
    assert re.search('value="declined"[^>]* checked', page)
    assert field(page, "explanation") == f"Như ý kiến của {other.agency.short_name}: Luật đã định."
    assert kept(site, comment) == []


def test_an_unanswered_comment_lends_nothing(client, site, round_, comment) -> None:
    other = sent(site, round_, CLAUSE)
    site.commit()
    page = text_of(prepared(client, comment, like=other.id, explanation="Đang viết."))
    assert field(page, "explanation") == "Đang viết."


def test_a_phrase_is_put_behind_what_was_typed(client, site, comment) -> None:
    phrase = Phrase(body="Luật đã quy định.", created_at=site.clock.now())
    site.session.add(phrase)
    site.commit()
    assert "Luật đã quy định." in text_of(client.get(place_url(comment)))
    page = text_of(prepared(client, comment, phrase=phrase.id, explanation="Giữ như dự thảo."))
    assert field(page, "explanation") == "Giữ như dự thảo. Luật đã quy định."


def test_an_explanation_becomes_a_phrase_and_the_answer_waits(client, site, comment) -> None:
    response = prepared(client, comment, "phrase", keep="own", explanation="Luật đã định.")
    page = text_of(response)
    assert "Đã lưu câu dùng lại. Trả lời này chưa lưu." in page
    assert field(page, "explanation") == "Luật đã định."
    assert 'data-phrase="Luật đã định."' in page
    assert kept(site, comment) == []


def test_an_empty_explanation_is_no_phrase_and_only_the_lead_shares(client, site, comment) -> None:
    empty = prepared(client, comment, "phrase", keep="own")
    assert (empty.status_code, "Câu dùng lại đang trống" in text_of(empty)) == (422, True)
    shared = prepared(client, comment, "phrase", keep="shared", explanation="Luật đã định.")
    assert shared.status_code == 403
    assert site.session.scalars(select(Phrase)).all() == []


def test_two_wordings_are_compared_with_each_other_by_the_address(client, site, round_, comment) -> None:
    other = sent(site, round_, CLAUSE)
    for one, days in ((comment, "03"), (other, "07")):
        site.proposal(one, comment.provision.text.replace("05", days))
    site.commit()
    page = text_of(client.get(f"{place_url(comment)}?against=A"))
    first, second = (days for days in ("03", "07"))
    assert "Khác với phương án A:" in page
    assert page.index(f"{first}</del>") < page.index(f"{second}</ins>")


def test_a_place_that_much_was_said_about_shows_some_of_it_until_all_is_asked_for(
    client, site, round_, comment
) -> None:
    for number in range(44):
        site.proposal(sent(site, round_, CLAUSE), f"Trả lời trong {number} giờ.")
    site.commit()
    page = client.get(place_url(comment)).get_data(as_text=True)
    assert (page.count('<article class="comment'), page.count('<section class="option')) == (40, 6)
    assert "Đang hiện 6 phương án, 40 ý kiến." in page
    whole = client.get(f"{place_url(comment)}?all=1").get_data(as_text=True)
    assert (whole.count('<article class="comment'), whole.count('<section class="option')) == (45, 44)


def test_a_script_is_given_the_part_that_changes(client, site, comment) -> None:
    page = client.get(place_url(comment), headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<html" not in page
    assert 'id="queue"' not in page
    for words in ('id="desk"', 'id="desk-progress"', 'id="dock"', f"{CLAUSE} 1 0;"):
        assert words in page


def test_a_script_that_has_the_queue_is_given_the_place_alone(client, site, comment) -> None:
    asked = {"HX-Request": "true", "X-Queue": "known"}
    page = client.get(place_url(comment), headers=asked).get_data(as_text=True)
    assert 'id="desk-progress"' not in page
    assert "data-counts" not in page
    assert 'data-lead="on" data-key="n"' in page


def test_the_filter_goes_along_through_the_queue(client, site, round_, comment) -> None:
    after = sent(site, round_, OTHER, category=Category.QUESTION)
    sent(site, round_, CLAUSE, category=Category.QUESTION)
    site.commit()
    page = text_of(client.get("/drafts/mot-cua/desk?category=question"))
    assert "còn <b>2</b> / 2 ý kiến, 2 điều khoản trong bộ lọc" in page
    assert f'href="/drafts/mot-cua/desk/{OTHER}?category=question"' in page
    url = f"/comments/{after.id}/dispositions?category=question"
    response = post(client, url, page=place_url(after), seen_revision=0, outcome="accepted")
    assert response.location == f"{place_url(comment)}?category=question#at-hand"
    assert "ngoài bộ lọc" in text_of(client.get(response.location))


def test_the_end_of_a_filter_says_so(client, site, round_, comment) -> None:
    question = sent(site, round_, OTHER, category=Category.QUESTION)
    site.commit()
    url = f"/comments/{question.id}/dispositions?category=question"
    response = post(client, url, page=place_url(question), seen_revision=0, outcome="accepted")
    assert "Mọi ý kiến trong bộ lọc đã có kết quả." in text_of(client.get(response.location))


def test_a_filter_that_lets_nothing_through_says_what_to_do(client, site, comment) -> None:
    page = text_of(client.get("/drafts/mot-cua/desk?agency=khong-co"))
    assert "Không có ý kiến nào khớp bộ lọc." in page
    assert "Bỏ lọc" in page


def test_a_comment_of_a_group_leads_to_it(client, site, round_, comment) -> None:
    group = CommentGroup(consultation=round_, at=site.clock.now())
    for one in (comment, sent(site, round_, OTHER)):
        site.session.add(GroupMember(group=group, comment_id=one.id))
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert "Cùng nhóm với 1 ý kiến khác" in page
    assert f'href="/drafts/mot-cua/groups/{group.id}"' in page


def test_what_the_lead_remarked_stands_beside_the_answer(client, site, comment) -> None:
    site.disposition(comment, Outcome.NOTED, remark="Nêu rõ căn cứ.")
    site.commit()
    assert "Trả lại: Nêu rõ căn cứ." in text_of(client.get(place_url(comment)))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"HX-Request": "true", "X-Queue": "known"}])
@pytest.mark.parametrize("size", [1, 9])
def test_the_desk_takes_at_most_five_queries(
    client, site, round_, comment, count_queries: Callable[[], int], size, headers
) -> None:
    for number in range(size):
        one = sent(site, round_, (CLAUSE, OTHER)[number % 2])
        site.disposition(one, by=site.drafter())
        site.proposal(one, f"Trong {number} ngày.")
    site.commit()
    address = f"{place_url(comment)}?state=open&drafter=me&topic=1"
    client.get(address)
    count_queries()
    assert client.get(address, headers=headers).status_code == 200
    assert count_queries() <= 5
