"""The demonstration: the illustrative draft, the letter's round and accounts that anybody may try."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.content import Content
from draftreview.domain.errors import Conflict
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import AgencyKind
from draftreview.models.accounts import Agency, User
from draftreview.models.drafts import Draft
from draftreview.models.settings import DEMONSTRATION, ROUND_TODAY, Setting
from draftreview.services import agencies, consultations, drafts, intakes, phrases, trial_accounts

SHARED_PHRASES = (
    "Cơ quan soạn thảo đã tiếp thu, chỉnh lý tại dự thảo.",
    "Nội dung này đã được quy định tại văn bản quy phạm pháp luật có hiệu lực pháp lý cao hơn nên dự thảo "
    "không quy định lại.",
    "Đề nghị giữ như dự thảo để bảo đảm thống nhất với các quy định khác của dự thảo.",
    "Nội dung góp ý không thuộc phạm vi điều chỉnh của dự thảo; cơ quan soạn thảo ghi nhận để nghiên cứu khi "
    "xây dựng văn bản có liên quan.",
    "Đã chỉnh lý cách diễn đạt theo quy định về thể thức và kỹ thuật trình bày văn bản.",
    "Nội dung này sẽ được hướng dẫn cụ thể khi tổ chức thực hiện Quyết định.",
)
"""What the drafting team of the demonstration may put into an explanation."""


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
        raise Conflict(
            sentence("Cơ sở dữ liệu đã có dữ liệu. Chỉ nạp bản trình diễn vào cơ sở dữ liệu trống.")
        )
    session.add(Setting(name=ROUND_TODAY, value=content.round_today.isoformat()))
    session.add(Setting(name=DEMONSTRATION, value="1"))
    register = load_register(session, clock, content)
    drafting = next(agency for agency in register.values() if agency.kind is AgencyKind.DRAFTING)
    trial_accounts.add(session, register, drafting)
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
    phrases.add_shared(session, clock, SHARED_PHRASES)
    return draft


def load_register(session: Session, clock: Clock, content: Content) -> dict[str, Agency]:
    """Write the agencies of the register; give them by code."""
    return {
        facts.code: agencies.add_agency(
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
