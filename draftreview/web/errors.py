"""Errors translated once: from the domain's tree and from HTTP to pages that say what to do."""

import logging

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from draftreview.domain import errors
from draftreview.web import resume
from draftreview.web.presentation import translated

log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[errors.DraftReviewError], int], ...] = (
    (errors.NotPermitted, 403),
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.FileTooLarge, 413),
    (errors.Invalid, 422),
)


SWALLOWED = 512 * 1024 * 1024
"""Bytes of a too large upload that are read to be able to say so; beyond that the line is cut."""


def install(app: Flask) -> None:
    """Show every error as a page in Vietnamese."""
    resume.install(app)
    app.register_error_handler(errors.DraftReviewError, show_domain_error)
    app.register_error_handler(CSRFError, show_expired_form)
    app.register_error_handler(OverflowError, show_no_such_number)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(InternalServerError, show_crash)


def status_of(error: errors.DraftReviewError) -> int:
    """Give the HTTP status of a domain error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def show_domain_error(error: errors.DraftReviewError) -> ResponseReturnValue:
    """Show what happened; who is not signed in is asked to sign in first."""
    if isinstance(error, errors.NotPermitted) and not current_user.is_authenticated:
        return ask_to_sign_in()
    status = status_of(error)
    return page(status, titles()[status], translated(error.message), getattr(error, "places", ())), status


def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page; what was typed goes along."""
    kept = resume.refused()
    if kept is not None:
        return resume.show(kept)
    if request.headers.get("HX-Request"):
        # A part of a page cannot be a sign-in page: the whole page goes there.
        return "", 403, {"HX-Redirect": sign_in_address()}
    return redirect(sign_in_address())


def show_expired_form(_error: CSRFError) -> ResponseReturnValue:
    """Say that the form is too old; what was typed is kept where it can be sent again."""
    kept = resume.refused()
    if kept is not None:
        return resume.show(kept)
    message = _("Phiên làm việc đã hết hoặc trang mở quá lâu. Quay lại trang trước, tải lại rồi gửi lần nữa.")
    return page(400, titles()[400], message), 400


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Show an HTTP error in the words of the house."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 413:
        swallow_body()
    title = titles().get(status, _("Yêu cầu không thực hiện được"))
    return page(status, title, advice().get(status, _("Quay về trang chủ rồi thử lại."))), status


def show_no_such_number(_error: OverflowError) -> ResponseReturnValue:
    """Say that nothing is there: no row has a number beyond what the database can hold."""
    log.warning("a number beyond the database at %s", request.path, exc_info=True)
    return show_http_error(NotFound())


def swallow_body() -> None:
    """Read what a browser is still sending and throw it away.

    A browser that is cut off in the middle of sending shows its own "connection lost" and not our page.
    """
    left = min(request.content_length or 0, SWALLOWED)
    while left > 0:
        piece = request.environ["wsgi.input"].read(min(left, 65536))
        if not piece:
            return
        left -= len(piece)


def show_crash(error: InternalServerError) -> ResponseReturnValue:
    """Say that the fault is ours; the log has the rest."""
    log.error("unhandled error at %s", request.path, exc_info=error.original_exception)
    return render_template("errors/crash.html"), 500


def sign_in_address() -> str:
    """Give the sign-in page that leads back here."""
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    return url_for("accounts.sign_in", next=back or None)


def page(status: int, title: str, message: str, places: tuple[str, ...] = ()) -> str:
    """Render the error page."""
    return render_template("errors/error.html", status=status, title=title, message=message, places=places)


def titles() -> dict[int, str]:
    """Give the title of each status."""
    return {
        400: _("Chưa nhận được biểu mẫu"),
        403: _("Không có quyền"),
        404: _("Không tìm thấy trang"),
        405: _("Không mở được bằng cách này"),
        409: _("Nội dung đã thay đổi"),
        413: _("Tệp quá lớn"),
        422: _("Chưa thực hiện được"),
        429: _("Thử quá nhiều lần"),
    }


def advice() -> dict[int, str]:
    """Give what to do at each status that no service explains."""
    return {
        400: _("Dữ liệu gửi lên không đọc được. Quay lại trang trước, tải lại rồi gửi lần nữa."),
        403: _("Tài khoản này không có quyền mở trang. Đăng nhập bằng tài khoản khác hoặc hỏi quản trị."),
        404: _("Địa chỉ sai hoặc trang đã chuyển. Quay về trang chủ để tìm dự thảo."),
        405: _("Trang này chỉ nhận biểu mẫu. Quay về trang chủ rồi mở lại."),
        413: _("Tệp vượt giới hạn 20 MB. Chọn tệp nhỏ hơn, hoặc nén ảnh trong tệp rồi lưu lại."),
    }
