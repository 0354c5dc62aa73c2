"""Let the focus topics of an open round change: what was done last, when and why, and how often."""

import sqlalchemy as sa
from alembic import op

from draftreview.models.base import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ACTIONS = ("added", "reworded", "withdrawn", "restored")


def upgrade() -> None:
    """Add the columns; the topics that are there are as the letter named them."""
    action = sa.Enum(*ACTIONS, name="change", native_enum=False, create_constraint=True, length=32)
    with op.batch_alter_table("focus_topics") as batch_op:
        batch_op.add_column(sa.Column("change", action, nullable=True))
        batch_op.add_column(sa.Column("changed_at", Moment(), nullable=True))
        batch_op.add_column(sa.Column("change_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.create_check_constraint(
            "changed_with_a_reason",
            "(change IS NULL) = (changed_at IS NULL) AND (change IS NULL OR trim(change_reason) <> '')",
        )
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.add_column(sa.Column("topics_revision", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("focus_topics") as batch_op:
        batch_op.alter_column("change_reason", server_default=None)
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.alter_column("topics_revision", server_default=None)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("consultations") as batch_op:
        batch_op.drop_column("topics_revision")
    with op.batch_alter_table("focus_topics") as batch_op:
        batch_op.drop_constraint("changed_with_a_reason", type_="check")
        batch_op.drop_constraint("change", type_="check")
        for name in ("change_reason", "changed_at", "change"):
            batch_op.drop_column(name)
