"""Who gets what at which route: the table that test_matrix.py holds the application to.

The draft is not public. ``commenter`` and ``head`` belong to an invited agency that is still writing,
``uninvited`` to one that was not asked, ``colleague`` heads another invited one, whose reply is sent.
``appraiser`` comes during the round, ``after`` is the same person when it is over. Everybody posts with a
token of their own session and, where the form needs any, the fields below. 302 leads nobody to the sign-in
page, 303 is done, 409 and 422 are "may, but not this": what is asked does not fit what stands there.
"""

from draftreview.app import static_address

WRITING, SENT, ANSWERED = 1, 2, 3
"""Comments: one being written by the commenter, two sent by the colleague, the second of them answered."""
ASKED = 2
"""The agency of the commenter and the head."""
UNASKED = 4
"""The agency of the uninvited."""
DOUBTFUL = 1
"""A pair of provisions of the two versions that waits to be judged."""

TABLE = """
route                    | how  | nobody commenter uninvited head colleague drafter lead appraiser after admin
home.index               | GET  | 200    200       200       200  200       200     200  200       200   200
static                   | GET  | 200    200       200       200  200       200     200  200       200   200
accounts.sign_in         | GET  | 200    200       200       200  200       200     200  200       200   200
accounts.sign_in         | POST | 422    422       422       422  422       422     422  422       422   422
accounts.sign_out        | POST | 303    303       303       303  303       303     303  303       303   303
accounts.change_password | GET  | 302    200       200       200  200       200     200  200       200   200
accounts.change_password | POST | 403    422       422       422  422       422     422  422       422   422
admin.agencies           | GET  | 302    403       403       403  403       403     403  403       403   200
admin.agencies           | POST | 403    403       403       403  403       403     403  403       403   422
admin.switch_agency      | POST | 403    403       403       403  403       403     403  403       403   303
admin.accounts           | GET  | 302    403       403       403  403       403     403  403       403   200
admin.accounts           | POST | 403    403       403       403  403       403     403  403       403   422
admin.first_password     | GET  | 302    403       403       403  403       403     403  403       403   200
admin.first_password     | POST | 403    403       403       403  403       403     403  403       403   422
admin.switch_user        | POST | 403    403       403       403  403       403     403  403       403   303
reading.latest           | GET  | 302    302       403       302  302       302     302  403       302   403
reading.version          | GET  | 302    200       403       200  200       200     200  403       200   403
reading.printed          | GET  | 302    200       403       200  200       200     200  403       200   403
comments.new             | GET  | 302    200       403       200  200       200     200  403       200   403
comments.new             | POST | 403    303       403       303  409       403     403  403       403   403
comments.difference      | POST | 403    200       403       200  200       200     200  403       200   403
comments.show            | GET  | 302    200       404       200  404       404     404  404       404   404
comments.show sent       | GET  | 302    404       404       404  200       200     200  404       200   404
comments.edit            | GET  | 302    200       404       200  404       404     404  404       404   404
comments.edit            | POST | 403    303       404       303  404       404     404  404       404   404
comments.ready           | POST | 403    303       404       303  404       404     404  404       404   404
comments.withdraw        | GET  | 302    200       404       200  404       404     404  404       404   404
comments.withdraw        | POST | 403    303       404       303  404       404     404  404       404   404
comments.preview         | POST | 403    200       200       200  200       200     200  200       200   200
comments.note            | POST | 403    303       404       303  404       404     404  404       404   404
typing.keep              | POST | 403    200       404       200  200       403     403  403       403   403
typing.token             | GET  | 302    200       200       200  200       200     200  200       200   200
typing.drop              | POST | 403    303       303       303  303       303     303  303       303   303
outcomes.show            | GET  | 302    200       403       200  200       403     403  403       403   403
outcomes.seen            | POST | 403    404       404       404  404       403     403  403       403   403
topics.show              | GET  | 302    200       403       200  200       403     403  403       403   403
topics.answer            | POST | 403    303       403       303  403       403     403  403       403   403
replies.show             | GET  | 302    200       403       200  200       403     403  403       403   403
replies.show             | POST | 403    303       403       303  303       403     403  403       403   403
replies.agree            | POST | 403    403       403       409  303       403     403  403       403   403
replies.receipt          | GET  | 302    302       403       302  200       403     403  403       403   403
replies.letter           | POST | 403    404       403       404  303       403     403  403       403   403
replies.order            | POST | 403    303       403       303  409       403     403  403       403   403
letters.word             | GET  | 302    200       403       200  200       403     403  403       403   403
letters.text             | GET  | 302    200       403       200  200       403     403  403       403   403
scans.upload             | POST | 403    303       403       303  303       403     403  403       403   403
scans.download           | GET  | 302    404       404       404  404       404     404  404       404   404
sendings.received        | GET  | 302    403       403       403  403       200     200  403       200   403
sendings.show            | GET  | 302    404       404       404  200       200     200  404       200   404
sendings.show            | POST | 403    404       404       404  303       403     403  404       403   404
sendings.canonical       | GET  | 302    404       404       404  404       404     404  404       404   404
sendings.receipt         | GET  | 302    404       404       404  404       404     404  404       404   404
sendings.form            | GET  | 200    200       200       200  200       200     200  200       200   200
dispositions.desk        | GET  | 302    403       403       403  403       200     200  403       403   403
dispositions.place       | GET  | 302    403       403       403  403       200     200  403       403   403
dispositions.decide      | POST | 403    403       403       403  403       303     303  403       403   403
keeping.keep_answer      | POST | 403    403       403       403  403       303     303  403       403   403
dispositions.prepare     | POST | 403    403       403       403  403       200     200  403       403   403
dispositions.keep_phrase | POST | 403    403       403       403  403       200     200  403       403   403
dispositions.difference  | POST | 403    403       403       403  403       200     200  403       403   403
desk_notes.leave         | POST | 403    403       403       403  403       303     303  403       403   403
assignments.give         | POST | 403    403       403       403  403       303     303  403       403   403
phrases.show             | GET  | 302    403       403       403  403       200     200  403       403   403
phrases.show             | POST | 403    403       403       403  403       303     303  403       403   403
phrases.retire           | POST | 403    403       403       403  403       404     404  403       403   403
approvals.show           | GET  | 302    403       403       403  403       403     200  403       403   403
approvals.sign_off       | POST | 403    403       403       403  403       403     303  403       403   403
bulk.show                | GET  | 302    403       403       403  403       200     200  403       403   403
bulk.preview             | POST | 403    403       403       403  403       200     200  403       403   403
bulk.answer              | POST | 403    403       403       403  403       303     303  403       403   403
groups.listing           | GET  | 302    403       403       403  403       200     200  403       403   403
groups.gather            | POST | 403    403       403       403  403       303     303  403       403   403
groups.show              | GET  | 302    403       403       403  403       200     200  403       403   403
groups.answer            | POST | 403    403       403       403  403       303     303  403       403   403
groups.join              | POST | 403    403       403       403  403       303     303  403       403   403
groups.take_out          | POST | 403    403       403       403  403       303     303  403       403   403
groups.split             | POST | 403    403       403       403  403       303     303  403       403   403
synthesis.show           | GET  | 302    403       403       403  403       200     200  403       200   403
synthesis.download       | GET  | 302    403       403       403  403       200     200  403       200   403
completeness.show        | GET  | 302    403       403       403  403       200     200  403       200   403
drafts.new               | GET  | 302    403       403       403  403       403     200  403       403   403
drafts.new               | POST | 403    403       403       403  403       403     422  403       403   403
drafts.versions          | GET  | 302    403       403       403  403       200     200  403       403   403
drafts.upload            | POST | 403    403       403       403  403       403     422  403       403   403
rounds.new               | GET  | 302    403       403       403  403       403     200  403       403   403
rounds.open_round        | POST | 403    403       403       403  403       403     422  403       403   403
rounds.show              | GET  | 302    403       403       403  403       200     200  403       403   403
rounds.change            | POST | 403    403       403       403  403       403     303  403       403   403
topic_changes.new        | GET  | 302    403       403       403  403       403     200  403       403   403
topic_changes.add        | POST | 403    403       403       403  403       403     303  403       403   403
topic_changes.edit       | GET  | 302    403       403       403  403       403     200  403       403   403
topic_changes.change     | POST | 403    403       403       403  403       403     303  403       403   403
invitations.listing      | GET  | 302    403       403       403  403       200     200  403       403   403
invitations.received     | POST | 403    403       403       403  403       303     303  403       403   403
inviting.new             | GET  | 302    403       403       403  403       403     200  403       403   403
inviting.invite_more     | POST | 403    403       403       403  403       403     303  403       403   403
invitations.show         | GET  | 302    403       403       403  403       200     200  403       403   403
invitations.extend       | POST | 403    403       403       403  403       403     303  403       403   403
others.show              | GET  | 302    403       403       403  200       403     403  403       403   403
drafts.intake            | GET  | 302    403       403       403  403       200     200  403       403   403
drafts.publish           | POST | 403    403       403       403  403       403     303  403       403   403
drafts.drop              | POST | 403    403       403       403  403       403     303  403       403   403
repairs.repair           | POST | 403    403       403       403  403       303     303  403       403   403
repairs.undo             | POST | 403    403       403       403  403       422     422  403       403   403
working.show             | GET  | 302    403       403       403  403       200     200  403       403   403
working.show             | POST | 403    403       403       403  403       403     409  403       403   403
working.settle           | POST | 403    403       403       403  403       422     422  403       403   403
working.check            | POST | 403    403       403       403  403       303     303  403       403   403
editing.text             | GET  | 302    403       403       403  403       200     200  403       403   403
editing.edit             | GET  | 302    403       403       403  403       200     200  403       403   403
editing.edit             | POST | 403    403       403       403  403       422     422  403       403   403
editing.insert           | GET  | 302    403       403       403  403       200     200  403       403   403
editing.insert           | POST | 403    403       403       403  403       422     422  403       403   403
editing.withdraw         | POST | 403    403       403       403  403       404     404  403       403   403
editing.difference       | POST | 403    403       403       403  403       200     200  403       403   403
comparing.choose         | GET  | 303    303       303       303  303       303     303  303       303   303
comparing.show           | GET  | 302    200       403       200  200       200     200  403       200   403
confirming.show          | GET  | 302    403       403       403  403       200     200  403       403   403
confirming.listing       | GET  | 302    403       403       403  403       200     200  403       403   403
confirming.judge_all     | POST | 403    403       403       403  403       303     303  403       403   403
confirming.judge         | POST | 403    403       403       403  403       303     303  403       403   403
confirming.others        | GET  | 302    403       403       403  403       200     200  403       403   403
confirming.relink        | POST | 403    403       403       403  403       422     422  403       403   403
tracing.comment          | GET  | 302    200       404       200  404       404     404  404       404   404
tracing.comment sent     | GET  | 302    404       404       404  200       200     200  404       200   404
tracing.provision        | GET  | 302    200       403       200  200       200     200  403       200   403
exporting.word           | GET  | 302    200       403       200  200       200     200  403       200   403
exporting.xml            | GET  | 302    200       403       200  200       200     200  403       200   403
searching.results        | GET  | 200    200       200       200  200       200     200  200       200   200
"""

