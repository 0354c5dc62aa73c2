"""Two selections in one statement: each gets its own rows, in the types they have."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from draftreview.domain.vocabulary import Role
from draftreview.models.accounts import Agency, User
from draftreview.services.together import Together
from tests.factories import Factory


def test_each_selection_gets_its_rows_in_their_types(session: Session, make: Factory) -> None:
    agency = make.agency("Sở Y tế")
    users = [make.user(Role.COMMENTER, agency), make.user(Role.AGENCY_HEAD, agency)]
    make.user()
    both = Together(
        select(Agency.id, Agency.name).where(Agency.name == bindparam("name")),
        select(User.role, User.id).join(User.agency).where(Agency.name == bindparam("name")),
    )
    agencies, roles = both.read(session, {"name": "Sở Y tế"})
    assert agencies == [(agency.id, "Sở Y tế")]
    assert sorted(roles, key=lambda row: row[1]) == [(one.role, one.id) for one in users]
    assert all(isinstance(role, Role) for role, _ in roles)
