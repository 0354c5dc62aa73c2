"""The focus topics of a round and the places that belong to them."""

from sqlalchemy.orm import Session

from draftreview.services.texts import read_text
from draftreview.services.topics import answered, topic_at, topics_of
from tests.factories import Factory


def test_topics_come_in_order_with_what_they_name(session: Session, make: Factory) -> None:
    consultation = make.round()
    chapter = make.provision(consultation.version, "att_1__chp_I")
    article = make.provision(consultation.version, "att_1__art_3")
    whole = make.topic(consultation, code="2")
    step = make.topic(consultation, chapter, article, code="2a", parent_id=whole.id)
    make.topic(make.round())
    topics = topics_of(session, consultation)
    assert [one.code for one in topics] == ["2", "2a"]
    assert topics[1].lineages == {chapter.lineage_id, article.lineage_id}
    assert topics[1].parent_id == whole.id
    assert answered(topics, {step.id: 2, whole.id: 1}) == {whole.id: 3, step.id: 2}


def test_a_place_has_the_topic_of_what_is_nearest_around_it(session: Session, make: Factory) -> None:
    consultation = make.round()
    version = consultation.version
    wide = make.topic(consultation, make.provision(version, "att_1__chp_I"))
    near = make.topic(consultation, make.provision(version, "att_1__art_3"), parent_id=wide.id)
    topics, text = topics_of(session, consultation), read_text(session, version)

    def at(eid: str) -> int | None:
        topic = topic_at(text, topics, text.find(eid))
        return topic.id if topic else None

    assert at("att_1__art_3__para_1") == near.id
    assert at("att_1__art_2__para_2__point_a") == wide.id
    assert at("art_1") is None
    assert at("general") is None


def test_a_place_confirmed_to_be_one_that_a_topic_names_belongs_to_it(
    session: Session, make: Factory
) -> None:
    consultation = make.round()
    article = make.provision(consultation.version, "att_1__art_3")
    topic = make.topic(consultation, article)
    second = make.version(consultation.draft, number=2)
    later = make.provision(second, "att_1__art_3")
    text = read_text(session, second)
    assert topic_at(text, topics_of(session, consultation), text.find("att_1__art_3__para_1")) is None
    later.lineage.continues_id = article.lineage_id
    topics = topics_of(session, consultation)
    found = topic_at(text, topics, text.find("att_1__art_3__para_1"))
    assert found is not None
    assert (found.id, found.lineages) == (topic.id, {article.lineage_id, later.lineage_id})


def test_a_topic_of_the_later_version_names_the_older_place_too(session: Session, make: Factory) -> None:
    first = make.version()
    second = make.version(first.draft, number=2)
    older, later = make.provision(first, "att_1__art_3"), make.provision(second, "att_1__art_3")
    later.lineage.continues_id = older.lineage_id
    round_ = make.round(second)
    make.topic(round_, later)
    (topic,) = topics_of(session, round_)
    assert topic.lineages == {older.lineage_id, later.lineage_id}
