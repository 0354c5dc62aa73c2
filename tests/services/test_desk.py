"""The desk: every place with comments in document order, what was said there, and where to go next."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from draftreview.domain import provisions as tree
from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Category, Operation, Outcome, Role, Stage
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.services.anchors import anchor_on
from draftreview.services.assignments import assign
from draftreview.services.desk import Sought, answerable, desk, round_at_desk
from draftreview.services.desk_filter import DeskFilter
from draftreview.services.desk_queue import DeskPlaces, following, grouped, neighbours, queue
from draftreview.services.phrases import keep_phrase
from draftreview.services.texts import read_text
from tests.factories import Factory, clause, small_text

CLAUSE, POINT, ARTICLE = "att_1__art_3__para_1", "att_1__art_2__para_2__point_a", "att_1__art_2"


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """A round, beside another round with a sent comment and this one's unsent comments."""
    other = make.round()
    invitation = make.invitation(other)
    make.sent(make.comment(invitation), invitation)
    round_ = make.round(letter_date=date(2017, 10, 3))
    make.comment(make.invitation(round_), provision=make.provision(round_.version, CLAUSE))
    return round_


def sent(make: Factory, round_: Consultation, eid: str = "", **more):
    invitation = make.invitation(round_)
    place = make.provision(round_.version, eid) if eid else None
    return make.sent(make.comment(invitation, provision=place, **more), invitation)


def opened(session, make: Factory, round_: Consultation, slug: str = "", comment_id=None, **more):
    places = DeskPlaces(read_text(session, round_.version))
    return desk(session, make.drafter(), round_, places, Sought(slug, comment_id, **more))


def listed(session, round_: Consultation, actor=None, **wanted):
    places = DeskPlaces(read_text(session, round_.version))
    return queue(session, actor, round_, places, DeskFilter(**wanted))


def test_the_queue_is_in_document_order_with_counts(session, make, round_) -> None:
    parts = round_.version.components
    for eid in (CLAUSE, POINT, CLAUSE, "art_1", ""):
        make.disposition(sent(make, round_, eid)) if eid == POINT else sent(make, round_, eid)
    for part in (parts[2], parts[1], parts[0]):
        sent(make, round_, component=part)
    make.disposition(sent(make, round_, CLAUSE))
    found = listed(session, round_)
    assert [(one.slug, one.at.label, one.comments, one.state) for one in found] == [
        ("general", "Ý kiến chung", 1, "untouched"),
        ("main", "Quyết định", 1, "untouched"),
        ("art_1", "Điều 1", 1, "untouched"),
        ("att_1", "Quy định", 1, "untouched"),
        (POINT, "Điểm a khoản 2 Điều 2", 1, "done"),
        (CLAUSE, "Khoản 1 Điều 3", 3, "begun"),
        ("att_2", "Phụ lục 1", 1, "untouched"),
    ]


def test_a_line_of_the_queue_says_what_the_place_is_about(session, make, round_) -> None:
    for eid in (CLAUSE, ARTICLE):
        sent(make, round_, eid)
    sent(make, round_, component=round_.version.components[2])
    article, clause, appendix = (one.at for one in listed(session, round_))
    assert (article.about, appendix.about) == ("Tiếp nhận hồ sơ", "Phụ lục 1. Phiếu hẹn trả")
    assert clause.about.startswith("Cơ quan được hỏi trả lời bằng văn bản")


def test_the_queue_is_grouped_by_chapter(session, make, round_) -> None:
    for eid in ("", "art_1", ARTICLE, CLAUSE, "att_1__chp_I"):
        sent(make, round_, eid)
    sent(make, round_, component=round_.version.components[2])
    groups = grouped(opened(session, make, round_).items)
    assert [(words, len(items)) for words, items in groups] == [
        ("Chung cho cả dự thảo", 1),
        ("Quyết định", 1),
        ("Chương I. Quy định chung", 3),
        ("Phụ lục 1", 1),
    ]


def test_the_desk_opens_at_the_first_place_with_open_comments(session, make, round_) -> None:
    make.disposition(sent(make, round_))
    sent(make, round_, CLAUSE)
    found = opened(session, make, round_)
    assert found.spot.at.slug == CLAUSE
    assert (found.answered, found.comments) == (1, 2)


