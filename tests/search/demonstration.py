"""All documents of the demonstration with its two versions and made-up replies: what the queries search."""

from collections.abc import Sequence

from sqlalchemy.pool import StaticPool

from draftreview.config import shipped
from draftreview.db import make_engine, session_factory
from draftreview.domain.search import Change
from draftreview.formats.reading import split_file
from draftreview.formats.reading.content import read_content
from draftreview.models.base import Base
from draftreview.services import demonstration, filling, indexing, intakes
from tests.factories import Factory, FixedClock

AMOUNT = filling.Amount(agencies=12, comments=200, seed=7)


def changes(clock: FixedClock) -> Sequence[Change]:
    """Make the demonstration in memory and give its documents, subject by subject."""
    engine = make_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    content = shipped("content") / "draft_decision"
    second = content / "version_2.md"
    with session_factory(engine)() as session:
        Factory(session, clock).regimes()
        draft = demonstration.load(session, clock, read_content(content))
        filling.fill(session, clock, AMOUNT)
        tree = split_file(second.name, second.read_bytes())
        intake = intakes.take_in(session, None, clock, draft, second.name, second.read_bytes(), tree)
        intakes.publish(session, None, clock, intake.id)
        session.flush()
        subjects = list(indexing.subjects(session))
        found = [indexing.change_of(session, subjects)]
    engine.dispose()
    return found
