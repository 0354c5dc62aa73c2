"""Drafts and their versions as rows."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.provisions import Component, ComponentKind, walk
from draftreview.models.audit import AuditEvent, IndexingEntry
from draftreview.models.drafts import Lineage, Provision, Version
from draftreview.services import drafts
from tests.factories import Factory, FixedClock, small_text


def test_a_draft_is_found_by_its_key(session: Session, make: Factory) -> None:
    make.draft(key="khac")
    draft = make.draft(key="mot-cua", title="Quyết định một cửa")
    assert drafts.find_draft(session, "mot-cua") is draft


def test_an_unknown_key_is_not_found(session: Session, make: Factory) -> None:
    make.draft()
    with pytest.raises(NotFound):
        drafts.find_draft(session, "khong-co")


@pytest.mark.parametrize("key", ["", "Một cửa", "mot_cua", "-a", "a--b", "x" * 61, "mot-cua\n2", "new"])
def test_a_key_is_plain_words_and_no_page_of_its_own(session: Session, make: Factory, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.draft(key=key)
    assert refused.value.field == "key"


def test_a_key_is_taken_once(make: Factory) -> None:
    make.draft(key="mot-cua")
    with pytest.raises(Invalid, match="mot-cua"):
        make.draft(key="mot-cua")


@pytest.mark.parametrize("title", ["  ", "x" * 401])
def test_a_draft_needs_a_title_that_fits(make: Factory, title: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.draft(title=title)
    assert refused.value.field == "title"


def test_the_title_stands_in_for_a_short_one(make: Factory) -> None:
    assert make.draft(title=" Quyết định một cửa ").short_title == "Quyết định một cửa"
    assert len(make.draft(title="x" * 400).short_title) == 160
    assert make.draft(title="Quyết định một cửa", short_title="Một cửa").short_title == "Một cửa"


def test_only_the_lead_begins_a_draft(session: Session, make: Factory, clock: FixedClock) -> None:
    facts = {"key": "moi", "title": "Quyết định mới"}
    with pytest.raises(NotPermitted):
        drafts.create_draft(session, make.drafter(), clock, **facts)
    lead = make.lead()
    drafts.create_draft(session, lead, clock, **facts)
    assert session.scalar(select(AuditEvent.actor_id).where(AuditEvent.action == "draft.created")) == lead.id


def test_the_newest_version_has_the_highest_number(session: Session, make: Factory) -> None:
    draft, other = make.draft(), make.draft()
    assert drafts.newest_version(session, draft) is None
    for number in (1, 2):
        make.version(draft, number=number)
    make.version(other)
    newest = drafts.newest_version(session, draft)
    assert newest is not None
    assert newest.number == 2


def test_a_version_reads_back_as_the_tree_it_was_written_from(session: Session, make: Factory) -> None:
    draft = make.draft()
    make.version(draft, number=1)
    version = make.version(draft, number=2)
    assert drafts.read_components(session, version) == small_text()


def test_a_text_without_any_provision_is_kept_too(session: Session, make: Factory) -> None:
    annex = (Component(ComponentKind.APPENDIX, eid="att_1", title="Phụ lục", preamble="| a | b |"),)
    assert drafts.read_components(session, make.version(components=annex)) == annex


def test_positions_run_through_the_whole_version(session: Session, make: Factory) -> None:
    version = make.version()
    rows = session.scalars(
        select(Provision).where(Provision.version_id == version.id).order_by(Provision.position)
    ).all()
    whole = [one.eid for part in small_text() for one, _ in walk(part.children)]
    assert [row.eid for row in rows] == whole
    assert [row.position for row in rows] == list(range(len(whole)))


def test_identities_given_are_kept_and_the_others_are_new(session: Session, make: Factory) -> None:
    draft = make.draft()
    first = make.version(draft)
    old = make.provision(first, "att_1__art_2")
    known = session.scalar(select(func.count(Lineage.id)))
    second = make.version(draft, number=2, lineages={"att_1__art_3": old.lineage_id})
    assert make.provision(second, "att_1__art_3").lineage_id == old.lineage_id
    assert make.provision(second, "att_1__art_2").lineage_id != old.lineage_id
    whole = session.scalar(select(func.count(Provision.id)).where(Provision.version_id == second.id))
    assert session.scalar(select(func.count(Lineage.id))) == known + whole - 1


def test_a_version_number_is_given_once(make: Factory) -> None:
    draft = make.draft()
    make.version(draft, number=1)
    with pytest.raises(IntegrityError):
        make.version(draft, number=1)


def test_a_version_never_changes(session: Session, make: Factory) -> None:
    make.version()
    with pytest.raises(IntegrityError, match="immutable"):
        session.execute(text("UPDATE provisions SET text = 'khác'"))


def test_a_version_is_written_down_and_indexed(session: Session, make: Factory) -> None:
    version = make.version()
    subject = f"version:{version.id}"
    assert session.scalars(select(IndexingEntry.subject)).all() == [subject]
    assert session.scalars(select(AuditEvent.action).where(AuditEvent.subject == subject)).all() == [
        "version.issued"
    ]


def test_the_fingerprint_of_a_version_tells_texts_apart(make: Factory) -> None:
    draft = make.draft()
    first, same = make.version(draft), make.version(draft, number=2)
    other = make.version(draft, small_text()[:2], number=3)
    assert first.text_hash == same.text_hash
    assert other.text_hash != first.text_hash


def test_whoever_writes_a_version_takes_the_draft(session: Session, make: Factory) -> None:
    draft = make.draft()
    drafts.lock_draft(session, draft)
    assert session.scalar(select(Version.id)) is None
