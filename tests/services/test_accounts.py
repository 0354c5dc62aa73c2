"""Accounts: who gets in, who is slowed down, and what the admin may do."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.accounts import FailedSignIn, User
from draftreview.services import accounts, agencies, signing_in
from draftreview.services.passwords import hashed, matches
from tests.factories import PASSWORD, Factory, FixedClock


def admin(make: Factory) -> User:
    return make.user(Role.ADMIN, make.drafting_agency())


def test_the_right_password_gets_in_whatever_the_case_of_the_login(session: Session, make: Factory) -> None:
    user = make.user(login="nva.stttt")
    make.user()
    assert signing_in.authenticate(session, make.clock, " NVA.stttt ", PASSWORD, "127.0.0.1") is user


def test_a_wrong_password_is_counted_and_a_right_one_forgets_the_count(
    session: Session, make: Factory
) -> None:
    user = make.user()
    assert signing_in.authenticate(session, make.clock, user.login, "sai", "127.0.0.1") is None
    assert session.scalar(select(FailedSignIn.login)) == user.login
    signing_in.authenticate(session, make.clock, user.login, PASSWORD, "127.0.0.1")
    assert session.scalar(select(FailedSignIn.id)) is None


def test_an_unknown_login_says_no_more_than_a_wrong_password(session: Session, make: Factory) -> None:
    assert signing_in.authenticate(session, make.clock, "khong-co", PASSWORD, "127.0.0.1") is None


def test_five_wrong_passwords_close_the_login_for_a_quarter_of_an_hour(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    user = make.user()
    for _ in range(signing_in.TRIES_PER_LOGIN):
        signing_in.authenticate(session, clock, user.login, "sai", "10.0.0.1")
    with pytest.raises(signing_in.TooManyTries):
        signing_in.authenticate(session, clock, user.login, PASSWORD, "10.0.0.2")
    clock.forward(minutes=16)
    assert signing_in.authenticate(session, clock, user.login, PASSWORD, "10.0.0.2") is user


def test_one_address_cannot_try_many_logins(session: Session, make: Factory) -> None:
    for number in range(signing_in.TRIES_PER_ADDRESS):
        signing_in.authenticate(session, make.clock, f"ai-do-{number}", "sai", "10.0.0.1")
    with pytest.raises(signing_in.TooManyTries):
        signing_in.authenticate(session, make.clock, make.user().login, PASSWORD, "10.0.0.1")


@pytest.mark.parametrize("who", ["user", "agency"])
def test_the_disabled_do_not_get_in(session: Session, make: Factory, who: str) -> None:
    user = make.user()
    (user if who == "user" else user.agency).disabled_at = make.clock.now()
    assert signing_in.authenticate(session, make.clock, user.login, PASSWORD, "127.0.0.1") is None


def test_a_new_password_ends_other_sessions(session: Session, make: Factory) -> None:
    user = make.user(must_change_password=True)
    before = user.get_id()
    signing_in.change_password(session, user, make.clock, PASSWORD, "mật khẩu mới 2018")
    assert matches(user.password_hash, "mật khẩu mới 2018")
    assert (user.get_id() != before, user.must_change_password) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("sai", "mật khẩu mới 2018", "old"), (PASSWORD, PASSWORD, "password"), (PASSWORD, "ngắn", "password")],
)
def test_a_password_is_not_changed_without_the_old_one_or_to_an_unfit_one(
    session: Session, make: Factory, old: str, new: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        signing_in.change_password(session, make.user(), make.clock, old, new)
    assert refused.value.field == field


@pytest.mark.parametrize("password", ["ngắn", "x" * 201, "tai-khoan-mot-1"])
def test_a_password_is_long_enough_and_not_the_login(password: str) -> None:
    with pytest.raises(Invalid):
        hashed(password, "tai-khoan-mot")


def test_a_hash_that_is_no_hash_matches_nothing() -> None:
    assert not matches("khong-phai-ham-bam", "gì cũng vậy")


def test_the_admin_adds_a_user_who_must_change_the_password(session: Session, make: Factory) -> None:
    user = accounts.add_user(
        session,
        admin(make),
        make.clock,
        login="Moi.TTTT",
        display_name=" Người mới ",
        role=Role.COMMENTER,
        agency=make.agency(),
        password="mật khẩu đầu tiên",
    )
    assert (user.login, user.display_name, user.must_change_password) == ("moi.tttt", "Người mới", True)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"login": "có dấu"}, "login"),
        ({"login": "da-co"}, "login"),
        ({"display_name": " "}, "display_name"),
        ({"role": Role.DRAFTER}, "role"),
        ({"password": "ngắn"}, "password"),
    ],
)
def test_an_unfit_account_is_refused_with_its_field(
    session: Session, make: Factory, facts: dict[str, object], field: str
) -> None:
    make.user(login="da-co")
    given: dict[str, object] = {
        "login": "moi",
        "display_name": "Người mới",
        "role": Role.COMMENTER,
        "agency": make.agency(),
        "password": "mật khẩu đầu tiên",
    }
    with pytest.raises(Invalid) as refused:
        accounts.add_user(session, None, make.clock, **(given | facts))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_drafting_agency_does_not_comment_on_its_own_draft(make: Factory) -> None:
    with pytest.raises(Invalid):
        accounts.refuse_mismatch(Role.COMMENTER, make.drafting_agency())


def test_a_first_password_ends_sessions_and_the_count_of_wrong_ones(session: Session, make: Factory) -> None:
    user = make.user()
    signing_in.authenticate(session, make.clock, user.login, "sai", "127.0.0.1")
    accounts.set_password(session, admin(make), make.clock, user.id, "mật khẩu đầu tiên")
    assert matches(user.password_hash, "mật khẩu đầu tiên")
    assert (user.must_change_password, user.session_epoch) == (True, 2)
    assert session.scalar(select(FailedSignIn.id)) is None


def test_disabling_a_user_ends_its_sessions_and_can_be_undone(session: Session, make: Factory) -> None:
    user, boss = make.user(), admin(make)
    accounts.switch_user(session, boss, make.clock, user.id, enabled=False)
    assert (user.is_active, user.session_epoch) == (False, 2)
    accounts.switch_user(session, boss, make.clock, user.id, enabled=True)
    assert user.is_active


def test_admins_do_not_lock_themselves_out(session: Session, make: Factory) -> None:
    boss = admin(make)
    with pytest.raises(Invalid):
        accounts.switch_user(session, boss, make.clock, boss.id, enabled=False)
    with pytest.raises(Invalid):
        agencies.switch_agency(session, boss, make.clock, boss.agency_id, enabled=False)


def test_disabling_an_agency_shuts_out_its_users_and_can_be_undone(session: Session, make: Factory) -> None:
    user, boss = make.user(), admin(make)
    agencies.switch_agency(session, boss, make.clock, user.agency_id, enabled=False)
    assert not user.is_active
    agencies.switch_agency(session, boss, make.clock, user.agency_id, enabled=True)
    assert user.is_active


def test_an_agency_is_added_last_in_the_register(session: Session, make: Factory) -> None:
    make.agency()
    agency = agencies.add_agency(session, admin(make), make.clock, name="  Sở  Đất đai ")
    assert (agency.name, agency.short_name, agency.code) == ("Sở Đất đai", "Sở Đất đai", "so-dat-dai")
    assert agencies.register(session, admin(make))[-1] == (agency, 0)


@pytest.mark.parametrize("name", ["", "Sở Đã có"])
def test_an_agency_needs_a_name_of_its_own(session: Session, make: Factory, name: str) -> None:
    make.agency("Sở Đã có")
    with pytest.raises(Invalid):
        agencies.add_agency(session, None, make.clock, name=name)


def test_only_the_admin_manages_accounts(session: Session, make: Factory) -> None:
    lead = make.lead()
    with pytest.raises(NotPermitted):
        accounts.users(session, lead)
    with pytest.raises(NotPermitted):
        agencies.add_agency(session, lead, make.clock, name="Sở Mới")
    with pytest.raises(NotPermitted):
        accounts.set_password(session, lead, make.clock, lead.id, "mật khẩu đầu tiên")


def test_users_are_listed_agency_by_agency(session: Session, make: Factory) -> None:
    boss, first = admin(make), make.agency()
    users = [make.user(agency=first), make.user(agency=first), make.user()]
    assert accounts.users(session, boss) == [boss, *users]


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        accounts.find_user(session, 99)
    with pytest.raises(NotFound):
        agencies.find_agency(session, 99)


def test_a_code_is_made_of_a_name() -> None:
    assert agencies.slug("UBND thành phố Biên Hòa – Đồng Nai") == "ubnd-thanh-pho-bien-hoa-dong-nai"


def test_kinds_of_agencies_are_stored_by_value(session: Session, make: Factory) -> None:
    make.agency(kind=AgencyKind.DISTRICT)
    session.expire_all()
    assert session.connection().exec_driver_sql("SELECT kind FROM agencies").scalar() == "district"
