"""A draft with a round and two agencies, and the people who visit it, for tests of rounds."""

from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.domain.vocabulary import Role
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft
from tests.factories import Factory
from tests.web.browsing import sign_in

SHOWN = "/drafts/mot-cua/rounds/1"
AGENCIES = f"{SHOWN}/agencies"


def draft_to_ask(site: Factory) -> Draft:
    """Make a draft with one version and nobody asked yet; two agencies could be."""
    site.regimes()
    draft: Draft = site.draft(key="mot-cua", title="Quyết định một cửa")
    site.version(draft)
    for _ in range(2):
        site.agency()
    site.commit()
    return draft


def letter_round(site: Factory) -> Consultation:
    """Open the letter's round on it, with two agencies invited."""
    (version,) = draft_to_ask(site).versions
    round_: Consultation = site.round(version)
    for agency in (site.agency("Sở Tài chính"), site.agency("UBND huyện Tân Phú")):
        site.invitation(round_, agency)
    site.commit()
    return round_


def lead_at_work(site: Factory, client: FlaskClient) -> User:
    """Sign the lead drafter in."""
    user: User = site.lead()
    site.commit()
    sign_in(client, user)
    return user


def officer_of(client: FlaskClient, site: Factory, invitation: Invitation) -> User:
    """Sign an officer of an invited agency in."""
    user: User = site.user(Role.COMMENTER, invitation.agency)
    site.commit()
    sign_in(client, user)
    return user


def asked(site: Factory) -> list[Invitation]:
    """Commit, and read the invitations anew."""
    site.commit()
    fresh = {"populate_existing": True}
    return list(site.session.scalars(select(Invitation).order_by(Invitation.id), execution_options=fresh))
