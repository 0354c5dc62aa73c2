"""Accounts: added, given a first password, disabled and listed by the admin."""

import re

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.accounts import Agency, FailedSignIn, User
from draftreview.services import audit
from draftreview.services.passwords import hashed
from draftreview.services.permissions import AGENCY_ROLES, DRAFTING_ROLES, may_administer, require

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,60}[a-z0-9])\Z")


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
        raise NotFound(sentence("Không có tài khoản này. Tải lại danh sách tài khoản."))
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
        raise Invalid(
            sentence("Tên đăng nhập gồm 3 đến 62 chữ thường không dấu, số, dấu chấm hoặc gạch nối."), "login"
        )
    if session.scalar(select(User.id).where(User.login == login)):
        raise Invalid(sentence("Đã có tài khoản “%(login)s”. Chọn tên đăng nhập khác.", login=login), "login")
    if not display_name.strip():
        raise Invalid(sentence("Cần ghi tên hiển thị."), "display_name")
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
        raise Invalid(sentence("Tổ biên tập và trưởng ban phải thuộc cơ quan chủ trì soạn thảo."), "role")
    if role in AGENCY_ROLES and drafting:
        raise Invalid(sentence("Cơ quan chủ trì soạn thảo không tự góp ý. Chọn vai trò khác."), "role")


def switch_user(session: Session, actor: User, clock: Clock, user_id: int, enabled: bool) -> User:
    """Disable or enable a user; a disabled one is signed out at the next request.

    :raises Invalid: where admins would lock themselves out
    """
    require(may_administer(actor))
    user = find_user(session, user_id)
    if user.id == actor.id:
        raise Invalid(sentence("Không thể tự khóa tài khoản đang dùng. Nhờ quản trị khác thực hiện."))
    user.disabled_at = None if enabled else clock.now()
    user.session_epoch += 1
    audit.record(
        session, actor, clock, "account.enabled" if enabled else "account.disabled", f"user:{user.id}"
    )
    return user


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
