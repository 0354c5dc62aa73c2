"""What every view needs of its request: the session, the actor, the clock, the surroundings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, sessionmaker

from draftreview.db import begin_writing
from draftreview.domain.clock import vietnam_day
from draftreview.domain.errors import NotPermitted
from draftreview.domain.search import SearchEngine
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Draft
from draftreview.models.settings import DEMONSTRATION, ROUND_TODAY, Setting
from draftreview.services.clock import WallClock
from draftreview.web.menu import Menu

READING_POSTS = frozenset(
    {
        "bulk.preview",
        "comments.difference",
        "comments.preview",
        "dispositions.difference",
        "dispositions.prepare",
        "editing.difference",
    }
)
"""Endpoints that are posted to because what they read is long; they write nothing and wait for nobody."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the application lends to its views."""

    sessions: sessionmaker[Session]
    search: SearchEngine
    upload_limit: int
    https: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around every page, read in one query."""

    user: User | None
    round_today: date | None
    demonstration: bool
    draft_key: str


def parts() -> Parts:
    """Give the application's parts."""
    found: Parts = current_app.extensions["draftreview"]
    return found


def db() -> Session:
    """Give the request's database session; a request that writes waits its turn from the start."""
    if "session" not in g:
        g.session = parts().sessions()
        if request.method not in ("GET", "HEAD", "OPTIONS") and request.endpoint not in READING_POSTS:
            begin_writing(g.session)
    session: Session = g.session
    return session


def close(_error: BaseException | None = None) -> None:
    """End the request's session; what was not committed is undone."""
    session = g.pop("session", None)
    if session is not None:
        session.close()


def actor() -> User | None:
    """Give the signed-in user, or none."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def signed_in() -> User:
    """Give the signed-in user.

    :raises NotPermitted: where nobody is signed in
    """
    user = actor()
    if user is None:
        raise NotPermitted(_("Phiên đã hết. Đăng nhập lại, bài viết còn nguyên."))
    return user


def clock() -> WallClock:
    """Give the clock that rounds are judged by."""
    return WallClock(surroundings().round_today)


def today() -> date:
    """Give the day that rounds are judged by."""
    return vietnam_day(clock().round_now())


def surroundings(user_id: int | None = None) -> Surroundings:
    """Read, once a request, the user, the day of rounds and the draft that menus lead to."""
    if "surroundings" not in g:
        g.surroundings = _read_surroundings(db(), user_id)
    found: Surroundings = g.surroundings
    return found


def _read_surroundings(session: Session, user_id: int | None) -> Surroundings:
    row = session.execute(_SURROUNDINGS, {"user_id": user_id or 0}).one()
    return Surroundings(
        user=row.User,
        round_today=date.fromisoformat(row.round_today) if row.round_today else None,
        demonstration=row.demonstration is not None,
        draft_key=row.draft_key or "",
    )


def _surroundings() -> Select[Any]:
    def setting(name: str) -> Any:
        return select(Setting.value).where(Setting.name == name).scalar_subquery()

    newest = (
        select(Draft.key)
        .outerjoin(Consultation, Consultation.draft_id == Draft.id)
        .order_by(func.coalesce(Consultation.id, 0).desc(), Draft.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    facts = select(
        setting(ROUND_TODAY).label("round_today"),
        setting(DEMONSTRATION).label("demonstration"),
        newest.label("draft_key"),
    ).subquery()
    return (
        select(User, facts)
        .select_from(facts)
        .outerjoin(User, User.id == bindparam("user_id"))
        .outerjoin(Agency, User.agency_id == Agency.id)
        .options(contains_eager(User.agency))
    )


# Written once: putting the statement together costs more than running it, on every page.
_SURROUNDINGS = _surroundings()


def surround() -> dict[str, Any]:
    """Give every template what stands around the page."""
    around = surroundings()
    return {
        "menu": Menu(actor(), around.draft_key, request.endpoint or ""),
        "round_today": around.round_today,
        "demonstration": around.demonstration,
        "account_url": url_for("accounts.change_password"),
    }
