"""Noting that an agency opened the draft: the first time only, so that reading writes nothing afterwards."""

from sqlalchemy.exc import OperationalError

from draftreview.db import begin_writing
from draftreview.services.invitations import note_opening
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.web.request import actor, clock, db


def note_first_opening(visit: Visit) -> None:
    """Note the opening in a transaction of its own; what was read before it stays read."""
    invitation = visit.invitation
    if invitation is None or invitation.opened_at is not None or not speaks_for_agency(actor()):
        return
    session = db()
    # The reading ends here: a reader that turns writer half-way would be refused.
    session.commit()
    try:
        begin_writing(session)
        note_opening(session, clock(), invitation.id)
        session.commit()
    except OperationalError:
        # Others write without end. Nobody is kept from reading; the next opening is noted.
        session.rollback()
