"""Signing in and out, and one's own password."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import login_user, logout_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from draftreview.domain.errors import Invalid, NotPermitted
from draftreview.services import signing_in, trial_accounts
from draftreview.web import resume
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db, surroundings

blueprint = Blueprint("accounts", __name__)


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Login and password."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(_l("Cần ghi tên đăng nhập."))])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Cần ghi mật khẩu."))])
    next = HiddenField()


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The old password and the new one, twice."""

    old = PasswordField(_l("Mật khẩu đang dùng"), [InputRequired(_l("Cần ghi mật khẩu đang dùng."))])
    password = PasswordField(_l("Mật khẩu mới"), [InputRequired(_l("Cần ghi mật khẩu mới."))])
    again = PasswordField(_l("Mật khẩu mới, lần nữa"), [InputRequired(_l("Cần ghi lại mật khẩu mới."))])


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in, then go where one meant to go."""
    form = SignInForm(data={"next": request.args.get("next", "")})
    status = 200
    if form.validate_on_submit():
        try:
            user = signing_in.authenticate(
                db(), clock(), said(form.login), said(form.password), request.remote_addr or ""
            )
        except signing_in.TooManyTries as error:
            form.password.errors = [translated(error.message)]
            return _sign_in_page(form), 429
        db().commit()
        if user is not None:
            login_user(user)
            kept = resume.carried()
            if kept is not None:
                return resume.send_again(kept)
            if user.must_change_password:
                return redirect(url_for("accounts.change_password"), 303)
            return redirect(local(form.next.data), 303)
        form.password.errors = [
            _("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ và phím Caps Lock.")
        ]
        status = 422
    elif form.is_submitted():
        status = 422
    return _sign_in_page(form), status


def _sign_in_page(form: SignInForm) -> str:
    shown = trial_accounts.accounts_of(db()) if surroundings().demonstration else []
    return render_template(
        "accounts/sign_in.html", form=form, accounts=shown, demo_password=trial_accounts.PASSWORD
    )


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    logout_user()
    flash(_("Đã đăng xuất."), "status")
    return redirect(url_for("home.index"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """Change one's own password."""
    user = actor()
    if user is None:
        raise NotPermitted(_("Đăng nhập để đổi mật khẩu."))
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            if form.password.data != form.again.data:
                raise Invalid(_("Hai lần ghi mật khẩu mới không giống nhau."), "again")
            signing_in.change_password(db(), user, clock(), said(form.old), said(form.password))
        except Invalid as error:
            form[error.field].errors = [translated(error.message)]
        else:
            db().commit()
            login_user(user)
            flash(_("Đã đổi mật khẩu. Các phiên đăng nhập khác của tài khoản này đã kết thúc."), "status")
            return redirect(url_for("home.index"), 303)
    return render_template("accounts/password.html", form=form), 422 if form.is_submitted() else 200


def local(address: str | None) -> str:
    """Give an address on this site, or the home page: a sign-in page must not lead elsewhere."""
    target = address or ""
    split = urlsplit(target)
    if not target.startswith("/") or target.startswith(("//", "/\\")) or split.netloc or split.scheme:
        return url_for("home.index")
    return target
