"""The admin's pages: agencies and accounts."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired

from draftreview.domain.errors import Invalid
from draftreview.domain.vocabulary import ROLE_LABELS, AgencyKind, Role
from draftreview.services import accounts, agencies
from draftreview.services.permissions import may_administer, require
from draftreview.web.forms import options, said
from draftreview.web.presentation import translated
from draftreview.web.request import clock, db, signed_in

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


class AgencyForm(FlaskForm):  # type: ignore[misc]
    """A new agency."""

    name = StringField(_l("Tên cơ quan"), [InputRequired(_l("Cần ghi tên cơ quan."))])
    short_name = StringField(_l("Tên gọi tắt"))
    kind = SelectField(
        _l("Loại"),
        choices=options(
            [
                (AgencyKind.DEPARTMENT.value, _l("Sở, ban, ngành")),
                (AgencyKind.DISTRICT.value, _l("UBND cấp huyện")),
                (AgencyKind.DRAFTING.value, _l("Cơ quan chủ trì soạn thảo")),
            ]
        ),
    )


class UserForm(FlaskForm):  # type: ignore[misc]
    """A new account with its first password."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(_l("Cần ghi tên đăng nhập."))])
    display_name = StringField(_l("Tên hiển thị"), [InputRequired(_l("Cần ghi tên hiển thị."))])
    role = SelectField(_l("Vai trò"), choices=options((role.value, ROLE_LABELS[role]) for role in Role))
    agency = SelectField(_l("Cơ quan"), coerce=int)
    password = PasswordField(_l("Mật khẩu đầu tiên"), [InputRequired(_l("Cần ghi mật khẩu."))])


class FirstPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new first password for an account."""

    password = PasswordField(_l("Mật khẩu đầu tiên"), [InputRequired(_l("Cần ghi mật khẩu."))])


@blueprint.route("/agencies", endpoint="agencies", methods=["GET", "POST"])
def all_agencies() -> ResponseReturnValue:
    """List the agencies and add one."""
    user = signed_in()
    form = AgencyForm()
    if form.validate_on_submit():
        try:
            agency = agencies.add_agency(
                db(),
                user,
                clock(),
                name=said(form.name),
                short_name=said(form.short_name),
                kind=AgencyKind(form.kind.data),
            )
        except Invalid as error:
            form.name.errors = [translated(error.message)]
        else:
            db().commit()
            flash(_("Đã thêm %(name)s.", name=agency.name), "status")
            return redirect(url_for("admin.agencies"), 303)
    rows = agencies.register(db(), user)
    return render_template("admin/agencies.html", form=form, rows=rows), 422 if form.is_submitted() else 200


@blueprint.post("/agencies/<int:agency_id>/switch")
def switch_agency(agency_id: int) -> ResponseReturnValue:
    """Disable or enable an agency."""
    enabled = request.form.get("enabled") == "1"
    agency = agencies.switch_agency(db(), signed_in(), clock(), agency_id, enabled)
    db().commit()
    said = (
        _("Đã mở lại %(name)s.") if enabled else _("Đã ngừng %(name)s; người dùng của cơ quan bị đăng xuất.")
    )
    flash(said % {"name": agency.name}, "status")
    return redirect(url_for("admin.agencies"), 303)


@blueprint.route("/accounts", endpoint="accounts", methods=["GET", "POST"])
def all_accounts() -> ResponseReturnValue:
    """List the accounts and add one."""
    user = signed_in()
    known = accounts.users(db(), user)
    register = [agency for agency, _number in agencies.register(db(), user)]
    form = UserForm()
    form.agency.choices = options(
        (agency.id, agency.name) for agency in register if agency.disabled_at is None
    )
    if form.validate_on_submit():
        try:
            added = accounts.add_user(
                db(),
                user,
                clock(),
                login=said(form.login),
                display_name=said(form.display_name),
                role=Role(form.role.data),
                agency=agencies.find_agency(db(), form.agency.data),
                password=said(form.password),
            )
        except Invalid as error:
            form[error.field or "login"].errors = [translated(error.message)]
        else:
            db().commit()
            flash(_("Đã thêm tài khoản %(login)s.", login=added.login), "status")
            return redirect(url_for("admin.accounts"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("admin/accounts.html", form=form, users=known), status


@blueprint.route("/accounts/<int:user_id>/password", methods=["GET", "POST"])
def first_password(user_id: int) -> ResponseReturnValue:
    """Give an account a first password."""
    admin = signed_in()
    require(may_administer(admin))
    user = accounts.find_user(db(), user_id)
    form = FirstPasswordForm()
    if form.validate_on_submit():
        try:
            accounts.set_password(db(), admin, clock(), user_id, said(form.password))
        except Invalid as error:
            form.password.errors = [translated(error.message)]
        else:
            db().commit()
            flash(
                _("Đã đặt mật khẩu cho %(login)s. Người dùng đổi lại khi đăng nhập.", login=user.login),
                "status",
            )
            return redirect(url_for("admin.accounts"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("admin/first_password.html", form=form, user=user), status


@blueprint.post("/accounts/<int:user_id>/switch")
def switch_user(user_id: int) -> ResponseReturnValue:
    """Disable or enable an account."""
    enabled = request.form.get("enabled") == "1"
    user = accounts.switch_user(db(), signed_in(), clock(), user_id, enabled)
    db().commit()
    said = _("Đã mở lại tài khoản %(login)s.") if enabled else _("Đã khóa tài khoản %(login)s.")
    flash(said % {"login": user.login}, "status")
    return redirect(url_for("admin.accounts"), 303)
