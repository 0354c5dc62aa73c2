"""The check before a final table: what is missing, each with the way to it, and the files once it passes."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _

from draftreview.domain.completeness import LACK_LABELS, Lack, Missing
from draftreview.domain.synthesis_layouts import LAYOUTS
from draftreview.formats.writing.synthesis_files import FILE_KINDS
from draftreview.services.completeness import Gate
from draftreview.services.permissions import is_drafting
from draftreview.web.presentation import translated
from draftreview.web.request import actor

FOLDED = 12
"""A kind with more things than this is folded, so that the whole check is seen at once."""

_HINTS = {
    Lack.OUTCOME: lambda: _("Chọn kết quả xử lý tại Bàn xử lý."),
    Lack.APPROVAL: lambda: _("Trưởng ban soạn thảo duyệt tại trang Duyệt; mục đã trả lại thì sửa trước."),
    Lack.EXPLANATION: lambda: _("Mọi kết quả trừ “Tiếp thu” phải có nội dung giải trình."),
    Lack.FRESHNESS: lambda: _("Đọc lại ý kiến và điều khoản, rồi lưu lại trả lời: sửa, hoặc giữ như cũ."),
    Lack.LETTER: lambda: _("Cơ quan bổ sung số và ngày của văn bản đã gửi."),
    Lack.AGREEMENT: lambda: _("Trả lời như cả nhóm, hoặc nêu lý do khác nhóm."),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is missing, as it is listed."""

    label: str
    agency: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing with all that is missing of it."""

    lack: Lack
    label: str
    hint: str
    things: tuple[Thing, ...]

    @property
    def folded(self) -> bool:
        """Tell whether the list is long."""
        return len(self.things) > FOLDED


def gate_page(gate: Gate, key: str) -> str:
    """Render the check."""
    kinds = [
        Kind(lack, _(LACK_LABELS[lack]), _HINTS[lack](), tuple(_thing(one, key) for one in missing))
        for lack, missing in gate.check.kinds.items()
    ]
    return render_template("completeness/show.html", gate=gate, kinds=kinds, key=key, files=_files(key))


def _thing(one: Missing, key: str) -> Thing:
    if one.reply_id:
        url = url_for("sendings.show", reply_id=one.reply_id)
        return Thing(_("Văn bản góp ý"), one.agency, translated(one.note), url)
    url = ""
    if one.group_id and is_drafting(actor()):
        url = url_for("groups.show", key=key, group_id=one.group_id)
    elif is_drafting(actor()):
        anchor = f"comment-{one.comment_id}"
        url = url_for("dispositions.place", key=key, place=one.slug, comment=one.comment_id, _anchor=anchor)
    return Thing(one.place, one.agency, translated(one.note), url)


def _files(key: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the final files, those that are printed in each layout, then the spreadsheets."""
    printed = ("docx", "pdf", "html")
    rows = [
        (_("Mẫu %(name)s", name=name), [_file(key, suffix, layout=name) for suffix in printed])
        for name in LAYOUTS
    ]
    sheets = [_file(key, suffix) for suffix in FILE_KINDS if suffix not in printed]
    return [*rows, (_("Bảng tính"), sheets)]


def _file(key: str, suffix: str, layout: str | None = None) -> tuple[str, str]:
    url = url_for("synthesis.download", key=key, suffix=suffix, final=1, layout=layout)
    return FILE_KINDS[suffix].name, url