def test_the_desk_opens_at_the_top_when_all_is_answered(session, make, round_) -> None:
    make.disposition(sent(make, round_))
    assert opened(session, make, round_).spot.at.slug == "general"


def test_a_desk_without_comments_is_empty(session, make, round_) -> None:
    found = opened(session, make, round_)
    assert (found.spot, found.items, found.comments) == (None, (), 0)


@pytest.mark.parametrize("slug", [CLAUSE, "nowhere"])
def test_a_place_that_nobody_spoke_of_is_not_found(session, make, round_, slug) -> None:
    sent(make, round_)
    with pytest.raises(NotFound):
        opened(session, make, round_, slug)


def test_a_place_of_an_empty_desk_is_not_found(session, make, round_) -> None:
    with pytest.raises(NotFound):
        opened(session, make, round_, CLAUSE)


def test_the_place_at_hand_shows_its_words_and_what_stands_inside(session, make, round_) -> None:
    sent(make, round_, ARTICLE)
    spot = opened(session, make, round_).spot
    assert [one.number + one.words for one in spot.quoted] == [
        "Tiếp nhận hồ sơ",
        "1. Công chức kiểm tra hồ sơ ngay khi nhận.",
        "2. Hồ sơ chưa đủ thì:",
        "a) hướng dẫn một lần bằng phiếu;",
        "b) trả lại trong ngày.",
        "Việc hướng dẫn được ghi trên phần mềm.",
    ]
    assert [one.heading for one in spot.quoted][:2] == [True, False]


def test_a_clause_stands_without_its_number_under_the_heading_of_its_article(session, make, round_) -> None:
    sent(make, round_, "att_1__art_2__para_2")
    spot = opened(session, make, round_).spot
    assert (spot.quoted[0].number, spot.quoted[0].words) == ("", "Hồ sơ chưa đủ thì:")
    assert spot.about == "Tiếp nhận hồ sơ"


def test_what_follows_the_points_of_a_clause_stands_before_the_next_clause(session, make) -> None:
    point = tree.Provision(tree.Kind.POINT, "a", text="điểm", eid="art_1__para_1__point_a")
    clauses = (
        clause("1", "một", "art_1__para_1", point, tail="đuôi"),
        clause("2", "hai", "art_1__para_2"),
    )
    article = tree.Provision(tree.Kind.ARTICLE, "1", eid="art_1", children=clauses)
    main = tree.Component(tree.ComponentKind.MAIN, children=(article,))
    round_ = make.round(make.version(components=[main]))
    sent(make, round_, "art_1")
    assert [one.words for one in opened(session, make, round_).spot.quoted] == ["một", "điểm", "đuôi", "hai"]


def test_an_appendix_is_quoted_whole(session, make, round_) -> None:
    sent(make, round_, component=round_.version.components[2])
    assert [one.words for one in opened(session, make, round_).spot.quoted] == [
        "Phụ lục 1. Phiếu hẹn trả",
        "| Mục | Nội dung |\n| 1 | Người nộp |",
    ]


def test_whole_components_and_the_whole_draft_keep_their_comments_apart(session, make, round_) -> None:
    general = sent(make, round_)
    whole = sent(make, round_, component=round_.version.components[1])
    within = sent(make, round_, ARTICLE)
    for slug, comment in (("general", general), ("att_1", whole), (ARTICLE, within)):
        spot = opened(session, make, round_, slug).spot
        assert [one.id for one in spot.remarks] == [comment.id]
    assert opened(session, make, round_, "general").spot.quoted == ()


def test_competing_wordings_are_options_and_each_comment_knows_its_letter(session, make, round_) -> None:
    comments = [sent(make, round_, CLAUSE) for _ in range(4)]
    for comment, words in zip(comments, ["Trong 03 ngày.", "Trong 07 ngày.", "Trong 03 ngày."], strict=False):
        make.proposal(comment, words)
    spot = opened(session, make, round_).spot
    assert [(one.letter, len(one.comment_ids)) for one in spot.options] == [("A", 2), ("B", 1)]
    assert [one.letter for one in spot.remarks] == ["A", "B", "A", ""]
    assert spot.remarks[0].body == "Đề nghị quy định rõ hơn."


