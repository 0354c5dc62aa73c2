"""Commenting without JavaScript: the composer, what it refuses without losing a word, and who sees what."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.db import begin_writing
from draftreview.domain import provisions as tree
from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.domain.vocabulary import CommentState, Operation, Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from tests.factories import Factory, clause
from tests.web.browsing import post, sign_in, text_of, token

CLAUSE = "att_1__art_3__para_1"
NEW = f"/drafts/mot-cua/versions/1/comments/new?eid={CLAUSE}"
NOW = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc."
THEN = "Cơ quan được hỏi trả lời trên phần mềm trong thời hạn 03 ngày làm việc."


@pytest.fixture
def invited(site: Factory, client: FlaskClient) -> Invitation:
    """An officer of an invited agency, signed in."""
    invitation: Invitation = site.invitation(site.round(site.version(site.draft(key="mot-cua"))))
    user = site.user(agency=invitation.agency)
    site.commit()
    sign_in(client, user)
    return invitation


def fields(**more: object) -> dict[str, object]:
    """What the composer posts when only its body is filled in."""
    return {"operation": "", "category": "substance", "body": "Nên rút ngắn.", "form_key": "k1"} | more


def only(site: Factory) -> Comment:
    """Give the one comment there is."""
    site.commit()
    site.session.expire_all()
    comment: Comment = site.session.scalars(select(Comment)).one()
    return comment


def test_the_composer_opens_with_the_current_words(client: FlaskClient, invited: Invitation) -> None:
    page = text_of(client.get(NEW))
    assert "Góp ý khoản 1 Điều 3 của Quy định" in page
    assert re.search(r'<textarea[^>]*name="new_text"[^>]*>\s*' + re.escape(NOW), page)
    assert "Xem khác biệt" in page
    assert 'id="att_1__art_2__para_1"' in page, "the text stands beside the composer"


def test_the_words_after_the_points_are_reworded(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    url = "/drafts/mot-cua/versions/1/comments/new?eid=att_1__art_2__para_2"
    now = "Việc hướng dẫn được ghi trên phần mềm."
    assert now in text_of(client.get(url))
    same = fields(operation="replace", new_text="Hồ sơ chưa đủ thì:", new_tail=now)
    assert "Câu chữ chưa khác dự thảo." in text_of(post(client, url, **same))
    then = same | {"new_tail": "Việc hướng dẫn được ghi lại."}
    assert "<ins>" in text_of(post(client, url, **then, difference="1"))
    for _ in range(2):
        assert post(client, url, **then).status_code == 303
    comment = only(site)
    assert comment.proposal is not None
    assert comment.proposal.new_tail == "Việc hướng dẫn được ghi lại."
    assert "ghi lại" in text_of(client.get(f"/comments/{comment.id}/edit"))
    assert "<ins>" in text_of(client.get(f"/comments/{comment.id}"))


def test_words_of_the_clause_are_commented_on_and_marked(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    refused = post(client, NEW, **fields(quote="không có ở đây"))
    assert refused.status_code == 422
    assert "Không thấy đoạn này trong câu chữ" in text_of(refused)
    assert post(client, NEW, **fields(quote="bằng  văn bản")).status_code == 303
    comment = only(site)
    assert comment.anchor is not None
    assert comment.anchor.quote == "bằng văn bản"
    assert f'data-chosen="[["{CLAUSE}", 19, 29]]"' in text_of(client.get("/drafts/mot-cua/versions/1"))
    page = text_of(client.get(f"/comments/{comment.id}/edit"))
    assert re.search(r'name="quote"[^>]*>\s*bằng văn bản', page)
    edit = fields(quote="văn bản", quote_from="23", quote_to="29", revision=1)
    assert post(client, f"/comments/{comment.id}/edit", **edit).status_code == 303
    comment = only(site)
    assert comment.anchor is not None
    assert comment.anchor.quote == "văn bản"


def test_words_are_commented_on_without_saying_that_no_wording_is_meant(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    left = fields(operation="replace", new_text=NOW, quote="bằng văn bản")
    assert "Câu chữ chưa khác dự thảo." in text_of(post(client, NEW, **left | {"body": " "}))
    assert post(client, NEW, **left).status_code == 303
    comment = only(site)
    assert (comment.proposal, comment.anchor is not None) == (None, True)
    reworded = left | {"new_text": THEN, "form_key": "k2"}
    assert post(client, NEW, **reworded).status_code == 303
    site.commit()
    assert site.session.scalar(select(Comment).where(Comment.form_key == "k2")).proposal is not None


def test_words_of_a_component_outside_its_provisions_are_commented_on(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    components = {one.eid: one for one in invited.consultation.version.components}
    words = components[""].preamble.split("\n")[0]
    url = "/drafts/mot-cua/versions/1/comments/new?eid=act"
    said = {"category": "substance", "body": "Bỏ dòng này."}
    refused = post(client, url, **said, quote="không có ở đây", form_key="k1")
    assert "Không thấy đoạn này trong câu chữ" in text_of(refused)
    assert post(client, url, **said, quote=words, form_key="k1").status_code == 303
    comment = only(site)
    assert comment.component_id == components[""].id
    assert comment.anchor is not None
    assert comment.words[comment.anchor.start : comment.anchor.end] == comment.anchor.quote == words
    page = text_of(client.get("/drafts/mot-cua/versions/1"))
    assert re.search(r'data-chosen="\[\["act", \d+, \d+\]\]"', page)
    assert words in text_of(client.get(f"/comments/{comment.id}"))
    assert re.search(r'name="quote"[^>]*>\s*' + words, text_of(client.get(f"/comments/{comment.id}/edit")))
    whole = url.replace("act", "general")
    assert 'name="quote"' not in text_of(client.get(whole))


def test_a_finished_comment_leads_back_to_its_clause(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    answer = post(client, NEW, **fields(operation="replace", new_text=THEN, ready="1"))
    assert (answer.status_code, answer.location) == (303, f"/drafts/mot-cua/versions/1#{CLAUSE}")
    comment = only(site)
    assert (comment.state, comment.citation) == (CommentState.READY, "khoản 1 Điều 3 của Quy định")
    assert comment.proposal is not None
    assert (comment.proposal.operation, comment.proposal.new_text) == (Operation.REPLACE, THEN)


def test_pressing_twice_writes_once(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    for _ in range(2):
        assert post(client, NEW, **fields()).status_code == 303
    assert only(site).state is CommentState.WRITING


def test_the_difference_shows_after_asking_without_script(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    answer = post(client, NEW, **fields(operation="replace", new_text=THEN, difference="1"))
    page = text_of(answer)
    assert answer.status_code == 200
    assert re.search(r"<del>.*?bằng văn bản</del>", page)
    assert "<b>+4</b>" in page
    assert site.session.scalar(select(Comment)) is None


def test_the_difference_alone_is_given_to_a_script(client: FlaskClient, invited: Invitation) -> None:
    url = f"/drafts/mot-cua/versions/1/difference?eid={CLAUSE}"
    answer = post(client, url, page=NEW, operation="replace", category="x", new_text=THEN)
    assert text_of(answer).lstrip().startswith('<div class="diff-head">')
    moved = post(client, url, page=NEW, operation="move", category="substance")
    assert "diff-box" not in text_of(moved)


def test_the_difference_waits_for_no_writer(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    url = f"/drafts/mot-cua/versions/1/difference?eid={CLAUSE}"
    typed = {"csrf_token": token(client, NEW), "operation": "replace", "new_text": THEN}
    site.commit()
    begin_writing(site.session)
    assert client.post(url, data=typed).status_code == 200


def test_with_htmx_only_the_talk_is_sent(client: FlaskClient, invited: Invitation) -> None:
    page = text_of(client.get(NEW, headers={"HX-Request": "true"}))
    assert page.startswith('<section class="talk is-open"')
    assert "<html" not in page


def test_an_unchanged_wording_is_refused_and_nothing_typed_is_lost(
    client: FlaskClient, invited: Invitation
) -> None:
    answer = post(client, NEW, **fields(operation="replace", new_text=NOW, reason="Lý do dài đã viết."))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Câu chữ chưa khác dự thảo." in page
    assert "Nên rút ngắn." in page
    assert "Lý do dài đã viết." in page


def test_an_empty_comment_and_odd_values_are_refused(client: FlaskClient, invited: Invitation) -> None:
    assert "Ý kiến đang trống" in text_of(post(client, NEW, **fields(body=" ")))
    for odd in ({"category": "lạ"}, {"operation": "lạ"}, {"body": "x" * 20_001}):
        assert post(client, NEW, **fields(**odd)).status_code == 422


def test_a_comment_may_stand_on_the_whole_draft(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    url = "/drafts/mot-cua/versions/1/comments/new?eid=general"
    page = text_of(client.get(url))
    assert "Góp ý toàn dự thảo" in page
    assert "Câu chữ đề xuất" not in page
    answer = post(client, url, **fields())
    assert answer.location == "/drafts/mot-cua/versions/1"
    assert only(site).provision is None


def test_the_topic_is_guessed_and_kept(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    place = site.provision(invited.consultation.version, "att_1__art_3")
    topic = site.topic(invited.consultation, place, short_title="Xin ý kiến")
    site.commit()
    assert f'<option selected value="{topic.id}">' in text_of(client.get(NEW))
    post(client, NEW, **fields(topic_id=topic.id))
    assert only(site).topic_id == topic.id


def test_raw_html_in_a_comment_shows_as_characters(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    post(client, NEW, **fields(body="**Đậm** <script>alert(1)</script>"))
    page = client.get(f"/comments/{only(site).id}").get_data(as_text=True)
    assert "<strong>Đậm</strong> &lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_current_words_come_back_and_the_rest_stays(client: FlaskClient, invited: Invitation) -> None:
    answer = post(client, NEW, **fields(operation="replace", new_text=THEN, reason="Vì gấp.", restore="1"))
    page = text_of(answer)
    assert answer.status_code == 200
    assert re.search(r'<textarea[^>]*name="new_text"[^>]*>\s*' + re.escape(NOW), page)
    assert "Vì gấp." in page
    assert "Câu chữ chưa khác dự thảo." in page


def test_a_table_is_edited_as_rows(client: FlaskClient, site: Factory) -> None:
    table = clause("1", "Bảng:\n| Loại | Số |\n| Đơn | 1 |", "art_1__para_1")
    article = tree.Provision(Kind.ARTICLE, "1", heading="Hồ sơ", eid="art_1", children=(table,))
    act = tree.Component(ComponentKind.MAIN, children=(article,))
    invitation = site.invitation(site.round(site.version(site.draft(key="bang"), (act,))))
    user = site.user(agency=invitation.agency)
    site.commit()
    sign_in(client, user)
    page = text_of(client.get("/drafts/bang/versions/1/comments/new?eid=art_1__para_1"))
    assert "Bảng: mỗi hàng một dòng" in page
    assert "| Đơn | 1 |" in page


def test_markdown_is_looked_at_before_it_is_saved(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    page = text_of(post(client, NEW, **fields(body="**Đậm** <b>", reason="*Vì*", preview="1")))
    assert "<strong>Đậm</strong>" in page
    assert "<em>Vì</em>" in page
    alone = text_of(post(client, "/comments/preview", page=NEW, body="**Đậm**"))
    assert alone.lstrip().startswith('<div class="comment-preview"')
    assert "Chưa có gì để xem trước" in text_of(post(client, "/comments/preview", page=NEW))
    site.commit()
    assert site.session.scalar(select(Comment)) is None


def test_a_note_is_read_inside_the_agency_alone(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    place = site.provision(invited.consultation.version, CLAUSE)
    comment = site.sent(site.comment(invited, None, place), invited)
    drafter, colleague = site.drafter(), site.user(agency=invited.agency)
    site.commit()
    page = f"/comments/{comment.id}"
    assert post(client, f"{page}/notes", page=page, note=" ").location == f"{page}#notes"
    assert "Ghi chú đang trống" in text_of(client.get(page))
    assert post(client, f"{page}/notes", page=page, note="Hỏi Phòng Tài chính <b>").status_code == 303
    sign_in(client, colleague)
    for url in (page, NEW):
        assert "Hỏi Phòng Tài chính <b>" in text_of(client.get(url))
    assert "Tài chính" not in text_of(client.get("/drafts/mot-cua/reply"))
    sign_in(client, drafter)
    for url in (page, f"/drafts/mot-cua/desk/{CLAUSE}", "/drafts/mot-cua/synthesis", NEW):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "Tài chính" not in text_of(answer)


def test_a_stale_save_shows_both_wordings(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    comment = site.comment(invited, None, site.provision(invited.consultation.version, CLAUSE), revision=3)
    comment.body = "Đồng nghiệp vừa sửa."
    site.commit()
    url = f"/comments/{comment.id}/edit"
    answer = post(client, url, **fields(body="Tôi đang sửa.", revision=2))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Đồng nghiệp vừa sửa." in page
    assert "Tôi đang sửa." in page
    assert 'name="revision" type="hidden" value="3"' in page
    assert post(client, url, **fields(body="Tôi đang sửa.", revision=3)).status_code == 303
    assert only(site).body == "Tôi đang sửa."


def test_a_form_sent_again_after_an_edit_goes_on_as_an_edit(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    post(client, NEW, **fields())
    post(client, NEW, **fields(body="Sửa lần một."))
    answer = post(client, NEW, **fields(body="Sửa lần hai."))
    assert answer.status_code == 409
    assert f'action="/comments/{only(site).id}/edit#{CLAUSE}"' in text_of(answer)


def test_editing_opens_with_what_was_written(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    comment = site.comment(invited, None, site.provision(invited.consultation.version, CLAUSE))
    site.proposal(comment, THEN)
    site.commit()
    page = text_of(client.get(f"/comments/{comment.id}/edit"))
    assert THEN in page
    assert "Sửa ý kiến ở khoản 1 Điều 3 của Quy định" in page
    url = f"/comments/{comment.id}/edit"
    assert post(client, url, **fields(body="", revision=1)).status_code == 422
    shown = text_of(post(client, url, **fields(operation="delete", revision=1, difference="1")))
    assert "<del>" in shown
    assert post(client, url, **fields(category="lạ", revision=1)).status_code == 422


def test_what_cannot_be_edited_is_shown_instead(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.sent(site.comment(invited), invited)
    site.commit()
    assert client.get(f"/comments/{comment.id}/edit").location == f"/comments/{comment.id}"
    answer = post(client, f"/comments/{comment.id}/edit", page="/account/password", **fields(revision=1))
    assert answer.status_code == 409
    assert post(client, NEW, page="/account/password", **fields()).status_code == 409
    assert post(client, f"/comments/{comment.id}/withdraw", page="/account/password").status_code == 409


def test_a_closed_round_keeps_what_was_typed_on_the_page(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    invited.consultation.closed_at = site.clock.now()
    site.commit()
    answer = post(client, NEW, page="/account/password", **fields(body="Đã viết lâu."))
    assert answer.status_code == 403
    assert "Đã viết lâu." in text_of(answer)


def test_a_comment_is_withdrawn_after_one_question(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.comment(invited)
    site.commit()
    assert "Rút ý kiến này khỏi văn bản góp ý" in text_of(client.get(f"/comments/{comment.id}/withdraw"))
    assert post(client, f"/comments/{comment.id}/withdraw").status_code == 303
    assert only(site).state is CommentState.WITHDRAWN


def test_a_comment_is_marked_as_finished_and_opened_again(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.comment(invited, component=invited.consultation.version.components[2])
    site.commit()
    page = f"/comments/{comment.id}"
    answer = post(client, f"{page}/ready", page=page, ready="1")
    assert answer.location == "/drafts/mot-cua/versions/1#att_2"
    assert only(site).state is CommentState.READY
    answer = post(client, f"{page}/ready", page=page, ready="0", back="reply")
    assert (only(site).state, answer.location) == (CommentState.WRITING, "/drafts/mot-cua/reply")


def test_colleagues_see_each_others_comments_beside_the_clause(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    place = site.provision(invited.consultation.version, CLAUSE)
    site.comment(invited, None, place, body="Ý của đồng nghiệp")
    site.comment(site.invitation(invited.consultation), None, place, body="Ý của cơ quan khác")
    site.commit()
    page = text_of(client.get(NEW))
    assert "Ý của đồng nghiệp" in page
    assert "Ý của cơ quan khác" not in page


def test_another_agencys_comment_leaks_nothing(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.comment(site.invitation(invited.consultation), body="Điều bí mật")
    site.commit()
    for path in ("", "/edit", "/withdraw"):
        answer = client.get(f"/comments/{comment.id}{path}")
        assert (answer.status_code, "bí mật" in text_of(answer)) == (404, False)
    for path in ("/edit", "/withdraw", "/ready"):
        answer = post(client, f"/comments/{comment.id}{path}", page="/account/password", **fields(revision=1))
        assert answer.status_code == 404


def test_the_drafting_side_reads_what_is_sent_and_cannot_write(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.sent(site.comment(invited, body="Đã gửi đi"), invited)
    appraiser = site.user(Role.APPRAISER)
    invited.consultation.closed_at = site.clock.now()
    site.commit()
    sign_in(client, appraiser)
    page = text_of(client.get(f"/comments/{comment.id}"))
    assert "Đã gửi đi" in page
    assert "/withdraw" not in page
    assert "Lúc này không viết thêm ý kiến ở đây được." in text_of(client.get(NEW))


def test_the_agency_sees_a_released_answer(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    comment = site.sent(site.comment(invited), invited)
    site.disposition(comment, Outcome.DECLINED, explanation="Đang chờ duyệt.")
    site.commit()
    assert "Đang chờ duyệt." not in text_of(client.get(f"/comments/{comment.id}"))
    site.disposition(comment, Outcome.DECLINED, Stage.RELEASED, 2, explanation="Đã có ở Điều 5.")
    site.commit()
    page = text_of(client.get(f"/comments/{comment.id}"))
    assert "Không tiếp thu" in page
    assert "Đã có ở Điều 5." in page


def test_the_public_is_asked_to_sign_in(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    public = site.version(site.draft(key="cong-khai", public=True))
    site.commit()
    assert public
    post(client, "/sign-out", page="/account/password")
    assert client.get(NEW).status_code == 302
    page = text_of(client.get("/drafts/cong-khai/versions/1/comments/new?eid=act"))
    assert "Đăng nhập để góp ý" in page
    assert client.get("/drafts/cong-khai/versions/1/comments/new?eid=art_99").status_code == 404


def test_the_composer_takes_five_queries_at_most(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    place = site.provision(invited.consultation.version, CLAUSE)
    written = [site.comment(invited, None, place) for _ in range(20)]
    site.proposal(written[0], THEN)
    invited.opened_at = site.clock.now()
    site.commit()
    for url in (NEW, f"/comments/{written[0].id}", f"/comments/{written[0].id}/withdraw"):
        count_queries()
        assert client.get(url).status_code == 200
        assert count_queries() <= 5
    assert client.get(f"/comments/{written[0].id}/edit").status_code == 200
    assert count_queries() <= 5