COLUMNS = TABLE.split("|")[2].splitlines()[0].split()

PATHS = {
    "home.index": "/",
    "static": f"{static_address()}/favicon.svg",
    "accounts.sign_in": "/sign-in",
    "accounts.sign_out": "/sign-out",
    "accounts.change_password": "/account/password",
    "admin.agencies": "/admin/agencies",
    "admin.switch_agency": "/admin/agencies/1/switch",
    "admin.accounts": "/admin/accounts",
    "admin.first_password": "/admin/accounts/1/password",
    "admin.switch_user": "/admin/accounts/1/switch",
    "reading.latest": "/drafts/mot-cua",
    "reading.version": "/drafts/mot-cua/versions/1",
    "reading.printed": "/drafts/mot-cua/versions/1/print",
    "comments.new": "/drafts/mot-cua/versions/1/comments/new?eid=att_1__art_3__para_1",
    "comments.difference": "/drafts/mot-cua/versions/1/difference?eid=att_1__art_3__para_1",
    "comments.show": f"/comments/{WRITING}",
    "comments.show sent": f"/comments/{SENT}",
    "comments.edit": f"/comments/{WRITING}/edit",
    "comments.ready": f"/comments/{WRITING}/ready",
    "comments.withdraw": f"/comments/{WRITING}/withdraw",
    "comments.preview": "/comments/preview",
    "comments.note": f"/comments/{WRITING}/notes",
    "typing.keep": "/drafts/mot-cua/versions/1/typing?eid=att_1__art_3__para_1",
    "typing.token": "/typing/token",
    "typing.drop": "/drafts/mot-cua/versions/1/typing/drop",
    "outcomes.show": "/drafts/mot-cua/outcomes",
    "outcomes.seen": "/drafts/mot-cua/outcomes",
    "topics.show": "/drafts/mot-cua/topics/1",
    "topics.answer": "/drafts/mot-cua/topics/1",
    "replies.show": "/drafts/mot-cua/reply",
    "replies.agree": "/drafts/mot-cua/reply/agree",
    "replies.receipt": "/drafts/mot-cua/reply/receipt",
    "replies.letter": "/drafts/mot-cua/reply/letter",
    "replies.order": "/drafts/mot-cua/reply/order",
    "letters.word": "/drafts/mot-cua/reply/letter.docx",
    "letters.text": "/drafts/mot-cua/reply/letter.txt",
    "scans.upload": "/drafts/mot-cua/reply/scan",
    "scans.download": "/replies/1/scan",
    "sendings.received": "/drafts/mot-cua/replies",
    "sendings.show": "/replies/1",
    "sendings.canonical": "/replies/1/sendings/1.json",
    "sendings.receipt": "/replies/1/sendings/1.pdf",
    "sendings.form": "/fingerprint",
    "dispositions.desk": "/drafts/mot-cua/desk",
    "dispositions.place": "/drafts/mot-cua/desk/att_1__art_3__para_1",
    "dispositions.decide": f"/comments/{SENT}/dispositions",
    "keeping.keep_answer": f"/comments/{ANSWERED}/dispositions/keep",
    "dispositions.prepare": f"/comments/{SENT}/dispositions/prepare",
    "dispositions.keep_phrase": f"/comments/{SENT}/dispositions/phrase",
    "dispositions.difference": f"/comments/{SENT}/dispositions/difference",
    "desk_notes.leave": f"/comments/{SENT}/desk-notes",
    "assignments.give": f"/comments/{SENT}/assignment",
    "phrases.show": "/drafts/mot-cua/phrases",
    "phrases.retire": "/drafts/mot-cua/phrases/1/retire",
    "approvals.show": "/drafts/mot-cua/approvals",
    "approvals.sign_off": "/drafts/mot-cua/approvals",
    "bulk.show": "/drafts/mot-cua/bulk",
    "bulk.preview": "/drafts/mot-cua/bulk/preview",
    "bulk.answer": "/drafts/mot-cua/bulk",
    "groups.listing": "/drafts/mot-cua/groups",
    "groups.gather": "/drafts/mot-cua/groups",
    "groups.show": "/drafts/mot-cua/groups/1",
    "groups.answer": "/drafts/mot-cua/groups/1",
    "groups.join": "/drafts/mot-cua/groups/1/join",
    "groups.take_out": "/drafts/mot-cua/groups/1/out",
    "groups.split": "/drafts/mot-cua/groups/1/split",
    "synthesis.show": "/drafts/mot-cua/synthesis",
    "completeness.show": "/drafts/mot-cua/synthesis/check",
    "exporting.word": "/drafts/mot-cua/versions/1/export.docx",
    "exporting.xml": "/drafts/mot-cua/versions/1/export.xml",
    "synthesis.download": "/drafts/mot-cua/synthesis.docx",
    "drafts.new": "/drafts/new",
    "drafts.versions": "/drafts/mot-cua/texts",
    "drafts.upload": "/drafts/mot-cua/texts",
    "rounds.new": "/drafts/mot-cua/rounds/new",
    "rounds.open_round": "/drafts/mot-cua/rounds/new",
    "rounds.show": "/drafts/mot-cua/rounds/1",
    "rounds.change": "/drafts/mot-cua/rounds/1",
    "topic_changes.new": "/drafts/mot-cua/rounds/1/new-topic",
    "topic_changes.add": "/drafts/mot-cua/rounds/1/new-topic",
    "topic_changes.edit": "/drafts/mot-cua/rounds/1/topics/1",
    "topic_changes.change": "/drafts/mot-cua/rounds/1/topics/1",
    "invitations.listing": "/drafts/mot-cua/rounds/1/agencies",
    "invitations.received": "/drafts/mot-cua/rounds/1/agencies",
    "inviting.new": "/drafts/mot-cua/rounds/1/agencies/new",
    "inviting.invite_more": "/drafts/mot-cua/rounds/1/agencies/new",
    "invitations.show": f"/drafts/mot-cua/rounds/1/agencies/{ASKED}",
    "invitations.extend": f"/drafts/mot-cua/rounds/1/agencies/{ASKED}",
    "others.show": "/drafts/mot-cua/versions/1/others?eid=att_1__art_3__para_1",
    "drafts.intake": "/intakes/1",
    "drafts.publish": "/intakes/1/publish",
    "drafts.drop": "/intakes/1/drop",
    "repairs.repair": "/intakes/1/repairs",
    "repairs.undo": "/intakes/1/repairs/undo",
    "working.show": "/drafts/mot-cua/next-version",
    "working.settle": "/drafts/mot-cua/next-version/questions/words:0",
    "working.check": "/drafts/mot-cua/next-version/references",
    "editing.text": "/drafts/mot-cua/next-version/text",
    "editing.edit": "/drafts/mot-cua/next-version/edit/att_1__art_3__para_1",
    "editing.insert": "/drafts/mot-cua/next-version/insert/att_1__art_3__para_1",
    "editing.withdraw": "/drafts/mot-cua/next-version/edit/att_1__art_3__para_1/withdraw",
    "editing.difference": "/drafts/mot-cua/next-version/difference/att_1__art_3__para_1",
    "comparing.choose": "/drafts/mot-cua/compare?old=1&new=2",
    "comparing.show": "/drafts/mot-cua/compare/1/2",
    "confirming.show": "/drafts/mot-cua/versions/2/identities",
    "confirming.listing": "/drafts/mot-cua/versions/2/identities/list",
    "confirming.judge_all": "/drafts/mot-cua/versions/2/identities/list",
    "confirming.judge": f"/alignments/{DOUBTFUL}/verdict",
    "confirming.others": f"/alignments/{DOUBTFUL}/others",
    "confirming.relink": f"/alignments/{DOUBTFUL}/others",
    "tracing.comment": f"/comments/{WRITING}/trace",
    "tracing.comment sent": f"/comments/{SENT}/trace",
    "tracing.provision": "/drafts/mot-cua/versions/1/trace/att_1__art_3__para_1",
    "searching.results": "/search?q=ho so",
}
"""An address for every route; a word after the endpoint tells rows of one route apart."""

