"""The main menu: only what is built, and only what the actor may use."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import current_app, url_for
from flask_babel import gettext as _

from draftreview.models.accounts import User
from draftreview.services import permissions


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu."""

    label: str
    url: str
    current: bool


class Menu:
    """The entries for an actor, worked out only where they are shown: parts of a page show none."""

    def __init__(self, actor: User | None, draft_key: str, endpoint: str) -> None:
        self._asked = (actor, draft_key, endpoint)

    def __iter__(self) -> Iterator[MenuItem]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    @cached_property
    def _items(self) -> list[MenuItem]:
        return menu_for(*self._asked)


def menu_for(actor: User | None, draft_key: str, endpoint: str) -> list[MenuItem]:
    """List the entries for an actor, with the page's own marked as current."""
    entries: list[tuple[str, str, bool]] = [(_("Trang chủ"), "home.index", False)]
    if draft_key:
        entries.append((_("Dự thảo"), "reading.latest", True))
    if draft_key and permissions.speaks_for_agency(actor):
        entries.append((_("Văn bản góp ý"), "replies.show", True))
    if draft_key and permissions.may_decide(actor):
        entries.append((_("Văn bản đã nhận"), "sendings.received", True))
        entries.append((_("Bàn xử lý"), "dispositions.desk", True))
    if draft_key and permissions.may_approve(actor):
        entries.append((_("Duyệt"), "approvals.show", True))
    if draft_key and permissions.may_issue(actor):
        entries.append((_("Các bản dự thảo"), "drafts.versions", True))
    if draft_key and actor is not None and permissions.may_see_synthesis(actor, over=True):
        entries.append((_("Bản tổng hợp"), "synthesis.show", True))
    if permissions.may_administer(actor):
        entries.append((_("Cơ quan"), "admin.agencies", False))
        entries.append((_("Tài khoản"), "admin.accounts", False))
    return [
        MenuItem(label, url_for(name, key=draft_key) if keyed else url_for(name), _same_room(endpoint, name))
        for label, name, keyed in entries
        if name in current_app.view_functions
    ]


ENTRY = {
    "bulk": "dispositions",
    "comments": "reading",
    "comparing": "reading",
    "completeness": "synthesis",
    "confirming": "drafts",
    "editing": "drafts",
    "groups": "dispositions",
    "invitations": "drafts",
    "inviting": "drafts",
    "others": "reading",
    "keeping": "dispositions",
    "outcomes": "replies",
    "phrases": "dispositions",
    "rounds": "drafts",
    "topic_changes": "drafts",
    "topics": "reading",
    "tracing": "reading",
    "working": "drafts",
}
"""Subjects without an entry of their own, and the entry they are reached from."""


def _same_room(endpoint: str, name: str) -> bool:
    if name.startswith("admin."):
        return endpoint == name
    subject = endpoint.split(".")[0]
    return ENTRY.get(subject, subject) == name.split(".")[0]
