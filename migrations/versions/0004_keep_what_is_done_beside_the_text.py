"""Keep what agencies and the drafting side do beside the text: rounds, sendings, notes, groups, phrases."""

import sqlalchemy as sa
from alembic import op

from draftreview.models.base import Moment, locks

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "desk_notes",
    "assignments",
    "separations",
    "group_members",
    "comment_groups",
    "phrases",
    "typings",
    "agency_notes",
    "acknowledgements",
    "sendings",
    "reply_events",
    "topic_answers",
    "round_changes",
)
LOCKED = ("round_changes", "reply_events", "sendings", "acknowledgements", "agency_notes", "desk_notes")


def upgrade() -> None:
    """Make the tables and their locks; rounds that are there open to others after closing."""
    _make_rounds_and_replies()
    _make_writing()
    _make_desk()
    with op.batch_alter_table("consultations") as batch_op:
        openness = _words("openness", "never", "after_closing", "after_sending")
        batch_op.add_column(sa.Column("openness", openness, nullable=False, server_default="after_closing"))
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.alter_column("openness", server_default=None)
    op.add_column("replies", sa.Column("scan_added_at", Moment(), nullable=True))
    # Added in place with a default that stays: making a locked table anew would lose its triggers.
    op.add_column("dispositions", sa.Column("remark", sa.Text(), nullable=False, server_default=""))
    op.add_column("dispositions", sa.Column("seen_hash", sa.String(64), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        for statement in (one for table in LOCKED for one in locks(table)):
            op.execute(statement)


def _make_rounds_and_replies() -> None:
    op.create_table(
        "round_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("action", _words("action", "closed", "reopened", "extended"), nullable=False),
        sa.Column("closes_before", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint(
            "(action = 'extended') = (closes_before IS NOT NULL)", name="ck_round_changes_extended_to_a_day"
        ),
        sa.CheckConstraint("trim(reason) <> ''", name="ck_round_changes_has_a_reason"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_round_changes_agency_id_agencies"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_round_changes_by_id_users"),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name="fk_round_changes_consultation_id_consultations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_changes"),
    )
    op.create_index("ix_round_changes_consultation_id", "round_changes", ["consultation_id"])
    op.create_table(
        "topic_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_topic_answers_agency_id_agencies"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_topic_answers_by_id_users"),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["focus_topics.id"], name="fk_topic_answers_topic_id_focus_topics"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_topic_answers"),
        sa.UniqueConstraint("topic_id", "agency_id", name="uq_topic_answers_topic_id_agency_id"),
    )
    op.create_index("ix_topic_answers_agency_id", "topic_answers", ["agency_id"])
    op.create_table(
        "reply_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column(
            "step", _words("step", "withdrawal_asked", "withdrawal_refused", "returned"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("trim(reason) <> ''", name="ck_reply_events_has_a_reason"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_reply_events_by_id_users"),
        sa.ForeignKeyConstraint(["reply_id"], ["replies.id"], name="fk_reply_events_reply_id_replies"),
        sa.PrimaryKeyConstraint("id", name="pk_reply_events"),
    )
    op.create_index("ix_reply_events_reply_id", "reply_events", ["reply_id"])
    op.create_table(
        "sendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            _words("stance", "agree", "agree_with_comments", "disagree", "no_opinion"),
            nullable=False,
        ),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_sendings_number_from_one"),
        sa.ForeignKeyConstraint(["reply_id"], ["replies.id"], name="fk_sendings_reply_id_replies"),
        sa.ForeignKeyConstraint(["sent_by_id"], ["users.id"], name="fk_sendings_sent_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_sendings"),
        sa.UniqueConstraint("reply_id", "number", name="uq_sendings_reply_id_number"),
    )
    op.create_table(
        "acknowledgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disposition_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_acknowledgements_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_acknowledgements_by_id_users"),
        sa.ForeignKeyConstraint(
            ["disposition_id"], ["dispositions.id"], name="fk_acknowledgements_disposition_id_dispositions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgements"),
        sa.UniqueConstraint(
            "disposition_id", "agency_id", name="uq_acknowledgements_disposition_id_agency_id"
        ),
    )
    op.create_index("ix_acknowledgements_agency_id", "acknowledgements", ["agency_id"])


def _make_writing() -> None:
    op.create_table(
        "agency_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("trim(body) <> ''", name="ck_agency_notes_says_something"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_agency_notes_author_id_users"),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name="fk_agency_notes_comment_id_comments"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_notes"),
    )
    op.create_index("ix_agency_notes_comment_id", "agency_notes", ["comment_id"])
    op.create_table(
        "typings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("form_key", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("typed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_typings_author_id_users"),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name="fk_typings_comment_id_comments"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_typings_version_id_versions"),
        sa.PrimaryKeyConstraint("id", name="pk_typings"),
        sa.UniqueConstraint("author_id", "form_key", name="uq_typings_author_id_form_key"),
    )


def _make_desk() -> None:
    op.create_table(
        "phrases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("retired_at", Moment(), nullable=True),
        sa.CheckConstraint("trim(body) <> ''", name="ck_phrases_says_something"),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_phrases_created_by_id_users"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_phrases_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_phrases"),
    )
    op.create_index("ix_phrases_owner_id", "phrases", ["owner_id"])
    op.create_table(
        "comment_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_comment_groups_by_id_users"),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name="fk_comment_groups_consultation_id_consultations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_comment_groups"),
    )
    op.create_index("ix_comment_groups_consultation_id", "comment_groups", ["consultation_id"])
    op.create_table(
        "group_members",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name="fk_group_members_comment_id_comments"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["comment_groups.id"], name="fk_group_members_group_id_comment_groups"
        ),
        sa.PrimaryKeyConstraint("comment_id", name="pk_group_members"),
    )
    op.create_index("ix_group_members_group_id", "group_members", ["group_id"])
    op.create_table(
        "separations",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name="ck_separations_smaller_first"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_separations_by_id_users"),
        sa.ForeignKeyConstraint(["one_id"], ["comments.id"], name="fk_separations_one_id_comments"),
        sa.ForeignKeyConstraint(["other_id"], ["comments.id"], name="fk_separations_other_id_comments"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_separations"),
    )
    op.create_table(
        "assignments",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("drafter_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_assignments_by_id_users"),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name="fk_assignments_comment_id_comments"),
        sa.ForeignKeyConstraint(["drafter_id"], ["users.id"], name="fk_assignments_drafter_id_users"),
        sa.PrimaryKeyConstraint("comment_id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_drafter_id", "assignments", ["drafter_id"])
    op.create_table(
        "desk_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("trim(body) <> ''", name="ck_desk_notes_says_something"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_desk_notes_author_id_users"),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name="fk_desk_notes_comment_id_comments"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_notes"),
    )
    op.create_index("ix_desk_notes_comment_id", "desk_notes", ["comment_id"])


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    """Take the tables and columns away, what they hold with them."""
    for name in ("seen_hash", "remark"):
        op.drop_column("dispositions", name)
    op.drop_column("replies", "scan_added_at")
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.drop_constraint("openness", type_="check")
        batch_op.drop_column("openness")
    for table in TABLES:
        op.drop_table(table)
