"""Open what a command needs: the settings, the database, the one draft meant, and who is asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview import db
from draftreview.config import Config, from_environment
from draftreview.domain.errors import FileTooLarge, Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Role
from draftreview.models.accounts import User
from draftreview.models.drafts import Draft


@contextmanager
def opened(config: Config | None = None, *, make: bool = False) -> Iterator[Session]:
    """Open the database for a command that may write; what is not committed is undone.

    :param make: make the database or bring it up to date first
    :raises NotFound: where there is no database and none is to be made
    """
    config = config or from_environment()
    if make:
        db.upgrade(config)
    else:
        require_database(config)
    engine = db.make_engine(config.url)
    try:
        with db.session_factory(engine)() as session:
            db.begin_writing(session)
            yield session
    finally:
        engine.dispose()


def require_database(config: Config) -> None:
    """See that there is a database.

    :raises NotFound: where there is none
    """
    if config.url.startswith("sqlite") and not Path(config.url.removeprefix("sqlite:///")).exists():
        raise NotFound(
            sentence(
                "Chưa có cơ sở dữ liệu trong thư mục “%(data)s”: chạy “draftreview db upgrade” "
                "trước, hoặc đặt biến DRAFTREVIEW_DATA.",
                data=config.data,
            )
        )


def operator() -> User:
    """Give the reader that the command line is: the drafting side. It is never written."""
    return User(role=Role.LEAD_DRAFTER, agency_id=0, display_name="", login="")


def the_draft(session: Session, key: str | None) -> Draft:
    """Find the draft meant: the only one, or the one named.

    :raises NotFound: where there is none
    :raises Invalid: where there are several and none was named
    """
    drafts = session.scalars(select(Draft).order_by(Draft.id)).all()
    if not drafts:
        raise NotFound(
            sentence("Chưa có dự thảo nào. Nạp tệp bằng “draftreview load TỆP --new MÃ --title TÊN”.")
        )
    if key is None and len(drafts) == 1:
        return drafts[0]
    known = "; ".join(f"{draft.key} ({draft.title})" for draft in drafts)
    if key is None:
        raise Invalid(sentence("Có nhiều dự thảo, cần chọn một bằng --draft MÃ: %(known)s.", known=known))
    for draft in drafts:
        if draft.key == key:
            return draft
    raise NotFound(
        sentence("Không có dự thảo “%(key)s”. Các dự thảo hiện có: %(known)s.", key=key, known=known)
    )


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a file that is not larger than the limit.

    :raises FileTooLarge: where it is
    """
    if path.stat().st_size > limit:
        raise FileTooLarge(
            sentence(
                "Tệp “%(name)s” vượt giới hạn %(value)s MB. Chọn tệp nhỏ hơn.",
                name=path.name,
                value=limit // 2**20,
            )
        )
    return path.read_bytes()
