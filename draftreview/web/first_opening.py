"""Noting that an agency opened the draft: the first time only, so that reading writes nothing afterwards."""

from contextlib import suppress

from sqlalchemy.exc import OperationalError

from draftreview.db import writing
from draftreview.services.invitations import note_opening
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.web.request import actor, clock, parts


def note_first_opening(visit: Visit) -> None:
    """Note the opening in a transaction of its own: the request that reads goes on reading."""
    invitation = visit.invitation
    if invitation is None or invitation.opened_at is not None or not speaks_for_agency(actor()):
        return
    # Where others write without end, the next reading notes it: nobody is kept from reading.
    with suppress(OperationalError), writing(parts().sessions) as session:
        note_opening(session, clock(), invitation.id)
