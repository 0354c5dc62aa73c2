"""Keep how versions come to be: settlements, direct edits, adoptions, verdicts, anchors of comments."""

import sqlalchemy as sa
from alembic import op

from draftreview.models.base import Moment, locks

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LOCKED = ("settlements", "direct_edits", "direct_edit_comments", "adoptions")


def upgrade() -> None:
    """Make the tables and their locks; what is there already has no verdicts and no tails of its own."""
    _make_direct_edits()
    _make_settlements()
    _make_adoptions()
    _make_anchors()
    with op.batch_alter_table("lineages") as batch_op:
        batch_op.add_column(sa.Column("continues_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_lineages_continues_id_lineages", "lineages", ["continues_id"], ["id"])
    _add_verdicts()
    # Added in place with a default that stays: making a locked table anew would lose its triggers.
    op.add_column("dispositions", sa.Column("new_tail", sa.Text(), nullable=False, server_default=""))
    for name in ("new_tail", "base_tail"):
        op.add_column("proposals", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        for statement in (one for table in LOCKED for one in locks(table)):
            op.execute(statement)


def _make_direct_edits() -> None:
    op.create_table(
        "direct_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("operation", _words("operation", "replace", "insert", "delete", "move"), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("as_first_child", sa.Boolean(), nullable=False),
        *(
            sa.Column(f"{side}_{part}", sa.Text(), nullable=False)
            for side in ("new", "base")
            for part in ("heading", "text", "tail")
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint(
            "operation <> 'insert' OR new_text <> '' OR new_heading <> ''",
            name="ck_direct_edits_inserts_something",
        ),
        sa.CheckConstraint("operation <> 'move'", name="ck_direct_edits_moves_nothing"),
        sa.CheckConstraint("trim(reason) <> ''", name="ck_direct_edits_has_a_reason"),
        sa.CheckConstraint("revision >= 1", name="ck_direct_edits_revision_from_one"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_direct_edits_by_id_users"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_direct_edits_version_id_versions"),
        sa.PrimaryKeyConstraint("id", name="pk_direct_edits"),
        sa.UniqueConstraint(
            "version_id", "subject", "revision", name="uq_direct_edits_version_id_subject_revision"
        ),
    )
    op.create_table(
        "direct_edit_comments",
        sa.Column("direct_edit_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name="fk_direct_edit_comments_comment_id_comments"
        ),
        sa.ForeignKeyConstraint(
            ["direct_edit_id"],
            ["direct_edits.id"],
            name="fk_direct_edit_comments_direct_edit_id_direct_edits",
        ),
        sa.PrimaryKeyConstraint("direct_edit_id", "comment_id", name="pk_direct_edit_comments"),
    )


def _make_settlements() -> None:
    op.create_table(
        "settlements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("followed", sa.JSON(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("revision >= 1", name="ck_settlements_revision_from_one"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_settlements_by_id_users"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_settlements_version_id_versions"),
        sa.PrimaryKeyConstraint("id", name="pk_settlements"),
        sa.UniqueConstraint(
            "version_id", "subject", "revision", name="uq_settlements_version_id_subject_revision"
        ),
    )


def _make_adoptions() -> None:
    links = {
        "old_provision_id": "provisions",
        "new_provision_id": "provisions",
        "disposition_id": "dispositions",
        "direct_edit_id": "direct_edits",
        "settlement_id": "settlements",
    }
    op.create_table(
        "adoptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in links),
        sa.CheckConstraint(
            "disposition_id IS NOT NULL OR direct_edit_id IS NOT NULL", name="ck_adoptions_has_a_reason"
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_adoptions_version_id_versions"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_adoptions_{name}_{table}")
            for name, table in links.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_adoptions"),
    )
    op.create_index("ix_adoptions_disposition_id", "adoptions", ["disposition_id"])
    op.create_index("ix_adoptions_version_id", "adoptions", ["version_id"])


def _make_anchors() -> None:
    op.create_table(
        "anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("quote", "before", "after")),
        sa.CheckConstraint("quote <> ''", name="ck_anchors_quotes_something"),
        sa.CheckConstraint('start >= 0 AND start < "end"', name="ck_anchors_some_words"),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name="fk_anchors_comment_id_comments"),
        sa.PrimaryKeyConstraint("id", name="pk_anchors"),
        sa.UniqueConstraint("comment_id", name="uq_anchors_comment_id"),
    )


def _add_verdicts() -> None:
    with op.batch_alter_table("alignments") as batch_op:
        batch_op.add_column(sa.Column("verdict", _words("verdict", "same", "different"), nullable=True))
        batch_op.add_column(sa.Column("judged_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("judged_at", Moment(), nullable=True))
        batch_op.create_foreign_key("fk_alignments_judged_by_id_users", "users", ["judged_by_id"], ["id"])
        batch_op.create_check_constraint(
            "ck_alignments_judged_where_uncertain",
            "verdict IS NULL OR (NOT certain AND judged_at IS NOT NULL)",
        )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    """Take the tables and columns away, what they hold with them."""
    for name in ("base_tail", "new_tail"):
        op.drop_column("proposals", name)
    op.drop_column("dispositions", "new_tail")
    with op.batch_alter_table("alignments") as batch_op:
        for name in ("ck_alignments_judged_where_uncertain", "verdict"):
            batch_op.drop_constraint(name, type_="check")
        batch_op.drop_constraint("fk_alignments_judged_by_id_users", type_="foreignkey")
        for name in ("judged_at", "judged_by_id", "verdict"):
            batch_op.drop_column(name)
    with op.batch_alter_table("lineages") as batch_op:
        batch_op.drop_constraint("fk_lineages_continues_id_lineages", type_="foreignkey")
        batch_op.drop_column("continues_id")
    for table in ("anchors", "adoptions", "settlements", "direct_edit_comments", "direct_edits"):
        op.drop_table(table)
