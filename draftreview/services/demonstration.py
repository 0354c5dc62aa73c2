"""The demonstration: the illustrative draft, the letter's round and accounts that anybody may try."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.content import Content
from draftreview.domain.errors import Conflict
from draftreview.domain.vocabulary import ROLE_LABELS, AgencyKind, Role
from draftreview.models.accounts import Agency, User
from draftreview.models.drafts import Draft
from draftreview.models.settings import DEMONSTRATION, ROUND_TODAY, Setting
from draftreview.services import accounts, consultations, drafts, intakes
from draftreview.services.passwords import hashed

PASSWORD = "mot-cua-2017"  # noqa: S105 - known to all on purpose; only where the demonstration was loaded

TRIAL_AGENCIES = ("stttt", "bien-hoa", "xuan-loc")
"""The three agencies whose officer and head anybody may play."""


def is_empty(session: Session) -> bool:
    """Tell whether a database holds neither drafts nor accounts."""
    return (
        session.scalar(select(Draft.id).limit(1)) is None and session.scalar(select(User.id).limit(1)) is None
    )


def is_loaded(session: Session) -> bool:
    """Tell whether the demonstration was loaded into this database."""
    return session.get(Setting, DEMONSTRATION) is not None


def load(session: Session, clock: Clock, content: Content) -> Draft:
    """Load the demonstration into an empty database.

    :raises Conflict: where the database holds drafts or accounts
    """
    if not is_empty(session):
        raise Conflict("Cơ sở dữ liệu đã có dữ liệu. Chỉ nạp bản trình diễn vào cơ sở dữ liệu trống.")
    session.add(Setting(name=ROUND_TODAY, value=content.round_today.isoformat()))
    session.add(Setting(name=DEMONSTRATION, value="1"))
    register = load_register(session, clock, content)
    drafting = next(agency for agency in register.values() if agency.kind is AgencyKind.DRAFTING)
    _add_accounts(session, register, drafting)
    draft = drafts.create_draft(
        session,
        None,
        clock,
        key=content.draft_key,
        title=content.title,
        short_title=content.short_title,
        illustrative=content.illustrative,
        public=True,
    )
    intake = intakes.take_in(session, None, clock, draft, content.file_name, content.file_bytes, content.tree)
    version = intakes.publish(session, None, clock, intake.id)
    invited = [agency for agency in register.values() if agency.kind is not AgencyKind.DRAFTING]
    consultations.open_round(session, None, clock, version, content.round, invited, drafting)
    return draft


def load_register(session: Session, clock: Clock, content: Content) -> dict[str, Agency]:
    """Write the agencies of the register; give them by code."""
    return {
        facts.code: accounts.add_agency(
            session,
            None,
            clock,
            name=facts.name,
            short_name=facts.short_name,
            kind=facts.kind,
            code=facts.code,
        )
        for facts in content.agencies
    }


def _add_accounts(session: Session, register: Mapping[str, Agency], drafting: Agency) -> None:
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
