"""Signing in, slowly for guessers, and one's own password."""

from datetime import timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import FailedSignIn, User
from draftreview.services import audit
from draftreview.services.passwords import hashed, matches

WINDOW = timedelta(minutes=15)
TRIES_PER_LOGIN = 5
TRIES_PER_ADDRESS = 30


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
        raise TooManyTries(
            sentence("Đăng nhập sai quá nhiều lần. Đợi 15 phút rồi thử lại, hoặc hỏi quản trị.")
        )
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
        raise Invalid(sentence("Mật khẩu đang dùng không đúng."), "old")
    if old == new:
        raise Invalid(sentence("Mật khẩu mới trùng với mật khẩu đang dùng."), "password")
    actor.password_hash = hashed(new, actor.login)
    actor.must_change_password = False
    actor.session_epoch += 1
    audit.record(session, actor, clock, "account.password_changed", f"user:{actor.id}")