def test_a_wording_to_move_says_after_what(session, make, round_) -> None:
    target = make.provision(round_.version, "att_1__art_3__para_2")
    make.proposal(sent(make, round_, CLAUSE), "", operation=Operation.MOVE, target=target)
    assert opened(session, make, round_).spot.options[0].proposed.beside == "khoản 2 Điều 3"


def test_the_comment_asked_for_is_at_hand_else_the_first_open_one(session, make, round_) -> None:
    answered, open_ = sent(make, round_, CLAUSE), sent(make, round_, CLAUSE)
    make.disposition(answered, Outcome.NOTED, revision=3)
    assert opened(session, make, round_, CLAUSE).spot.chosen.id == open_.id
    asked = opened(session, make, round_, CLAUSE, answered.id).spot.chosen
    assert (asked.id, asked.revision) == (answered.id, 3)
    assert opened(session, make, round_, CLAUSE, 999).spot.chosen.revision == 0


def test_after_an_answer_the_next_open_place_follows_and_the_end_leads_to_the_top(
    session, make, round_
) -> None:
    sent(make, round_)
    make.disposition(sent(make, round_, ARTICLE))
    sent(make, round_, CLAUSE)
    items = listed(session, round_)
    slugs = {slug: following(items, slug) for slug in ("general", ARTICLE, CLAUSE, "gone")}
    assert {slug: item.slug for slug, item in slugs.items() if item} == {
        "general": "general",
        ARTICLE: CLAUSE,
        CLAUSE: CLAUSE,
        "gone": "general",
    }


def test_nothing_follows_when_nothing_is_open(session, make, round_) -> None:
    make.disposition(sent(make, round_))
    assert following(listed(session, round_), "general") is None


def test_each_place_has_its_neighbours(session, make, round_) -> None:
    for eid in ("", ARTICLE, CLAUSE):
        sent(make, round_, eid)
    first, second, third = listed(session, round_)
    items = (first, second, third)
    assert [neighbours(items, one.slug) for one in items] == [
        (None, second),
        (first, third),
        (second, None),
    ]


def test_a_comment_knows_its_draft_and_place(session, make, round_) -> None:
    drafter, key, parts = make.drafter(), round_.draft.key, round_.version.components
    expected = {
        sent(make, round_).id: "general",
        sent(make, round_, CLAUSE).id: CLAUSE,
        sent(make, round_, component=parts[0]).id: "main",
        sent(make, round_, component=parts[2]).id: "att_2",
    }
    for comment_id, slug in expected.items():
        assert answerable(session, drafter, comment_id) == (key, slug)
    with pytest.raises(NotFound):
        answerable(session, drafter, make.comment(make.invitation(round_)).id)


def test_the_desk_says_what_became_of_its_places_over_the_versions(session, make, round_) -> None:
    for eid in (CLAUSE, POINT, ""):
        sent(make, round_, eid)
    second = make.successor(round_.version, (*small_text()[1:], small_text()[0]))
    main, regulation, appendix = small_text()
    chapter = regulation.children[0]
    left = replace(chapter, children=(chapter.children[0], chapter.children[2]))
    make.successor(second, (main, replace(regulation, children=(left,)), appendix))
    found = opened(session, make, round_, CLAUSE)
    since = {item.slug: found.since(item) for item in found.items}
    assert since["general"] is None
    assert (since[POINT].number, since[POINT].gone, since[CLAUSE].gone) == (3, True, False)
    assert found.spot.since == since[CLAUSE]
    assert opened(session, make, round_, POINT).spot.chosen.answer is None


def test_chosen_words_stand_beside_their_comment(session, make, round_) -> None:
    comment = sent(make, round_, CLAUSE)
    anchor_on(session, comment, comment.provision, 0, 18, "Cơ quan được hỏi t")
    sent(make, round_, CLAUSE)
    passages = [remark.passage for remark in opened(session, make, round_, CLAUSE).spot.remarks]
    assert [one and one.quote for one in passages] == ["Cơ quan được hỏi trả", None]


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_has_a_desk(session, make, round_, role) -> None:
    with pytest.raises(NotPermitted):
        desk(session, make.user(role), round_, DeskPlaces(read_text(session, round_.version)), Sought())
    with pytest.raises(NotPermitted):
        answerable(session, make.user(role), 1)


