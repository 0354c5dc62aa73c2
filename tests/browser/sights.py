"""Every page of every role, with the addresses of the demonstration in the middle of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.browser.demonstration import CLAUSE, DOUBTS, KEY

DRAFT = f"/drafts/{KEY}"
COMPOSER = f"{DRAFT}/versions/1/comments/new?eid={CLAUSE}"
BUSY_PLACE = "att_1__art_7__para_3"
"""Where the made-up comments are most, with competing wordings."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees at an address; ``after``: once the round is over; ``status``: what is answered."""

    login: str
    path: str
    endpoint: str
    after: bool = False
    status: int = 200

    def __str__(self) -> str:
        return f"{self.login or 'nobody'} {self.path}"


COMMON = (
    ("/", "home.index"),
    (f"{DRAFT}/versions/1", "reading.version"),
    ("/search?q=phan mem", "searching.results"),
    ("/search?q=ho so&kind=provision&since=01/10/2017&order=place&page=2", "searching.results"),
    ("/search?q=mootj cuwra", "searching.results"),
)
COMPARED = (
    (f"{DRAFT}/compare/1/2", "comparing.show"),
    (f"{DRAFT}/compare/1/2?view=inline", "comparing.show"),
    (f"{DRAFT}/versions/2/trace/att_1__art_16", "tracing.provision"),
)
BY_LOGIN: dict[str, tuple[tuple[str, str], ...]] = {
    "": (*COMMON, *COMPARED, ("/sign-in", "accounts.sign_in"), (COMPOSER, "comments.new")),
    "chuyenvien.bien-hoa": (
        *COMMON,
        *COMPARED,
        ("/account/password", "accounts.change_password"),
        (f"{DRAFT}/versions/2", "reading.version"),
        (f"{DRAFT}/versions/2/comments/new?eid=att_1__art_16__para_3", "comments.new"),
        (COMPOSER, "comments.new"),
        (f"{DRAFT}/versions/1/comments/new?eid=att_1__art_15__para_3", "comments.new"),
        (f"{DRAFT}/versions/1/comments/new?eid=general", "comments.new"),
        (f"{DRAFT}/topics", "topics.show"),
        (f"{DRAFT}/topics/2", "topics.show"),
        (f"{DRAFT}/versions/1/print?with=comments", "reading.printed"),
        ("/comments/61/edit", "comments.edit"),
        ("/comments/61", "comments.show"),
        ("/comments/61/trace", "tracing.comment"),
        ("/comments/61/withdraw", "comments.withdraw"),
        (f"{DRAFT}/reply", "replies.show"),
    ),
    "lanhdao.bien-hoa": (("/", "home.index"), (f"{DRAFT}/reply", "replies.show")),
    "chuyenvien.xuan-loc": (("/", "home.index"), (f"{DRAFT}/reply", "replies.show")),
    "lanhdao.stttt": (
        *COMMON,
        ("/fingerprint", "sendings.form"),
        (f"{DRAFT}/outcomes", "outcomes.show"),
        (f"{DRAFT}/reply", "replies.show"),
        (f"{DRAFT}/reply/receipt", "replies.receipt"),
    ),
    "bientap": (
        *COMMON,
        (f"{DRAFT}/compare/1/2", "comparing.show"),
        (f"{DRAFT}/versions/2/trace/att_1__art_16__para_3", "tracing.provision"),
        ("/comments/5/trace", "tracing.comment"),
        (f"{DRAFT}/desk", "dispositions.desk"),
        (f"{DRAFT}/desk/{BUSY_PLACE}", "dispositions.place"),
        (f"{DRAFT}/desk?state=open&drafter=none", "dispositions.desk"),
        (f"{DRAFT}/desk?agency=khong-co", "dispositions.desk"),
        (f"{DRAFT}/phrases", "phrases.show"),
        (f"{DRAFT}/bulk", "bulk.show"),
        (f"{DRAFT}/bulk?state=any&agency=stttt", "bulk.show"),
        (f"{DRAFT}/groups", "groups.listing"),
        (f"{DRAFT}/groups?view=standing", "groups.listing"),
        (f"{DRAFT}/groups/1", "groups.show"),
        (f"{DRAFT}/synthesis", "synthesis.show"),
        (f"{DRAFT}/synthesis/check", "completeness.show"),
        (f"{DRAFT}/texts", "drafts.versions"),
        (f"{DRAFT}/next-version", "working.show"),
    ),
    "truongban": (
        *COMMON,
        (f"{DRAFT}/compare/1/2?view=inline", "comparing.show"),
        (f"{DRAFT}/desk", "dispositions.desk"),
        (f"{DRAFT}/phrases", "phrases.show"),
        (f"{DRAFT}/approvals", "approvals.show"),
        (f"{DRAFT}/approvals?list=approved&outcome=accepted", "approvals.show"),
        (f"{DRAFT}/replies", "sendings.received"),
        ("/replies/1", "sendings.show"),
        (f"{DRAFT}/synthesis", "synthesis.show"),
        (f"{DRAFT}/texts", "drafts.versions"),
        (f"/drafts/{DOUBTS}/versions/2/identities", "confirming.show"),
        (f"/drafts/{DOUBTS}/versions/2/identities/list", "confirming.listing"),
        (f"/drafts/{DOUBTS}/versions/1/identities", "confirming.show"),
        ("/alignments/3/others", "confirming.others"),
        ("/intakes/3", "drafts.intake"),
        (f"{DRAFT}/next-version", "working.show"),
        (f"{DRAFT}/next-version/text", "editing.text"),
        (f"{DRAFT}/next-version/edit/att_1__art_16__para_3", "editing.edit"),
        (f"{DRAFT}/next-version/insert/att_1__art_16__para_3", "editing.insert"),
        ("/drafts/new", "drafts.new"),
        (f"{DRAFT}/rounds/new", "rounds.new"),
        (f"{DRAFT}/rounds/1", "rounds.show"),
        (f"{DRAFT}/rounds/1/new-topic", "topic_changes.new"),
        (f"{DRAFT}/rounds/1/topics/2a", "topic_changes.edit"),
        (f"{DRAFT}/rounds/1/agencies", "invitations.listing"),
        (f"{DRAFT}/rounds/1/agencies/30", "invitations.show"),
        (f"{DRAFT}/rounds/1/agencies/new", "inviting.new"),
    ),
    "thamdinh": COMMON,
    "quantri": (
        ("/", "home.index"),
        ("/admin/agencies", "admin.agencies"),
        ("/admin/accounts", "admin.accounts"),
        ("/admin/accounts/1/password", "admin.first_password"),
    ),
}
REFUSED = (
    Sight("", "/khong-co", "", status=404),
    Sight("chuyenvien.bien-hoa", f"{DRAFT}/desk", "dispositions.desk", status=403),
)
AFTER = (
    Sight("thamdinh", f"{DRAFT}/synthesis", "synthesis.show", after=True),
    Sight("thamdinh", "/comments/1", "comments.show", after=True),
    Sight("chuyenvien.bien-hoa", "/", "home.index", after=True),
    Sight("lanhdao.stttt", f"{DRAFT}/versions/1", "reading.version", after=True),
    Sight("lanhdao.stttt", f"{DRAFT}/versions/1/others", "others.show", after=True),
    Sight("lanhdao.bien-hoa", f"{DRAFT}/reply", "replies.show", after=True),
)


def sights() -> Iterator[Sight]:
    """List them, those inside the round first, those of one person together."""
    for login, pages in BY_LOGIN.items():
        yield from (Sight(login, path, endpoint) for path, endpoint in pages)
    yield from REFUSED
    yield from AFTER


NO_PAGES = {
    "static": "files",
    "synthesis.download": "a file of the kind asked for",
    "exporting.word": "a Word file",
    "exporting.xml": "an Akoma Ntoso file",
    "letters.word": "a Word file",
    "letters.text": "plain text",
    "scans.download": "the scan of a letter",
    "sendings.canonical": "a JSON file",
    "sendings.receipt": "a PDF file",
    "typing.token": "what a script asks for",
    "reading.latest": "leads to the newest version",
    "comparing.choose": "leads to the comparison chosen",
}
"""What answers GET with something else than a page."""