FIELDS: dict[str, dict[str, str | list[str]]] = {
    "admin.switch_agency": {"enabled": "1"},
    "admin.switch_user": {"enabled": "1"},
    "comments.new": {"operation": "", "category": "substance", "body": "Đề nghị ghi rõ hơn.", "ready": "1"},
    "comments.difference": {"operation": "replace", "category": "substance", "new_text": "Câu khác."},
    "comments.edit": {"operation": "", "category": "substance", "body": "Đề nghị ghi rõ.", "revision": "1"},
    "comments.ready": {"ready": "1"},
    "comments.preview": {"body": "**Đậm**"},
    "comments.note": {"note": "Hỏi lại."},
    "typing.keep": {"form_key": "k1", "tab": "a", "body": "Đang viết"},
    "typing.drop": {"form_key": "k1"},
    "replies.show": {"keep": "1"},
    "replies.letter": {"letter_number": "12/CV"},
    "replies.order": {"comment": str(WRITING), "up": "1"},
    "topic_changes.add": {"code": "9", "title": "Phí", "reason": "Cơ quan đề nghị.", "seen": "0"},
    "topic_changes.change": {"action": "withdrawn", "reason": "Cơ quan đề nghị.", "seen": "0"},
    "rounds.change": {"action": "closed", "reason": "Đã nhận đủ ý kiến.", "seen": "0"},
    "invitations.received": {"agencies": str(ASKED), "received_on": "05/10/2017"},
    "inviting.invite_more": {"agencies": str(UNASKED), "due_before": "02/11/2017"},
    "invitations.extend": {"closes_before": "12/11/2017", "reason": "Cơ quan đề nghị.", "seen": "0"},
    "sendings.show": {"move": "withdrawal_asked", "reason": "Gửi nhầm."},
    "dispositions.decide": {"outcome": "declined", "explanation": "Đã có ở Điều 2.", "seen_revision": "0"},
    "dispositions.keep_phrase": {"keep": "own", "explanation": "Luật đã định."},
    "desk_notes.leave": {"note": "Hỏi lại."},
    "phrases.show": {"body": "Luật đã định."},
    "repairs.repair": {"operation": "demote", "row": "art_1", "seen": "0"},
    "confirming.judge_all": {"chosen": str(DOUBTFUL)},
    "confirming.judge": {"verdict": "same"},
    "bulk.preview": {"reach": "all"},
    "bulk.answer": {"chosen": f"{SENT}:0", "outcome": "declined", "explanation": "Đã có ở Điều 2."},
    "groups.gather": {"action": "by_hand", "chosen": [f"{SENT}:0", f"{ANSWERED}:1"]},
    "groups.answer": {"chosen": f"{SENT}:0", "outcome": "accepted"},
    "groups.join": {"chosen": f"{SENT}:0"},
    "groups.take_out": {"comment": str(SENT)},
    "groups.split": {"shown": [f"{SENT}:0", f"{ANSWERED}:1"]},
    "keeping.keep_answer": {"seen_revision": "1"},
    "approvals.sign_off": {"action": "approve", "chosen": f"{ANSWERED}:1"},
}