@pytest.mark.parametrize("part", [True, False])
def test_the_desk_takes_three_queries_whatever_its_size(session, make, round_, part) -> None:
    for number in range(8):
        comment = sent(make, round_, (CLAUSE, POINT, ARTICLE, "")[number % 4])
        make.disposition(comment, by=make.drafter())
        if number % 4 == 0:
            make.proposal(comment, f"Trong {number} ngày.")
    drafter, places = make.drafter(), DeskPlaces(read_text(session, round_.version))
    session.flush()
    seen: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *about: seen.append(about[2]))
    spot = desk(session, drafter, round_, places, Sought(CLAUSE, part=part)).spot
    assert [one.agency and one.answer.by for one in spot.remarks]
    assert len([one for one in seen if one.startswith("SELECT")]) == 3


def test_the_place_names_the_topics_and_brings_the_drafters_phrases(session, make, round_) -> None:
    topic = make.topic(round_, short_title="Mô hình")
    for _ in range(2):
        sent(make, round_, CLAUSE, topic=topic)
    keep_phrase(session, make.lead(), make.clock, "Dùng chung.", shared=True)
    keep_phrase(session, make.lead(), make.clock, "Của người khác.")
    found = opened(session, make, round_, CLAUSE)
    assert found.spot.topics == ("Mô hình",)
    assert [(one.body, one.shared) for one in found.phrases] == [("Dùng chung.", True)]
    assert len(found.drafters) == 3


def test_who_has_the_queue_is_given_the_place_alone(session, make, round_) -> None:
    comment = sent(make, round_, CLAUSE)
    found = opened(session, make, round_, CLAUSE, part=True, queue_known=True)
    assert (found.spot.chosen.id, found.items, found.around) == (comment.id, (), (None, None))
    for slug in (POINT, "nowhere"):
        with pytest.raises(NotFound):
            opened(session, make, round_, slug, part=True, queue_known=True)


def test_a_draft_without_a_round_has_no_desk(session, make, round_) -> None:
    assert round_at_desk(session, round_.draft.key) == (round_, True)
    with pytest.raises(NotFound):
        round_at_desk(session, make.draft().key)


def test_comments_are_looked_for_by_agency_topic_category_and_article(session, make, round_) -> None:
    wanted = sent(make, round_, CLAUSE, category=Category.QUESTION, topic=make.topic(round_, code="2a"))
    sent(make, round_, CLAUSE)
    sent(make, round_, ARTICLE)
    for narrowed in ({"agency": wanted.agency.code}, {"topic": "2a"}, {"category": "question"}):
        found = listed(session, round_, **narrowed)
        assert {one.slug: (one.comments, one.all) for one in found} == {CLAUSE: (1, 2), ARTICLE: (0, 1)}
    inside = listed(session, round_, article="att_1__art_3")
    assert {one.slug: one.comments for one in inside} == {CLAUSE: 2, ARTICLE: 0}


def test_a_topic_holds_the_steps_that_belong_to_it(session, make, round_) -> None:
    topic = make.topic(round_, code="2")
    sent(make, round_, CLAUSE, topic=make.topic(round_, code="2b", parent_id=topic.id))
    assert [one.comments for one in listed(session, round_, topic="2")] == [1]
    assert [one.comments for one in listed(session, round_, topic="9")] == [0]


def test_comments_are_looked_for_by_the_state_of_their_answer(session, make, round_) -> None:
    sent(make, round_, CLAUSE)
    for stages in ((Stage.PROPOSED,), (Stage.PROPOSED, Stage.APPROVED), tuple(Stage)):
        comment = sent(make, round_, CLAUSE)
        for revision, stage in enumerate(stages, 1):
            make.disposition(comment, stage=stage, revision=revision)
    for state in ("open", *Stage):
        assert [one.comments for one in listed(session, round_, state=state)] == [1]


def test_comments_are_looked_for_by_who_answers_them(session, make, round_) -> None:
    own, other = make.drafter(), make.drafter()
    for drafter in (own, other, other, None, None, None):
        comment = sent(make, round_, CLAUSE)
        if drafter:
            assign(session, own, make.clock, comment.id, drafter.id)
    session.flush()
    for word, count in (("me", 1), (str(other.id), 2), ("none", 3)):
        assert [one.comments for one in listed(session, round_, own, drafter=word)] == [count]


