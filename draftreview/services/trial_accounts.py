"""The accounts that anybody may try where the demonstration was loaded."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.vocabulary import ROLE_LABELS, Role
from draftreview.models.accounts import Agency, User
from draftreview.services.passwords import hashed

PASSWORD = "mot-cua-2017"  # noqa: S105 - known to all on purpose; only where the demonstration was loaded

TRIAL_AGENCIES = ("stttt", "bien-hoa", "xuan-loc")
"""The three agencies whose officer and head anybody may play."""


def add(session: Session, register: Mapping[str, Agency], drafting: Agency) -> None:
    """Write an officer and a head for each of three agencies, the drafters, an appraiser and an admin."""
    secret = hashed(PASSWORD)
    people = [
        (f"{prefix}.{code}", role, register[code])
        for code in TRIAL_AGENCIES
        for prefix, role in (("chuyenvien", Role.COMMENTER), ("lanhdao", Role.AGENCY_HEAD))
    ]
    people += [
        ("bientap", Role.DRAFTER, drafting),
        ("truongban", Role.LEAD_DRAFTER, drafting),
        ("thamdinh", Role.APPRAISER, register["stp"]),
        ("quantri", Role.ADMIN, drafting),
    ]
    for login, role, agency in people:
        name = ROLE_LABELS[role]
        session.add(
            User(
                login=login,
                display_name=name,
                role=role,
                agency=agency,
                password_hash=secret,
                demonstration=True,
            )
        )
    session.flush()


def accounts_of(session: Session) -> list[User]:
    """List the demonstration's accounts that still work, in the order they were made: one query."""
    return list(
        session.scalars(
            select(User)
            .options(joinedload(User.agency))
            .where(User.demonstration, User.disabled_at.is_(None))
            .order_by(User.id)
        )
    )
