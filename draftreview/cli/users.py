"""Accounts from the command line: the first admin above all."""

import click
from sqlalchemy import or_, select

from draftreview.cli.opening import opened
from draftreview.domain.errors import NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.accounts import Agency
from draftreview.services import accounts, agencies
from draftreview.services.clock import clock_of


@click.group()
def user() -> None:
    """Manage accounts."""


@user.command()
@click.argument("login")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="What it may do."
)
@click.option(
    "--agency", "agency_name", metavar="CODE_OR_NAME", required=True, help="The agency it belongs to."
)
@click.option("--new-agency", is_flag=True, help="Add the agency where the register lacks it.")
@click.option("--name", help="The name shown; by default the login.")
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True,
    help="The first password, to be changed at the first sign-in; asked for when left out.",
)  # fmt: skip
def add(login: str, role: str, agency_name: str, new_agency: bool, name: str | None, password: str) -> None:
    """Add the account LOGIN; it must change its password at the first sign-in."""
    with opened(make=True) as session:
        clock = clock_of(session)
        agency = session.scalar(
            select(Agency).where(or_(Agency.code == agency_name, Agency.name == agency_name))
        )
        if agency is None and new_agency:
            drafting = role in (Role.DRAFTER, Role.LEAD_DRAFTER)
            kind = AgencyKind.DRAFTING if drafting else AgencyKind.DEPARTMENT
            agency = agencies.add_agency(session, None, clock, name=agency_name, kind=kind)
        if agency is None:
            raise NotFound(
                sentence(
                    "Không có cơ quan “%(agency_name)s” trong danh sách. Thêm bằng --new-agency.",
                    agency_name=agency_name,
                )
            )
        added = accounts.add_user(
            session,
            None,
            clock,
            login=login,
            display_name=name or login,
            role=Role(role),
            agency=agency,
            password=password,
        )
        session.commit()
        click.echo(f"Đã thêm tài khoản {added.login} ({agency.name}).")