def test_a_filter_is_read_from_the_address_and_nonsense_is_left_out() -> None:
    words = {"agency": " snv ", "category": "nonsense", "state": "x", "drafter": "-1", "other": "y"}
    assert DeskFilter.read(words).arguments == {"agency": "snv"}
    fit = {"category": "question", "state": "approved", "drafter": "17", "article": "art_1"}
    assert DeskFilter.read(fit).arguments == fit


def test_the_desk_offers_what_there_is_to_look_for(session, make, round_) -> None:
    comment = sent(make, round_, CLAUSE)
    make.topic(round_, code="1", short_title="Mô hình")
    choices = opened(session, make, round_).choices
    assert choices.agencies == ((comment.agency.code, comment.agency.short_name),)
    assert choices.topics == (("1", "Mô hình"),)
    assert choices.articles == (("att_1__art_3", "Điều 3 của Quy định"),)


def test_a_filter_that_lets_nothing_through_leaves_the_desk_empty(session, make, round_) -> None:
    sent(make, round_, CLAUSE)
    found = opened(session, make, round_, wanted=DeskFilter(agency="nobody"))
    assert (found.spot, len(found.items), found.comments) == (None, 1, 0)


@pytest.mark.parametrize("wanted", [{"category": "question"}, {"article": "att_1__art_2"}])
def test_a_place_outside_the_filter_still_opens_and_says_so(session, make, round_, wanted) -> None:
    sent(make, round_, CLAUSE)
    found = opened(session, make, round_, CLAUSE, wanted=DeskFilter(**wanted))
    assert [one.matches for one in found.spot.remarks] == [False]
    assert neighbours(found.items, CLAUSE) == (None, None)


def test_after_an_answer_the_next_open_comment_is_at_hand(session, make, round_) -> None:
    one, two, three = (sent(make, round_, CLAUSE) for _ in range(3))
    make.disposition(two)
    assert opened(session, make, round_, CLAUSE, after=two.id).spot.chosen.id == three.id
    assert opened(session, make, round_, CLAUSE, after=three.id).spot.chosen.id == one.id


def test_comments_follow_one_another_inside_a_place(session, make, round_) -> None:
    one, two, three = (sent(make, round_, CLAUSE) for _ in range(3))
    around = [opened(session, make, round_, CLAUSE, comment.id).spot.around for comment in (one, two, three)]
    ids = [tuple(beside and beside.id for beside in pair) for pair in around]
    assert ids == [(None, two.id), (one.id, three.id), (two.id, None)]


def test_what_is_left_is_counted_in_comments_and_places(session, make, round_) -> None:
    for eid in (CLAUSE, CLAUSE, POINT):
        sent(make, round_, eid)
    make.disposition(sent(make, round_, ARTICLE))
    found = opened(session, make, round_)
    assert (found.left, found.comments, found.places_left) == (3, 4, 2)
    assert found.counts == f"{ARTICLE} 1 1;{POINT} 1 0;{CLAUSE} 2 0;"


def test_a_comment_of_a_group_says_how_many_are_alike(session, make, round_) -> None:
    group = CommentGroup(consultation=round_, at=make.clock.now())
    for eid in (CLAUSE, CLAUSE, ARTICLE):
        session.add(GroupMember(group=group, comment_id=sent(make, round_, eid).id))
    sent(make, round_, CLAUSE)
    session.flush()
    remarks = opened(session, make, round_, CLAUSE).spot.remarks
    assert [(one.group_id, one.alike) for one in remarks] == [(group.id, 2), (group.id, 2), (None, 0)]


def test_a_proposal_of_words_after_the_points_is_an_option_of_its_own(session, make, round_) -> None:
    place = make.provision(round_.version, "att_1__art_2__para_2")
    for tail in ("Việc hướng dẫn được ghi vào sổ.", place.tail):
        comment = sent(make, round_, place.eid)
        make.proposal(comment, place.text, base_tail=place.tail, new_tail=tail)
    spot = opened(session, make, round_, place.eid).spot
    assert [one.proposed.tail for one in spot.options] == ["Việc hướng dẫn được ghi vào sổ.", place.tail]
