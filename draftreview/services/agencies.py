"""The register of agencies, as the admin keeps it."""

import re
import unicodedata

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import AgencyKind
from draftreview.models.accounts import Agency, User
from draftreview.services import audit
from draftreview.services.permissions import may_administer, require


def find_agency(session: Session, agency_id: int) -> Agency:
    """Find an agency.

    :raises NotFound: where there is none
    """
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise NotFound(sentence("Không có cơ quan này. Tải lại danh sách cơ quan."))
    return agency


def add_agency(
    session: Session,
    actor: User | None,
    clock: Clock,
    *,
    name: str,
    short_name: str = "",
    kind: AgencyKind = AgencyKind.DEPARTMENT,
    code: str = "",
    made_up: bool = False,
) -> Agency:
    """Add an agency at the end of the register.

    :raises Invalid: where the name is missing or taken
    """
    if actor is not None:
        require(may_administer(actor))
    name = " ".join(name.split())
    if not name:
        raise Invalid(sentence("Cần ghi tên cơ quan."), "name")
    code = code or slug(name)
    if session.scalar(select(Agency.id).where(or_(Agency.name == name, Agency.code == code))):
        raise Invalid(sentence("Đã có cơ quan “%(name)s” trong danh sách.", name=name), "name")
    last = session.scalar(select(func.max(Agency.position))) or 0
    agency = Agency(
        code=code,
        name=name,
        short_name=short_name.strip() or name,
        kind=kind,
        position=last + 1,
        made_up=made_up,
    )
    session.add(agency)
    session.flush()
    audit.record(session, actor, clock, "agency.added", f"agency:{agency.id}", name=name)
    return agency


def switch_agency(session: Session, actor: User, clock: Clock, agency_id: int, enabled: bool) -> Agency:
    """Disable or enable an agency with all its users.

    :raises Invalid: where admins would lock themselves out
    """
    require(may_administer(actor))
    agency = find_agency(session, agency_id)
    if agency.id == actor.agency_id:
        raise Invalid(sentence("Không thể khóa cơ quan của tài khoản đang dùng."))
    agency.disabled_at = None if enabled else clock.now()
    audit.record(
        session, actor, clock, "agency.enabled" if enabled else "agency.disabled", f"agency:{agency.id}"
    )
    return agency


def register(session: Session, actor: User) -> list[tuple[Agency, int]]:
    """List all agencies in their order with the number of their users: one query."""
    require(may_administer(actor))
    rows = session.execute(
        select(Agency, func.count(User.id))
        .outerjoin(User, User.agency_id == Agency.id)
        .group_by(Agency.id)
        .order_by(Agency.position, Agency.id)
    )
    return [(agency, number) for agency, number in rows]


def slug(name: str) -> str:
    """Make a plain code of a Vietnamese name: "Sở Y tế" becomes "so-y-te"."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
