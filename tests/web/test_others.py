"""What other agencies sent, beside the text and as a list, once the round allows it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Openness
from draftreview.models.consultations import Consultation
from tests.factories import Factory
from tests.web.asking import asked, letter_round, officer_of
from tests.web.browsing import text_of


@pytest.fixture
def opened(site: Factory) -> Consultation:
    return letter_round(site)


def test_an_agency_reads_what_others_sent_once_it_may(
    client: FlaskClient, site: Factory, opened: Consultation, count_queries: Callable[[], int]
) -> None:
    mine, theirs = asked(site)
    opened.openness = Openness.AFTER_SENDING
    clause = site.provision(opened.version, "att_1__art_3__para_1")
    said = site.sent(site.comment(theirs, provision=clause, body="Đề nghị rút ngắn."), theirs)
    site.comment(theirs, provision=clause, body="Còn đang viết.")
    officer_of(client, site, mine)
    page, url = "/drafts/mot-cua/versions/1", "/drafts/mot-cua/versions/1/others"
    assert "đọc được sau khi cơ quan đã gửi văn bản góp ý" in text_of(client.get(page))
    assert client.get(url).status_code == 403
    site.sent(site.comment(mine), mine)
    site.commit()
    count_queries()
    read = text_of(client.get(page))
    assert count_queries() <= 5
    assert 'aria-label="1 ý kiến của cơ quan khác ở khoản 1 Điều 3 của Quy định"' in read
    for listed in (url, f"{url}?eid=att_1__art_3__para_1"):
        count_queries()
        words = text_of(client.get(listed))
        assert count_queries() <= 5
        assert "Đề nghị rút ngắn." in words
        assert "UBND huyện Tân Phú" in words
        assert "Còn đang viết" not in words
        assert said.author.display_name not in words
    assert "Chưa cơ quan nào khác gửi" in text_of(client.get(f"{url}?eid=general"))
    talk = text_of(client.get(f"{page}/comments/new?eid=att_1__art_3__para_1"))
    assert "Ý kiến của cơ quan khác ở đây" in talk
    assert client.get(f"/comments/{said.id}").status_code == 404


def test_many_comments_of_others_come_by_pages(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    mine, theirs = asked(site)
    opened.openness = Openness.AFTER_SENDING
    for invitation, number in ((mine, 1), (theirs, 51)):
        for _ in range(number):
            site.sent(site.comment(invitation), invitation)
    officer_of(client, site, mine)
    url = "/drafts/mot-cua/versions/1/others"
    assert "Trang 1/2" in text_of(client.get(url))
    assert client.get(f"{url}?page=2").text.count("<article") == 1
