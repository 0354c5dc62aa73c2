"""Accounts: signing in slowly for guessers, passwords, and what the admin does with users and agencies."""

import re
import unicodedata
from datetime import timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.accounts import Agency, FailedSignIn, User
from draftreview.services import audit
from draftreview.services.passwords import hashed, matches
from draftreview.services.permissions import AGENCY_ROLES, DRAFTING_ROLES, may_administer, require

WINDOW = timedelta(minutes=15)
TRIES_PER_LOGIN = 5
TRIES_PER_ADDRESS = 30

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,60}[a-z0-9])\Z")


class TooManyTries(Invalid):
    """Too many wrong passwords; signing in is closed for a while."""


def authenticate(session: Session, clock: Clock, login: str, password: str, address: str) -> User | None:
    """Give the user whose password this is, or none; a wrong one is counted (the caller commits).

    :raises TooManyTries: after too many wrong passwords for the login or from the address
    """
    login = login.strip().casefold()[:80]
    since = clock.now() - WINDOW
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < since))
    tries = session.execute(
        select(
            func.count().filter(FailedSignIn.login == login),
            func.count().filter(FailedSignIn.address == address),
        ).where(or_(FailedSignIn.login == login, FailedSignIn.address == address))
    ).one()
    if tries[0] >= TRIES_PER_LOGIN or tries[1] >= TRIES_PER_ADDRESS:
        raise TooManyTries("Đăng nhập sai quá nhiều lần. Đợi 15 phút rồi thử lại, hoặc hỏi quản trị.")
    user = session.scalar(
        select(User).join(User.agency).options(contains_eager(User.agency)).where(User.login == login)
    )
    if matches(user.password_hash if user else None, password) and user is not None and user.is_active:
        session.execute(delete(FailedSignIn).where(FailedSignIn.login == login))
        audit.record(session, user, clock, "account.signed_in", f"user:{user.id}")
        return user
    session.add(FailedSignIn(login=login, address=address[:64], at=clock.now()))
    return None


def change_password(session: Session, actor: User, clock: Clock, old: str, new: str) -> None:
    """Give oneself a new password; every other session of the account ends.

    :raises Invalid: where the old password is wrong or the new one unfit
    """
    if not matches(actor.password_hash, old):
        raise Invalid("Mật khẩu đang dùng không đúng.", "old")
    if old == new:
        raise Invalid("Mật khẩu mới trùng với mật khẩu đang dùng.", "password")
    actor.password_hash = hashed(new, actor.login)
    actor.must_change_password = False
    actor.session_epoch += 1
    audit.record(session, actor, clock, "account.password_changed", f"user:{actor.id}")


def set_password(session: Session, actor: User, clock: Clock, user_id: int, password: str) -> User:
    """Give a user a first password, to be changed at the next sign-in; the user's sessions end."""
    require(may_administer(actor))
    user = find_user(session, user_id)
    user.password_hash = hashed(password, user.login)
    user.must_change_password = True
    user.session_epoch += 1
    session.execute(delete(FailedSignIn).where(FailedSignIn.login == user.login))
    audit.record(session, actor, clock, "account.password_set", f"user:{user.id}")
    return user


def find_user(session: Session, user_id: int) -> User:
    """Find a user.

    :raises NotFound: where there is none
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("Không có tài khoản này. Tải lại danh sách tài khoản.")
    return user


def add_user(
    session: Session,
    actor: User | None,
    clock: Clock,
    *,
    login: str,
    display_name: str,
    role: Role,
    agency: Agency,
    password: str,
) -> User:
    """Add a user; an actor must be the admin, the command line acts without one.

    :raises Invalid: where the login is unfit or taken, or the role does not go with the agency
    """
    if actor is not None:
        require(may_administer(actor))
    login = login.strip().casefold()
    if not _LOGIN.match(login):
        raise Invalid("Tên đăng nhập gồm 3 đến 62 chữ thường không dấu, số, dấu chấm hoặc gạch nối.", "login")
    if session.scalar(select(User.id).where(User.login == login)):
        raise Invalid(f"Đã có tài khoản “{login}”. Chọn tên đăng nhập khác.", "login")
    if not display_name.strip():
        raise Invalid("Cần ghi tên hiển thị.", "display_name")
    refuse_mismatch(role, agency)
    user = User(
        login=login,
        display_name=display_name.strip(),
        role=role,
        agency=agency,
        password_hash=hashed(password, login),
        must_change_password=True,
    )
    session.add(user)
    session.flush()
    audit.record(session, actor, clock, "account.added", f"user:{user.id}", role=role.value)
    return user


def refuse_mismatch(role: Role, agency: Agency) -> None:
    """Refuse drafters outside the drafting agency, and agencies' roles inside it.

    :raises Invalid: where role and agency do not go together
    """
    drafting = agency.kind is AgencyKind.DRAFTING
    if role in DRAFTING_ROLES and not drafting:
        raise Invalid("Tổ biên tập và trưởng ban phải thuộc cơ quan chủ trì soạn thảo.", "role")
    if role in AGENCY_ROLES and drafting:
        raise Invalid("Cơ quan chủ trì soạn thảo không tự góp ý. Chọn vai trò khác.", "role")


def switch_user(session: Session, actor: User, clock: Clock, user_id: int, enabled: bool) -> User:
    """Disable or enable a user; a disabled one is signed out at the next request.

    :raises Invalid: where admins would lock themselves out
    """
    require(may_administer(actor))
    user = find_user(session, user_id)
    if user.id == actor.id:
        raise Invalid("Không thể tự khóa tài khoản đang dùng. Nhờ quản trị khác thực hiện.")
    user.disabled_at = None if enabled else clock.now()
    user.session_epoch += 1
    audit.record(
        session, actor, clock, "account.enabled" if enabled else "account.disabled", f"user:{user.id}"
    )
    return user


def find_agency(session: Session, agency_id: int) -> Agency:
    """Find an agency.

    :raises NotFound: where there is none
    """
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise NotFound("Không có cơ quan này. Tải lại danh sách cơ quan.")
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
        raise Invalid("Cần ghi tên cơ quan.", "name")
    code = code or slug(name)
    if session.scalar(select(Agency.id).where(or_(Agency.name == name, Agency.code == code))):
        raise Invalid(f"Đã có cơ quan “{name}” trong danh sách.", "name")
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
        raise Invalid("Không thể khóa cơ quan của tài khoản đang dùng.")
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


def users(session: Session, actor: User) -> list[User]:
    """List all users with their agencies, agency by agency: one query."""
    require(may_administer(actor))
    return list(
        session.scalars(
            select(User)
            .join(User.agency)
            .options(contains_eager(User.agency))
            .order_by(Agency.position, Agency.id, User.login)
        )
    )


def slug(name: str) -> str:
    """Make a plain code of a Vietnamese name: "Sở Y tế" becomes "so-y-te"."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
